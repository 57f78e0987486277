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

    private static let fillScope = FieldScope(.fill, .fill)

    private mutating func fill(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Fill {
        let scope = Self.fillScope
        var reader = RecordReader(inside: self, depth: depth + 2)
        var fill = Fill(fillId: "", quantity: .zero, price: .zero, timestamp: .zero)
        guard try reader.open(bytes) else { throw Invalid() }
        while let field = try reader.next(bytes, scope, &memory) {
            switch field {
            case .fillId: fill.fillId = try reader.text(bytes, &memory)
            case .quantity: fill.quantity = try reader.decimal(bytes, .positive)
            case .price: fill.price = try reader.decimal(bytes, .positive)
            case .timestamp: fill.timestamp = try reader.timestamp(bytes)
            case .commission: fill.commission = try reader.decimal(bytes)
            default: try reader.pass(field, bytes, scope, &memory)
            }
        }
        guard reader.present.covers(scope.required) else { throw Invalid() }
        at = reader.at
        return fill
    }

    private static let costsScope = FieldScope(.executionCosts, .executionCosts)

    @inline(never)
    mutating func costs(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> ExecutionCosts {
        let scope = Self.costsScope
        var reader = RecordReader(inside: self)
        var costs = ExecutionCosts(commission: .zero)
        guard try reader.open(bytes) else { throw Invalid() }
        while let field = try reader.next(bytes, scope, &memory) {
            switch field {
            case .commission: costs.commission = try reader.decimal(bytes)
            case .slippage: costs.slippage = try reader.double(bytes)
            case .marketImpact: costs.marketImpact = try reader.double(bytes)
            case .totalCostBps: costs.totalCostBps = try reader.double(bytes)
            default: try reader.pass(field, bytes, scope, &memory)
            }
        }
        guard reader.present.covers(scope.required) else { throw Invalid() }
        at = reader.at
        return costs
    }

    private static let latencyScope = FieldScope(.latencyMetrics, .latencyMetrics)

    @inline(never)
    mutating func latency(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> LatencyMetrics {
        let scope = Self.latencyScope
        var reader = RecordReader(inside: self)
        var metrics = LatencyMetrics()
        if try reader.open(bytes) {
            while let field = try reader.next(bytes, scope, &memory) {
                switch field {
                case .intentToSubmitMs:
                    metrics.intentToSubmitMs = try reader.integer(bytes, least: 0)
                case .submitToAckMs: metrics.submitToAckMs = try reader.integer(bytes, least: 0)
                case .ackToFillMs: metrics.ackToFillMs = try reader.integer(bytes, least: 0)
                case .totalLatencyMs: metrics.totalLatencyMs = try reader.integer(bytes, least: 0)
                default: try reader.pass(field, bytes, scope, &memory)
                }
            }
        }
        at = reader.at
        return metrics
    }

    private static let reportMetadataScope = FieldScope(.metadata, .reportMetadata)

    @inline(never)
    mutating func reportMetadata(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> ReportMetadata {
        let scope = Self.reportMetadataScope
        var reader = RecordReader(inside: self)
        var metadata = ReportMetadata()
        if try reader.open(bytes) {
            while let field = try reader.next(bytes, scope, &memory) {
                switch field {
                case .broker: metadata.broker = try reader.text(bytes, &memory)
                case .accountId: metadata.accountId = try reader.text(bytes, &memory)
                case .revisionOf: metadata.revisionOf = try reader.text(bytes, &memory)
                case .kafkaTopic: metadata.kafkaTopic = try reader.text(bytes, &memory)
                default: try reader.pass(field, bytes, scope, &memory)
                }
            }
        }
        at = reader.at
        return metadata
    }
}
