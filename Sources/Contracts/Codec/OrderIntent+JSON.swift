extension OrderIntent {
    /// Reads an `order_intent`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> OrderIntent {
        do {
            let message = try read(bytes, &notes.memory)
            notes.endRecord(bytes)
            return message
        } catch {
            throw notes.faults(in: bytes, .intent)
        }
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
