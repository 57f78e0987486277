extension OrderIntent {
    /// Appends the intent's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: bytesMax)
        var room = bytes.mutableSpan
        let start = writer.at
        writer.head(.intent, &room)
        writer.write(.intentId, intentId, &room)
        writer.write(.symbol, symbol, &room)
        writer.write(.direction, direction, &room)
        writer.write(.quantity, quantity, &room)
        writer.write(.orderType, orderType, &room)
        writer.write(.timestamp, timestamp, &room)
        writer.write(.strategyId, strategyId, &room)
        if let limitPrice { writer.write(.limitPrice, limitPrice, &room) }
        if let stopPrice { writer.write(.stopPrice, stopPrice, &room) }
        writer.write(.timeInForce, timeInForce, &room)
        writer.write(.urgency, urgency, &room)
        if let targetWeight { writer.write(.targetWeight, targetWeight, &room) }
        if let currentWeight { writer.write(.currentWeight, currentWeight, &room) }
        if let signalStrength { writer.write(.signalStrength, signalStrength, &room) }
        if let riskChecks { writer.write(riskChecks, &room) }
        if let executionParams { writer.write(executionParams, &room) }
        if let metadata { writer.write(metadata, &room) }
        writer.close(start, &room)
        writer.finish(&bytes)
    }

    private var bytesMax: Int {
        572 + (riskChecks == nil ? 0 : 147) + (executionParams == nil ? 0 : 136)
            + (metadata?.bytesMax ?? 0)
    }
}
