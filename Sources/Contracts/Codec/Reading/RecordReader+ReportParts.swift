extension RecordReader {
    @inline(never)
    func fills(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> ([Fill], next: Int) {
        var reader = self
        var fills: [Fill] = []
        guard try reader.open(bytes, UInt8(ascii: "[")) else { return (fills, reader.at) }
        repeat {
            let fill: Fill
            (fill, reader.at) = try reader.fill(bytes, &memory)
            fills.append(fill)
        } while try reader.continues(bytes, UInt8(ascii: "]"))
        return (fills, reader.at)
    }

    private func fill(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (Fill, next: Int) {
        var reader = RecordReader(inside: self, deeper: 2, .fill, memory)
        var fill = Fill(fillId: "", quantity: .zero, price: .zero, timestamp: .zero)
        while let field = try reader.next(bytes, .fill, &memory) {
            switch field {
            case .fillId: fill.fillId = try reader.text(bytes, &memory)
            case .quantity: fill.quantity = try reader.decimal(bytes, .positive)
            case .price: fill.price = try reader.decimal(bytes, .positive)
            case .timestamp: fill.timestamp = try reader.timestamp(bytes, &memory)
            case .commission: fill.commission = try reader.decimal(bytes)
            default: throw Invalid()
            }
        }
        try reader.finish(.fill, memory)
        return (fill, reader.at)
    }

    @inline(never)
    func costs(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (ExecutionCosts, next: Int) {
        var reader = RecordReader(inside: self, .executionCosts, memory)
        var costs = ExecutionCosts(commission: .zero)
        while let field = try reader.next(bytes, .executionCosts, &memory) {
            switch field {
            case .commission: costs.commission = try reader.decimal(bytes)
            case .slippage: costs.slippage = try reader.double(bytes)
            case .marketImpact: costs.marketImpact = try reader.double(bytes)
            case .totalCostBps: costs.totalCostBps = try reader.double(bytes)
            default: throw Invalid()
            }
        }
        try reader.finish(.executionCosts, memory)
        return (costs, reader.at)
    }

    @inline(never)
    func latency(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (LatencyMetrics, next: Int) {
        var reader = RecordReader(inside: self, .latencyMetrics, memory)
        var metrics = LatencyMetrics()
        while let field = try reader.next(bytes, .latencyMetrics, &memory) {
            switch field {
            case .intentToSubmitMs:
                metrics.intentToSubmitMs = try reader.integer(bytes, least: 0)
            case .submitToAckMs: metrics.submitToAckMs = try reader.integer(bytes, least: 0)
            case .ackToFillMs: metrics.ackToFillMs = try reader.integer(bytes, least: 0)
            case .totalLatencyMs: metrics.totalLatencyMs = try reader.integer(bytes, least: 0)
            default: throw Invalid()
            }
        }
        return (metrics, reader.at)
    }

    @inline(never)
    func reportMetadata(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (ReportMetadata, next: Int) {
        var reader = RecordReader(inside: self, .reportMetadata, memory)
        var metadata = ReportMetadata()
        while let field = try reader.next(bytes, .reportMetadata, &memory) {
            switch field {
            case .broker: metadata.broker = try reader.text(bytes, &memory)
            case .accountId: metadata.accountId = try reader.text(bytes, &memory)
            case .revisionOf: metadata.revisionOf = try reader.text(bytes, &memory)
            case .kafkaTopic: metadata.kafkaTopic = try reader.text(bytes, &memory)
            default: throw Invalid()
            }
        }
        return (metadata, reader.at)
    }
}
