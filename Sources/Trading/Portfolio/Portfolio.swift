public import Contracts

/// What is held and what is on its way, one entry per symbol in order of first sight.
///
/// Positions come from execution reports alone; prices only value them.
public struct Portfolio: Sendable {
    /// One symbol's position with its latest price.
    public struct Holding: Sendable {
        public let symbol: Symbol
        public internal(set) var position = Position()
        public internal(set) var mark: Decimal9?
        /// What unfinished orders may still fill, bought less sold, in nanos.
        public internal(set) var openNanos: Int128 = 0
        var markedAt = Timestamp(nanoseconds: .min)
        /// No report up to this time can be told from a repetition: its order is forgotten.
        var forgottenUntil = Timestamp(nanoseconds: .min)

        /// Units held once all unfinished orders are filled.
        public var effective: Decimal9 {
            Decimal9(nanos: Int64(clamping: Int128(position.quantity.nanos) + openNanos))
        }
    }

    public private(set) var holdings: [Holding] = []
    /// Reports without effect: repeated, overtaken by later ones, or of a forgotten order.
    public private(set) var reportsRepeated = 0
    /// Reports without direction for an intent that is not known.
    public private(set) var reportsUnknown = 0
    public var ordersOpen: Int { orders.count - closed.count }

    private let maxSymbols: Int
    private let maxClosedOrders: Int
    private var indices: [Symbol: Int] = [:]
    private var orders: [MessageID: OrderProgress] = [:]
    /// Finished orders, the one forgotten next at `oldest` once full.
    private var closed: [MessageID] = []
    private var oldest = 0

    public init(maxSymbols: Int, maxClosedOrders: Int) {
        precondition(maxSymbols > 0 && maxClosedOrders > 0, "a portfolio has room")
        self.maxSymbols = maxSymbols
        self.maxClosedOrders = maxClosedOrders
    }

    /// The symbol's place in ``holdings``, made on first sight; nil when there is no more room.
    public mutating func index(of symbol: Symbol) -> Int? {
        if let known = indices[symbol] { return known }
        guard holdings.count < maxSymbols else { return nil }
        indices[symbol] = holdings.count
        holdings.append(Holding(symbol: symbol))
        return holdings.count - 1
    }

    /// The symbol's entry; nil when it was never seen.
    public func holding(of symbol: Symbol) -> Holding? {
        indices[symbol].map { holdings[$0] }
    }

    /// Sets a symbol's price, unless a later one is known.
    public mutating func mark(_ index: Int, at price: Decimal9, _ time: Timestamp) {
        guard time >= holdings[index].markedAt else { return }
        holdings[index].mark = price
        holdings[index].markedAt = time
    }

    /// From now on the intent's quantity is on its way, less what reports have already told.
    public mutating func expect(_ intent: OrderIntent, index: Int) {
        let known = orders[intent.intentId]
        var order =
            known
            ?? OrderProgress(
                holding: index, direction: intent.direction, requested: intent.quantity)
        order.requested = intent.quantity
        holdings[index].openNanos += order.openNanos - (known?.openNanos ?? 0)
        orders[intent.intentId] = order
    }

    /// Books what a report tells beyond what is known; the same report twice changes nothing.
    ///
    /// A report of an unknown intent counts when it names its direction (an order of an earlier
    /// run), else it is counted and ignored.
    public mutating func apply(_ report: ExecutionReport) throws(StrategyFault) {
        // The refusal of a repeated intent: the live order of that id goes on.
        if report.orderId.hasPrefix(OrderName.duplicatePrefix) { return }
        let known = orders[report.intentId]
        var found = known
        if found == nil { found = try strange(report) }
        guard var order = found else { return }
        try check(report, order)
        var position = holdings[order.holding].position
        let openBefore = known?.openNanos ?? 0
        guard try order.advance(report, &position) else {
            reportsRepeated += 1
            return
        }
        holdings[order.holding].position = position
        holdings[order.holding].openNanos += order.openNanos - openBefore
        orders[report.intentId] = order
        if order.isTerminal, known?.isTerminal != true { close(report.intentId) }
    }

    /// Progress for a report whose intent is not known; nil when it has to be ignored.
    private mutating func strange(
        _ report: ExecutionReport
    ) throws(StrategyFault) -> OrderProgress? {
        guard let direction = report.direction else {
            reportsUnknown += 1
            return nil
        }
        guard let index = index(of: report.symbol) else {
            throw StrategyFault(.symbols, "a report for one symbol more than max_symbols")
        }
        guard report.timestamp > holdings[index].forgottenUntil else {
            reportsRepeated += 1
            return nil
        }
        return OrderProgress(
            holding: index, direction: direction, requested: report.requestedQuantity)
    }

    private func check(
        _ report: ExecutionReport, _ order: OrderProgress
    ) throws(StrategyFault) {
        guard report.symbol == holdings[order.holding].symbol else {
            throw StrategyFault(.mismatch, "the intent's symbol is another")
        }
        guard report.direction == nil || report.direction == order.direction else {
            throw StrategyFault(.mismatch, "the intent's direction is the other")
        }
    }

    private mutating func close(_ id: MessageID) {
        guard closed.count == maxClosedOrders else {
            closed.append(id)
            return
        }
        if let order = orders.removeValue(forKey: closed[oldest]) {
            let until = holdings[order.holding].forgottenUntil
            holdings[order.holding].forgottenUntil = max(until, order.lastReport)
        }
        closed[oldest] = id
        oldest = oldest + 1 == maxClosedOrders ? 0 : oldest + 1
    }
}
