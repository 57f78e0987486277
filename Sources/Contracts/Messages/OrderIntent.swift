/// What a strategy wants traded, on `order_intents`.
public struct OrderIntent: Equatable, Sendable {
    public var intentId: MessageID
    public var symbol: Symbol
    public var direction: Direction
    public var quantity: Decimal9
    public var orderType: OrderType
    public var timestamp: Timestamp
    public var strategyId: StrategyID
    public var limitPrice: Decimal9?
    public var stopPrice: Decimal9?
    public var timeInForce: TimeInForce
    public var urgency: Urgency
    /// −1…1 of equity.
    public var targetWeight: Double?
    public var currentWeight: Double?
    /// 0…1.
    public var signalStrength: Double?
    public var riskChecks: RiskChecks?
    public var executionParams: ExecutionParams?
    public var metadata: IntentMetadata?

    public init(
        intentId: MessageID, symbol: Symbol, direction: Direction, quantity: Decimal9,
        orderType: OrderType, timestamp: Timestamp, strategyId: StrategyID,
        limitPrice: Decimal9? = nil, stopPrice: Decimal9? = nil,
        timeInForce: TimeInForce = .day, urgency: Urgency = .normal,
        targetWeight: Double? = nil, currentWeight: Double? = nil,
        signalStrength: Double? = nil, riskChecks: RiskChecks? = nil,
        executionParams: ExecutionParams? = nil, metadata: IntentMetadata? = nil
    ) {
        self.intentId = intentId
        self.symbol = symbol
        self.direction = direction
        self.quantity = quantity
        self.orderType = orderType
        self.timestamp = timestamp
        self.strategyId = strategyId
        self.limitPrice = limitPrice
        self.stopPrice = stopPrice
        self.timeInForce = timeInForce
        self.urgency = urgency
        self.targetWeight = targetWeight
        self.currentWeight = currentWeight
        self.signalStrength = signalStrength
        self.riskChecks = riskChecks
        self.executionParams = executionParams
        self.metadata = metadata
    }
}

public enum Direction: String, CaseIterable, Sendable {
    case buy = "BUY"
    case sell = "SELL"

    /// +1 for a buy, −1 for a sell.
    @inlinable public var sign: Int64 { self == .buy ? 1 : -1 }
    @inlinable public var opposite: Direction { self == .buy ? .sell : .buy }
}

public enum OrderType: String, CaseIterable, Sendable {
    case market = "MARKET"
    case limit = "LIMIT"
    case stop = "STOP"
    case stopLimit = "STOP_LIMIT"
    case adaptive = "ADAPTIVE"

    @inlinable public var needsLimitPrice: Bool { self == .limit || self == .stopLimit }
    @inlinable public var needsStopPrice: Bool { self == .stop || self == .stopLimit }
}

public enum TimeInForce: String, CaseIterable, Sendable {
    case day = "DAY"
    case goodTillCanceled = "GTC"
    case immediateOrCancel = "IOC"
    case fillOrKill = "FOK"
}

public enum Urgency: String, CaseIterable, Sendable {
    case low = "LOW"
    case normal = "NORMAL"
    case high = "HIGH"
    case urgent = "URGENT"
}

public enum StrategyID: String, CaseIterable, Sendable {
    case ofi = "OFI"
    case ern = "ERN"
    case vrp = "VRP"
    case pos = "POS"
    case tsx = "TSX"
    case sif = "SIF"
    case composite = "COMPOSITE"
}

/// What the strategy found when it checked its own limits; the order plane checks again.
public struct RiskChecks: Equatable, Sendable {
    public var withinBoxLimit: Bool
    public var withinGrossLimit: Bool
    public var withinNetLimit: Bool
    public var pnlKillSwitch: Bool
    public var drawdownKillSwitch: Bool

    public init(
        withinBoxLimit: Bool, withinGrossLimit: Bool, withinNetLimit: Bool,
        pnlKillSwitch: Bool, drawdownKillSwitch: Bool
    ) {
        self.withinBoxLimit = withinBoxLimit
        self.withinGrossLimit = withinGrossLimit
        self.withinNetLimit = withinNetLimit
        self.pnlKillSwitch = pnlKillSwitch
        self.drawdownKillSwitch = drawdownKillSwitch
    }
}

public struct ExecutionParams: Equatable, Sendable {
    /// Most of an interval's volume, 0…1.
    public var povCap: Double
    /// Most of the average daily volume, 0…1.
    public var advCap: Double
    public var maxSlippageBps: Double

    public init(povCap: Double = 0.08, advCap: Double = 0.10, maxSlippageBps: Double = 10) {
        self.povCap = povCap
        self.advCap = advCap
        self.maxSlippageBps = maxSlippageBps
    }
}

public struct IntentMetadata: Equatable, Sendable {
    public var portfolioId: String?
    public var regime: Regime?
    public var kafkaTopic: String?

    public init(portfolioId: String? = nil, regime: Regime? = nil, kafkaTopic: String? = nil) {
        self.portfolioId = portfolioId
        self.regime = regime
        self.kafkaTopic = kafkaTopic
    }
}

public enum Regime: String, CaseIterable, Sendable {
    case calm = "Calm"
    case normal = "Normal"
    case storm = "Storm"
}
