extension ExecutionReport {
    /// Reads an `execution_report`; rules that older producers break are counted in `notes`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> ExecutionReport {
        do {
            let report = try read(bytes, &notes.memory)
            notes.endRecord(bytes)
            report.forEachBreach { notes.add($0) }
            return report
        } catch {
            throw notes.faults(in: bytes, .report)
        }
    }

    /// Appends the report's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.eventType, "execution_report")
            bytes.write(.reportId, reportId)
            bytes.write(.intentId, intentId)
            bytes.write(.orderId, orderId)
            bytes.write(.symbol, symbol)
            bytes.write(.status, status)
            bytes.write(.timestamp, timestamp)
            if let direction { bytes.write(.direction, direction) }
            if let submittedTimestamp { bytes.write(.submittedTimestamp, submittedTimestamp) }
            if let acknowledgedTimestamp {
                bytes.write(.acknowledgedTimestamp, acknowledgedTimestamp)
            }
            if let filledTimestamp { bytes.write(.filledTimestamp, filledTimestamp) }
            if let requestedQuantity { bytes.write(.requestedQuantity, requestedQuantity) }
            bytes.write(.filledQuantity, filledQuantity)
            if let remainingQuantity { bytes.write(.remainingQuantity, remainingQuantity) }
            if let averageFillPrice { bytes.write(.averageFillPrice, averageFillPrice) }
            if let limitPrice { bytes.write(.limitPrice, limitPrice) }
            bytes.write(.commission, commission)
            if let slippageBps { bytes.write(.slippageBps, slippageBps) }
            if let executionCosts { bytes.write(executionCosts) }
            if let rejectReason { bytes.write(.rejectReason, rejectReason) }
            if let errorMessage { bytes.write(.errorMessage, errorMessage) }
            if let fills {
                bytes.array(.fills, fills) { bytes, fill in bytes.write(fill) }
            }
            if let latencyMetrics { bytes.write(latencyMetrics) }
            if let metadata { bytes.write(metadata) }
        }
    }
}
