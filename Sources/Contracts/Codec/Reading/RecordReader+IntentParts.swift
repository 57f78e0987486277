extension RecordReader {
    @inline(never)
    func riskChecks(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (RiskChecks, next: Int) {
        var reader = RecordReader(inside: self, .riskChecks, memory)
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
        try reader.finish(.riskChecks, memory)
        return (checks, reader.at)
    }

    @inline(never)
    func executionParams(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (ExecutionParams, next: Int) {
        var reader = RecordReader(inside: self, .executionParams, memory)
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
        return (params, reader.at)
    }

    @inline(never)
    func intentMetadata(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (IntentMetadata, next: Int) {
        var reader = RecordReader(inside: self, .intentMetadata, memory)
        var metadata = IntentMetadata()
        while let field = try reader.next(bytes, .intentMetadata, &memory) {
            switch field {
            case .portfolioId: metadata.portfolioId = try reader.text(bytes, &memory)
            case .regime: metadata.regime = try reader.choice(bytes)
            case .kafkaTopic: metadata.kafkaTopic = try reader.text(bytes, &memory)
            default: throw Invalid()
            }
        }
        return (metadata, reader.at)
    }
}
