extension ExecutionReport {
    /// Appends the report's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: bytesMax)
        var room = bytes.mutableSpan
        let start = writer.at
        writer.head(.report, &room)
        writer.write(.reportId, reportId, &room)
        writer.write(.intentId, intentId, &room)
        writer.write(.orderId, orderId, &room)
        writer.write(.symbol, symbol, &room)
        writer.write(.status, status, &room)
        writer.write(.timestamp, timestamp, &room)
        if let direction { writer.write(.direction, direction, &room) }
        if let submittedTimestamp { writer.write(.submittedTimestamp, submittedTimestamp, &room) }
        if let acknowledgedTimestamp {
            writer.write(.acknowledgedTimestamp, acknowledgedTimestamp, &room)
        }
        if let filledTimestamp { writer.write(.filledTimestamp, filledTimestamp, &room) }
        if let requestedQuantity { writer.write(.requestedQuantity, requestedQuantity, &room) }
        writer.write(.filledQuantity, filledQuantity, &room)
        if let remainingQuantity { writer.write(.remainingQuantity, remainingQuantity, &room) }
        if let averageFillPrice { writer.write(.averageFillPrice, averageFillPrice, &room) }
        if let limitPrice { writer.write(.limitPrice, limitPrice, &room) }
        writer.write(.commission, commission, &room)
        if let slippageBps { writer.write(.slippageBps, slippageBps, &room) }
        if let executionCosts { writer.write(executionCosts, &room) }
        if let rejectReason { writer.write(.rejectReason, rejectReason, &room) }
        if let errorMessage { writer.write(.errorMessage, errorMessage, &room) }
        if let fills { writer.write(fills, &room) }
        if let latencyMetrics { writer.write(latencyMetrics, &room) }
        if let metadata { writer.write(metadata, &room) }
        writer.close(start, &room)
        writer.finish(&bytes)
    }

    private var bytesMax: Int {
        788 + RecordWriter.stringMax(orderId) + RecordWriter.stringMax(rejectReason)
            + RecordWriter.stringMax(errorMessage) + (executionCosts == nil ? 0 : 175)
            + (fills?.reduce(0) { $0 + 159 + RecordWriter.stringMax($1.fillId) } ?? 0)
            + (latencyMetrics == nil ? 0 : 182) + (metadata?.bytesMax ?? 0)
    }
}
