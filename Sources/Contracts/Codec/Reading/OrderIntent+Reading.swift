extension OrderIntent {
    /// The valid `order_intent` that the bytes are.
    static func read(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> OrderIntent {
        var reader = try RecordReader(document: bytes, .intent, memory)
        var intentId = MessageID(high: 0, low: 0)
        var symbol = Symbol.none
        var direction = Direction.buy
        var quantity = Decimal9.zero
        var orderType = OrderType.market
        var timestamp = Timestamp.zero
        var strategyId = StrategyID.ofi
        var limitPrice: Decimal9?
        var stopPrice: Decimal9?
        var timeInForce = TimeInForce.day
        var urgency = Urgency.normal
        var targetWeight: Double?
        var currentWeight: Double?
        var signalStrength: Double?
        var riskChecks: RiskChecks?
        var executionParams: ExecutionParams?
        var metadata: IntentMetadata?
        while let field = try reader.next(bytes, .intent, &memory) {
            switch field {
            case .eventType: try reader.constant(bytes, OrderIntentType.intent)
            case .intentId: intentId = try reader.uuid(bytes)
            case .symbol: symbol = try reader.symbol(bytes)
            case .direction: direction = try reader.choice(bytes)
            case .quantity: quantity = try reader.decimal(bytes, .positive)
            case .orderType: orderType = try reader.choice(bytes)
            case .timestamp: timestamp = try reader.timestamp(bytes, &memory)
            case .strategyId: strategyId = try reader.choice(bytes)
            case .limitPrice: limitPrice = try reader.decimal(bytes, .positive)
            case .stopPrice: stopPrice = try reader.decimal(bytes, .positive)
            case .timeInForce: timeInForce = try reader.choice(bytes)
            case .urgency: urgency = try reader.choice(bytes)
            case .targetWeight: targetWeight = try reader.double(bytes, in: -1, 1)
            case .currentWeight: currentWeight = try reader.double(bytes, in: -1, 1)
            case .signalStrength: signalStrength = try reader.double(bytes, in: 0, 1)
            case .riskChecks: (riskChecks, reader.at) = try reader.riskChecks(bytes, &memory)
            case .executionParams:
                (executionParams, reader.at) = try reader.executionParams(bytes, &memory)
            case .metadata: (metadata, reader.at) = try reader.intentMetadata(bytes, &memory)
            default: throw RecordReader.Invalid()
            }
        }
        try reader.finish(bytes, .intent, memory)
        guard !orderType.needsLimitPrice || limitPrice != nil,
            !orderType.needsStopPrice || stopPrice != nil
        else { throw RecordReader.Invalid() }
        return OrderIntent(
            intentId: intentId, symbol: symbol, direction: direction, quantity: quantity,
            orderType: orderType, timestamp: timestamp, strategyId: strategyId,
            limitPrice: limitPrice, stopPrice: stopPrice, timeInForce: timeInForce,
            urgency: urgency, targetWeight: targetWeight, currentWeight: currentWeight,
            signalStrength: signalStrength, riskChecks: riskChecks,
            executionParams: executionParams, metadata: metadata)
    }
}

/// What `event_type` may be on `order_intents`.
enum OrderIntentType: String, WireChoice {
    case intent = "order_intent"

    static let wire = ChoiceTable<Self>()
}
