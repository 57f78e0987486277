extension RecordWriter {
    mutating func write(_ fills: [Fill], _ room: inout MutableSpan<UInt8>) {
        key(.fills, &room)
        byte("[", &room)
        for fill in fills {
            write(fill, &room)
            byte(",", &room)
        }
        endArray(fills.isEmpty, &room)
    }

    @inline(__always)
    private mutating func write(_ fill: Fill, _ room: inout MutableSpan<UInt8>) {
        let start = at
        write(.fillId, fill.fillId, &room)
        write(.quantity, fill.quantity, &room)
        write(.price, fill.price, &room)
        write(.timestamp, fill.timestamp, &room)
        if let commission = fill.commission { write(.commission, commission, &room) }
        close(start, &room)
    }

    @inline(__always)
    mutating func write(_ costs: ExecutionCosts, _ room: inout MutableSpan<UInt8>) {
        let start = open(.executionCosts, &room)
        write(.commission, costs.commission, &room)
        if let slippage = costs.slippage { write(.slippage, slippage, &room) }
        if let impact = costs.marketImpact { write(.marketImpact, impact, &room) }
        if let total = costs.totalCostBps { write(.totalCostBps, total, &room) }
        close(start, &room)
    }

    @inline(__always)
    mutating func write(_ metrics: LatencyMetrics, _ room: inout MutableSpan<UInt8>) {
        let start = open(.latencyMetrics, &room)
        if let ms = metrics.intentToSubmitMs { write(.intentToSubmitMs, ms, &room) }
        if let ms = metrics.submitToAckMs { write(.submitToAckMs, ms, &room) }
        if let ms = metrics.ackToFillMs { write(.ackToFillMs, ms, &room) }
        if let ms = metrics.totalLatencyMs { write(.totalLatencyMs, ms, &room) }
        close(start, &room)
    }

    @inline(__always)
    mutating func write(_ metadata: ReportMetadata, _ room: inout MutableSpan<UInt8>) {
        let start = open(.metadata, &room)
        if let broker = metadata.broker { write(.broker, broker, &room) }
        if let id = metadata.accountId { write(.accountId, id, &room) }
        if let id = metadata.revisionOf { write(.revisionOf, id, &room) }
        if let topic = metadata.kafkaTopic { write(.kafkaTopic, topic, &room) }
        close(start, &room)
    }
}

extension ReportMetadata {
    /// Of its member with the key.
    var bytesMax: Int {
        76 + RecordWriter.stringMax(broker) + RecordWriter.stringMax(accountId)
            + RecordWriter.stringMax(revisionOf) + RecordWriter.stringMax(kafkaTopic)
    }
}
