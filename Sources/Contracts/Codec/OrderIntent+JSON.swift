extension OrderIntent {
    /// Reads an `order_intent`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> OrderIntent {
        try JSONReader.decode(bytes, IntentDraft(), notes: &notes)
    }

    /// Appends the intent's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.eventType, "order_intent")
            bytes.write(.intentId, intentId)
            bytes.write(.symbol, symbol)
            bytes.write(.direction, direction)
            bytes.write(.quantity, quantity)
            bytes.write(.orderType, orderType)
            bytes.write(.timestamp, timestamp)
            bytes.write(.strategyId, strategyId)
            if let limitPrice { bytes.write(.limitPrice, limitPrice) }
            if let stopPrice { bytes.write(.stopPrice, stopPrice) }
            bytes.write(.timeInForce, timeInForce)
            bytes.write(.urgency, urgency)
            if let targetWeight { bytes.write(.targetWeight, targetWeight) }
            if let currentWeight { bytes.write(.currentWeight, currentWeight) }
            if let signalStrength { bytes.write(.signalStrength, signalStrength) }
            if let riskChecks { bytes.write(riskChecks) }
            if let executionParams { bytes.write(executionParams) }
            if let metadata { bytes.write(metadata) }
        }
    }
}

private struct IntentDraft: Draft {
    private static let requiredFields: FieldSet = [
        .eventType, .intentId, .symbol, .direction, .quantity, .orderType, .timestamp,
        .strategyId,
    ]
    private static let optionalFields: FieldSet = [
        .limitPrice, .stopPrice, .timeInForce, .urgency, .targetWeight, .currentWeight,
        .signalStrength, .riskChecks, .executionParams, .metadata,
    ]

    private var intentId: MessageID?
    private var symbol: Symbol?
    private var direction: Direction?
    private var quantity: Decimal9?
    private var orderType: OrderType?
    private var timestamp: Timestamp?
    private var strategyId: StrategyID?
    private var limitPrice: Decimal9?
    private var stopPrice: Decimal9?
    /// Whether the field stands in the record, with a legal price or not.
    private var hasLimitPrice = false
    private var hasStopPrice = false
    private var timeInForce = TimeInForce.day
    private var urgency = Urgency.normal
    private var targetWeight: Double?
    private var currentWeight: Double?
    private var signalStrength: Double?
    private var riskChecks: RiskChecks?
    private var executionParams: ExecutionParams?
    private var metadata: IntentMetadata?

    var required: FieldSet { Self.requiredFields }
    var optional: FieldSet { Self.optionalFields }
    var scope: String? { "" }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .eventType: try reader.constant(bytes, "order_intent")
        case .intentId: intentId = try reader.uuid(bytes)
        case .symbol: symbol = try reader.symbol(bytes)
        case .direction: direction = try reader.choice(bytes)
        case .quantity: quantity = try reader.decimal(bytes, .positive)
        case .orderType: orderType = try reader.choice(bytes)
        case .timestamp: timestamp = try reader.timestamp(bytes)
        case .strategyId: strategyId = try reader.choice(bytes)
        case .limitPrice:
            hasLimitPrice = true
            limitPrice = try reader.decimal(bytes, .positive)
        case .stopPrice:
            hasStopPrice = true
            stopPrice = try reader.decimal(bytes, .positive)
        case .timeInForce: timeInForce = try reader.choice(bytes) ?? .day
        case .urgency: urgency = try reader.choice(bytes) ?? .normal
        case .targetWeight: targetWeight = try reader.double(bytes, in: -1, 1)
        case .currentWeight: currentWeight = try reader.double(bytes, in: -1, 1)
        case .signalStrength: signalStrength = try reader.double(bytes, in: 0, 1)
        case .riskChecks: riskChecks = try reader.object(bytes, RiskChecksDraft())
        case .executionParams: executionParams = try reader.object(bytes, ExecutionParamsDraft())
        case .metadata: metadata = try reader.object(bytes, IntentMetadataDraft())
        default: try reader.skip(bytes)
        }
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> OrderIntent? {
        if let orderType {
            if orderType.needsLimitPrice, !hasLimitPrice {
                reader.addMissing(
                    .limitPrice, .rule, "is required by order_type \(orderType.rawValue)", start,
                    bytes)
            }
            if orderType.needsStopPrice, !hasStopPrice {
                reader.addMissing(
                    .stopPrice, .rule, "is required by order_type \(orderType.rawValue)", start,
                    bytes)
            }
        }
        guard let intentId, let symbol, let direction, let quantity, let orderType,
            let timestamp, let strategyId
        else { return nil }
        return OrderIntent(
            intentId: intentId, symbol: symbol, direction: direction, quantity: quantity,
            orderType: orderType, timestamp: timestamp, strategyId: strategyId,
            limitPrice: limitPrice, stopPrice: stopPrice, timeInForce: timeInForce,
            urgency: urgency, targetWeight: targetWeight, currentWeight: currentWeight,
            signalStrength: signalStrength, riskChecks: riskChecks,
            executionParams: executionParams, metadata: metadata)
    }
}
