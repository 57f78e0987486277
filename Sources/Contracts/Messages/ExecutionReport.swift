/// What happened to an order, on `exec_reports`.
public struct ExecutionReport: Equatable, Sendable {
    public var reportId: MessageID
    public var intentId: MessageID
    /// 1 to 64 characters.
    public var orderId: String
    public var symbol: Symbol
    public var status: OrderStatus
    public var timestamp: Timestamp
    public var direction: Direction?
    public var submittedTimestamp: Timestamp?
    public var acknowledgedTimestamp: Timestamp?
    public var filledTimestamp: Timestamp?
    public var requestedQuantity: Decimal9?
    public var filledQuantity: Decimal9
    public var remainingQuantity: Decimal9?
    public var averageFillPrice: Decimal9?
    public var limitPrice: Decimal9?
    /// Of the whole order so far; negative is a rebate.
    public var commission: Decimal9
    public var slippageBps: Double?
    public var executionCosts: ExecutionCosts?
    public var rejectReason: String?
    /// At most 512 characters.
    public var errorMessage: String?
    /// Every fill of the order so far.
    public var fills: [Fill]?
    public var latencyMetrics: LatencyMetrics?
    public var metadata: ReportMetadata?

    public init(
        reportId: MessageID, intentId: MessageID, orderId: String, symbol: Symbol,
        status: OrderStatus, timestamp: Timestamp, direction: Direction? = nil,
        submittedTimestamp: Timestamp? = nil, acknowledgedTimestamp: Timestamp? = nil,
        filledTimestamp: Timestamp? = nil, requestedQuantity: Decimal9? = nil,
        filledQuantity: Decimal9 = .zero, remainingQuantity: Decimal9? = nil,
        averageFillPrice: Decimal9? = nil, limitPrice: Decimal9? = nil,
        commission: Decimal9 = .zero, slippageBps: Double? = nil,
        executionCosts: ExecutionCosts? = nil, rejectReason: String? = nil,
        errorMessage: String? = nil, fills: [Fill]? = nil,
        latencyMetrics: LatencyMetrics? = nil, metadata: ReportMetadata? = nil
    ) {
        self.reportId = reportId
        self.intentId = intentId
        self.orderId = orderId
        self.symbol = symbol
        self.status = status
        self.timestamp = timestamp
        self.direction = direction
        self.submittedTimestamp = submittedTimestamp
        self.acknowledgedTimestamp = acknowledgedTimestamp
        self.filledTimestamp = filledTimestamp
        self.requestedQuantity = requestedQuantity
        self.filledQuantity = filledQuantity
        self.remainingQuantity = remainingQuantity
        self.averageFillPrice = averageFillPrice
        self.limitPrice = limitPrice
        self.commission = commission
        self.slippageBps = slippageBps
        self.executionCosts = executionCosts
        self.rejectReason = rejectReason
        self.errorMessage = errorMessage
        self.fills = fills
        self.latencyMetrics = latencyMetrics
        self.metadata = metadata
    }
}

public enum OrderStatus: String, CaseIterable, Sendable {
    case submitted = "SUBMITTED"
    case acknowledged = "ACKNOWLEDGED"
    case partialFill = "PARTIAL_FILL"
    case filled = "FILLED"
    case canceled = "CANCELED"
    case rejected = "REJECTED"
    case timeout = "TIMEOUT"
    case error = "ERROR"

    /// Nothing more is to be expected of the order.
    public var isTerminal: Bool {
        switch self {
        case .filled, .canceled, .rejected, .error: true
        case .submitted, .acknowledged, .partialFill, .timeout: false
        }
    }
}

/// One execution of an order.
public struct Fill: Equatable, Sendable {
    public var fillId: String
    public var quantity: Decimal9
    public var price: Decimal9
    public var timestamp: Timestamp
    public var commission: Decimal9?

    public init(
        fillId: String, quantity: Decimal9, price: Decimal9, timestamp: Timestamp,
        commission: Decimal9? = nil
    ) {
        self.fillId = fillId
        self.quantity = quantity
        self.price = price
        self.timestamp = timestamp
        self.commission = commission
    }
}

public struct ExecutionCosts: Equatable, Sendable {
    public var commission: Decimal9
    /// Basis points, as the other two.
    public var slippage: Double?
    public var marketImpact: Double?
    public var totalCostBps: Double?

    public init(
        commission: Decimal9, slippage: Double? = nil, marketImpact: Double? = nil,
        totalCostBps: Double? = nil
    ) {
        self.commission = commission
        self.slippage = slippage
        self.marketImpact = marketImpact
        self.totalCostBps = totalCostBps
    }
}

public struct LatencyMetrics: Equatable, Sendable {
    public var intentToSubmitMs: Int64?
    public var submitToAckMs: Int64?
    public var ackToFillMs: Int64?
    public var totalLatencyMs: Int64?

    public init(
        intentToSubmitMs: Int64? = nil, submitToAckMs: Int64? = nil, ackToFillMs: Int64? = nil,
        totalLatencyMs: Int64? = nil
    ) {
        self.intentToSubmitMs = intentToSubmitMs
        self.submitToAckMs = submitToAckMs
        self.ackToFillMs = ackToFillMs
        self.totalLatencyMs = totalLatencyMs
    }
}

public struct ReportMetadata: Equatable, Sendable {
    public var broker: String?
    public var accountId: String?
    public var revisionOf: String?
    public var kafkaTopic: String?

    public init(
        broker: String? = nil, accountId: String? = nil, revisionOf: String? = nil,
        kafkaTopic: String? = nil
    ) {
        self.broker = broker
        self.accountId = accountId
        self.revisionOf = revisionOf
        self.kafkaTopic = kafkaTopic
    }
}
