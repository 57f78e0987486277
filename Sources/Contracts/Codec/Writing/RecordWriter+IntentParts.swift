extension RecordWriter {
    @inline(__always)
    mutating func write(_ checks: RiskChecks, _ room: inout MutableSpan<UInt8>) {
        let start = open(.riskChecks, &room)
        write(.withinBoxLimit, checks.withinBoxLimit, &room)
        write(.withinGrossLimit, checks.withinGrossLimit, &room)
        write(.withinNetLimit, checks.withinNetLimit, &room)
        write(.pnlKillSwitch, checks.pnlKillSwitch, &room)
        write(.drawdownKillSwitch, checks.drawdownKillSwitch, &room)
        close(start, &room)
    }

    @inline(__always)
    mutating func write(_ params: ExecutionParams, _ room: inout MutableSpan<UInt8>) {
        let start = open(.executionParams, &room)
        write(.povCap, params.povCap, &room)
        write(.advCap, params.advCap, &room)
        write(.maxSlippageBps, params.maxSlippageBps, &room)
        close(start, &room)
    }

    @inline(__always)
    mutating func write(_ metadata: IntentMetadata, _ room: inout MutableSpan<UInt8>) {
        let start = open(.metadata, &room)
        if let id = metadata.portfolioId { write(.portfolioId, id, &room) }
        if let regime = metadata.regime { write(.regime, regime, &room) }
        if let topic = metadata.kafkaTopic { write(.kafkaTopic, topic, &room) }
        close(start, &room)
    }
}

extension IntentMetadata {
    /// Of its member with the key.
    var bytesMax: Int {
        81 + RecordWriter.stringMax(portfolioId) + RecordWriter.stringMax(kafkaTopic)
    }
}
