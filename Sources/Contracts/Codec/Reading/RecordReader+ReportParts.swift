extension RecordReader {
    @inline(never)
    mutating func fills(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> [Fill] {
        var fills: [Fill] = []
        guard try open(bytes, UInt8(ascii: "[")) else { return fills }
        repeat {
            fills.append(try fill(bytes, &memory))
        } while try continues(bytes, UInt8(ascii: "]"))
        return fills
    }

    private mutating func fill(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Fill {
        var reader = RecordReader(inside: self, depth: depth + 2)
        var fill = Fill(fillId: "", quantity: .zero, price: .zero, timestamp: .zero)
        while let field = try reader.next(bytes, .fill, &memory) {
            switch field {
            case .fillId: fill.fillId = try reader.text(field, bytes, &memory)
            case .quantity: fill.quantity = try reader.decimal(bytes, .positive)
            case .price: fill.price = try reader.decimal(bytes, .positive)
            case .timestamp: fill.timestamp = try reader.timestamp(bytes)
            case .commission: fill.commission = try reader.decimal(bytes)
            default: throw Invalid()
            }
        }
        try reader.finish(.fill)
        at = reader.at
        return fill
    }

    @inline(never)
    mutating func costs(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> ExecutionCosts {
        var reader = RecordReader(inside: self)
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
        try reader.finish(.executionCosts)
        at = reader.at
        return costs
    }

    @inline(never)
    mutating func latency(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> LatencyMetrics {
        var reader = RecordReader(inside: self)
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
        at = reader.at
        return metrics
    }

    @inline(never)
    mutating func reportMetadata(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> ReportMetadata {
        var reader = RecordReader(inside: self)
        var metadata = ReportMetadata()
        while let field = try reader.next(bytes, .reportMetadata, &memory) {
            switch field {
            case .broker: metadata.broker = try reader.text(field, bytes, &memory)
            case .accountId: metadata.accountId = try reader.text(field, bytes, &memory)
            case .revisionOf: metadata.revisionOf = try reader.text(field, bytes, &memory)
            case .kafkaTopic: metadata.kafkaTopic = try reader.text(field, bytes, &memory)
            default: throw Invalid()
            }
        }
        at = reader.at
        return metadata
    }
}
