public import Contracts

/// The order plane's machine: judges intents, follows orders, keeps positions.
///
/// It is a fold: the same calls make the same effects and state. An approved order counts in
/// every limit from its SUBMITTED report on. A second intent with a seen id is refused by a
/// report of its own (`DUP_…`, reason DUPLICATE) that leaves the live order of that id alone.
public struct OrderDesk: Sendable {
    /// Orders that ended and are remembered for late fills; older ones are forgotten.
    public static let endedOrdersMax = 10_000

    var gate: RiskGate
    var orders: [MessageID: DeskOrder] = [:]
    /// Open orders in the order of their submission.
    var open: [MessageID] = []
    var symbols: [DeskSymbol] = []
    var symbolIndex: [Symbol: Int] = [:]
    var seen = SeenIntents()
    var tallies = OrderTallies()
    /// Kill switches that are on, in the order they came.
    public private(set) var halts: [Halt] = []
    private var ended = RecentIDs(capacity: OrderDesk.endedOrdersMax)

    public init(risk: RiskSettings) {
        gate = RiskGate(settings: risk)
    }

    /// The limits; a change holds from the next intent on.
    public var riskSettings: RiskSettings {
        get { gate.settings }
        set { gate.settings = newValue }
    }

    /// Judges an intent: a SUBMITTED report and the approved order, or a REJECTED report.
    ///
    /// - Parameters:
    ///   - kafkaTime: the Kafka timestamp of the intent's record.
    ///   - wall: the wall clock; STALE and RATE look at it.
    public mutating func apply(
        _ intent: OrderIntent, kafkaTime: Timestamp, wall: Timestamp,
        into effects: inout [OrderEffect]
    ) {
        let view = view(of: intent)
        let now = view.prices.marketTime ?? intent.timestamp
        switch gate.review(intent, view, kafkaTime: kafkaTime, wall: wall) {
        case .approved(let approved, let reference):
            seen.insert(intent.intentId)
            var order = DeskOrder(intent, orderId: OrderName.live(intent))
            order.state = .submitted
            order.reference = reference
            order.submittedAt = now
            begin(order)
            write(.submitted, of: &order, at: now, into: &effects)
            orders[intent.intentId] = order
            effects.append(.submit(approved, at: now))
        case .rejected(let breaches):
            let reason = breaches.map(\.description).joined(separator: "; ")
            tallies.count(breaches.map(\.code))
            if view.isDuplicate {
                let report = refusal(of: intent, reason: reason, at: now)
                tallies.count(report.status)
                effects.append(.report(report))
                return
            }
            seen.insert(intent.intentId)
            var order = DeskOrder(intent, orderId: OrderName.live(intent))
            order.reason = reason
            write(.rejected, of: &order, at: now, into: &effects)
        }
    }

    /// Whether an intent of that id has been answered, as far as the desk remembers.
    public func knows(_ intentId: MessageID) -> Bool {
        seen.contains(intentId) || orders[intentId] != nil
    }

    /// Marks the symbol. `kafkaTime` is the Kafka timestamp of the record.
    public mutating func apply(_ tick: TickEvent, kafkaTime: Timestamp) {
        symbols[place(of: tick.symbol)].prices.apply(tick, kafkaTime: kafkaTime)
    }

    /// Marks the symbol. `kafkaTime` is the Kafka timestamp of the record.
    public mutating func apply(_ bar: BarEvent, kafkaTime: Timestamp) {
        symbols[place(of: bar.symbol)].prices.apply(bar, kafkaTime: kafkaTime)
    }

    /// Turns a kill switch on; one that is on already keeps its reason.
    public mutating func halt(_ scope: HaltScope, reason: String) {
        guard !halts.contains(where: { $0.scope == scope }) else { return }
        halts.append(Halt(scope: scope, reason: reason))
    }

    /// Turns a kill switch off; false when it was not on.
    public mutating func resume(_ scope: HaltScope) -> Bool {
        guard let index = halts.firstIndex(where: { $0.scope == scope }) else { return false }
        halts.remove(at: index)
        return true
    }

    // MARK: - Shared steps

    /// The symbol's place in `symbols`, made on first use.
    mutating func place(of symbol: Symbol) -> Int {
        if let place = symbolIndex[symbol] { return place }
        symbolIndex[symbol] = symbols.count
        symbols.append(DeskSymbol(symbol))
        return symbols.count - 1
    }

    /// A new order counts in every limit.
    mutating func begin(_ order: DeskOrder) {
        open.append(order.intentId)
        symbols[place(of: order.symbol)].open(order.direction, order.remaining)
    }

    /// Counts an execution in the order, the position and what is open.
    mutating func book(_ execution: Execution, of order: inout DeskOrder, at time: Timestamp) {
        let place = place(of: order.symbol)
        order.count(execution, at: time)
        symbols[place].position.fill(
            order.direction, execution.quantity, at: execution.price,
            commission: execution.commission)
        symbols[place].prices.apply(fillPrice: execution.price)
        if order.state.isOpen { symbols[place].close(order.direction, execution.quantity) }
    }

    /// Moves the order to `state`; one that ends leaves the limits.
    mutating func move(_ order: inout DeskOrder, to state: OrderState) {
        let ends = order.state.isOpen && !state.isOpen
        order.state = state
        guard ends else { return }
        symbols[place(of: order.symbol)].close(order.direction, order.remaining)
        open.removeAll { $0 == order.intentId }
        remember(order.intentId)
    }

    /// Keeps an ended order for late fills, and lets the oldest go.
    mutating func remember(_ intentId: MessageID) {
        if let gone = ended.append(intentId) { orders[gone] = nil }
    }

    mutating func write(
        _ status: OrderStatus, of order: inout DeskOrder, at time: Timestamp,
        into effects: inout [OrderEffect]
    ) {
        tallies.count(status)
        effects.append(.report(order.report(status, at: time)))
    }

    private func view(of intent: OrderIntent) -> RiskView {
        var view = RiskView()
        view.halts = halts
        view.isDuplicate = knows(intent.intentId)
        view.openOrders = open.count
        // No symbol is made for an intent alone, so bad intents cannot fill the memory.
        let place = symbolIndex[intent.symbol]
        if let place {
            view.position = symbols[place].position.quantity
            view.openBuys = symbols[place].openBuys
            view.openSells = symbols[place].openSells
            view.prices = symbols[place].prices
        }
        for other in symbols.indices where other != place {
            symbols[other].add(to: &view.others)
        }
        return view
    }

    /// The answer to an intent whose id was seen.
    private mutating func refusal(
        of intent: OrderIntent, reason: String, at time: Timestamp
    ) -> ExecutionReport {
        let number = seen.refuse(intent.intentId)
        let quantity = intent.quantity > .zero ? intent.quantity : nil
        return ExecutionReport(
            reportId: MessageID { hash in
                hash.combine("duplicate")
                hash.combine(intent.intentId.high)
                hash.combine(intent.intentId.low)
                hash.combine(UInt64(number))
            },
            intentId: intent.intentId,
            orderId: OrderName.duplicate(of: intent.intentId, number: number),
            symbol: intent.symbol, status: .rejected, timestamp: time,
            direction: intent.direction, requestedQuantity: quantity,
            remainingQuantity: quantity, rejectReason: reason,
            metadata: ReportMetadata(broker: "PAPER"))
    }
}
