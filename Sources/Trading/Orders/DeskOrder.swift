internal import Contracts

/// An order as the desk keeps it.
struct DeskOrder: Sendable {
    /// Most fills that a report lists, so that it stays far below the record limit of 1 MiB. An
    /// order with more is reported without the list: quantity and average price go on.
    static let fillsMax = 1_000

    let intentId: MessageID
    let orderId: String
    let symbol: Symbol
    let direction: Direction
    let requested: Decimal9
    let limitPrice: Decimal9?
    let timeInForce: TimeInForce
    let strategy: StrategyID?
    var state = OrderState.pending
    private(set) var filled = Decimal9.zero
    /// Σ quantity × price in billionths of billionths: at most 2^126, as Σ quantity ≤ requested.
    private(set) var value: Int128 = 0
    private(set) var commission = Decimal9.zero
    private(set) var fills: [Fill]? = []
    private var executions: Set<String> = []
    /// The gate's reference price at the decision; not in the journal, so gone after a restart.
    var reference: Decimal9?
    var intentAt: Timestamp?
    var submittedAt: Timestamp?
    var acknowledgedAt: Timestamp?
    var filledAt: Timestamp?
    /// Why it was rejected or canceled, or what failed.
    var reason: String?
    /// How many reports were written.
    var reports: UInt32 = 0
    var lastReport: MessageID?

    init(_ intent: OrderIntent, orderId: String) {
        intentId = intent.intentId
        self.orderId = orderId
        symbol = intent.symbol
        direction = intent.direction
        requested = intent.quantity
        limitPrice = intent.orderType.needsLimitPrice ? intent.limitPrice : nil
        timeInForce = intent.timeInForce
        strategy = intent.strategyId
        intentAt = intent.timestamp
    }

    /// Nil when the report does not tell direction and quantity, as older producers' may.
    init?(_ report: ExecutionReport) {
        guard let direction = report.direction, let requested = report.requestedQuantity else {
            return nil
        }
        intentId = report.intentId
        orderId = report.orderId
        symbol = report.symbol
        self.direction = direction
        self.requested = requested
        limitPrice = report.limitPrice
        (timeInForce, strategy) = OrderName.parse(report.orderId)
    }

    /// The excess of an over-filled order.
    init(external order: DeskOrder, id: MessageID, quantity: Decimal9) {
        intentId = id
        orderId = OrderName.external(id)
        symbol = order.symbol
        direction = order.direction
        requested = quantity
        limitPrice = nil
        timeInForce = order.timeInForce
        strategy = nil
    }

    var remaining: Decimal9 { requested - filled }

    /// Σqp / Σq to nine places, half to even; nil before the first fill.
    var averagePrice: Decimal9? {
        guard filled > .zero else { return nil }
        return Decimal9(roundingNanos: value, dividedBy: Int128(filled.nanos))
    }

    func size(of execution: Execution) -> OrderEvent.FillSize {
        if executions.contains(execution.id) { return .repeated }
        if execution.quantity > remaining { return .excess }
        return execution.quantity == remaining ? .complete : .partial
    }

    /// Counts a fill of at most what remains.
    mutating func count(_ execution: Execution, at time: Timestamp) {
        precondition(execution.quantity <= remaining)
        filled += execution.quantity
        value += execution.quantity.product(execution.price)
        executions.insert(execution.id)
        // Held at the ends: a report of the history may claim any commission.
        let paid = Int128(commission.nanos) + Int128(execution.commission.nanos)
        commission = Decimal9(nanos: Int64(clamping: paid))
        filledAt = time
        guard let listed = fills?.count, listed < Self.fillsMax else {
            fills = nil
            return
        }
        fills?.append(
            Fill(
                fillId: execution.id, quantity: execution.quantity, price: execution.price,
                timestamp: time, commission: execution.commission))
    }

    /// Remembers an execution that is counted elsewhere, so that it is known when it comes again.
    mutating func note(_ executionId: String) {
        executions.insert(executionId)
    }

    func hasCounted(_ executionId: String) -> Bool { executions.contains(executionId) }
}
