extension RecordReader {
    @inline(never)
    mutating func riskChecks(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> RiskChecks {
        var reader = RecordReader(inside: self)
        var checks = RiskChecks(
            withinBoxLimit: false, withinGrossLimit: false, withinNetLimit: false,
            pnlKillSwitch: false, drawdownKillSwitch: false)
        while let field = try reader.next(bytes, .riskChecks, &memory) {
            switch field {
            case .withinBoxLimit: checks.withinBoxLimit = try reader.bool(bytes)
            case .withinGrossLimit: checks.withinGrossLimit = try reader.bool(bytes)
            case .withinNetLimit: checks.withinNetLimit = try reader.bool(bytes)
            case .pnlKillSwitch: checks.pnlKillSwitch = try reader.bool(bytes)
            case .drawdownKillSwitch: checks.drawdownKillSwitch = try reader.bool(bytes)
            default: throw Invalid()
            }
        }
        try reader.finish(.riskChecks)
        at = reader.at
        return checks
    }

    @inline(never)
    mutating func executionParams(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> ExecutionParams {
        var reader = RecordReader(inside: self)
        var params = ExecutionParams()
        while let field = try reader.next(bytes, .executionParams, &memory) {
            switch field {
            case .povCap: params.povCap = try reader.double(bytes, in: 0, 1)
            case .advCap: params.advCap = try reader.double(bytes, in: 0, 1)
            case .maxSlippageBps:
                params.maxSlippageBps = try reader.double(bytes, in: 0, .infinity)
            default: throw Invalid()
            }
        }
        at = reader.at
        return params
    }

    @inline(never)
    mutating func intentMetadata(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> IntentMetadata {
        var reader = RecordReader(inside: self)
        var metadata = IntentMetadata()
        while let field = try reader.next(bytes, .intentMetadata, &memory) {
            switch field {
            case .portfolioId: metadata.portfolioId = try reader.text(field, bytes, &memory)
            case .regime: metadata.regime = try reader.choice(bytes)
            case .kafkaTopic: metadata.kafkaTopic = try reader.text(field, bytes, &memory)
            default: throw Invalid()
            }
        }
        at = reader.at
        return metadata
    }
}
