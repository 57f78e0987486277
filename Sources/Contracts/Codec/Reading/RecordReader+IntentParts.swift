extension RecordReader {
    private static let checksScope = FieldScope(.riskChecks, .riskChecks)

    @inline(never)
    mutating func riskChecks(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> RiskChecks {
        let scope = Self.checksScope
        var reader = RecordReader(inside: self)
        var checks = RiskChecks(
            withinBoxLimit: false, withinGrossLimit: false, withinNetLimit: false,
            pnlKillSwitch: false, drawdownKillSwitch: false)
        guard try reader.open(bytes) else { throw Invalid() }
        while let field = try reader.next(bytes, scope, &memory) {
            switch field {
            case .withinBoxLimit: checks.withinBoxLimit = try reader.bool(bytes)
            case .withinGrossLimit: checks.withinGrossLimit = try reader.bool(bytes)
            case .withinNetLimit: checks.withinNetLimit = try reader.bool(bytes)
            case .pnlKillSwitch: checks.pnlKillSwitch = try reader.bool(bytes)
            case .drawdownKillSwitch: checks.drawdownKillSwitch = try reader.bool(bytes)
            default: try reader.pass(field, bytes, scope, &memory)
            }
        }
        guard reader.present.covers(scope.required) else { throw Invalid() }
        at = reader.at
        return checks
    }

    private static let paramsScope = FieldScope(.executionParams, .executionParams)

    @inline(never)
    mutating func executionParams(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> ExecutionParams {
        let scope = Self.paramsScope
        var reader = RecordReader(inside: self)
        var params = ExecutionParams()
        if try reader.open(bytes) {
            while let field = try reader.next(bytes, scope, &memory) {
                switch field {
                case .povCap: params.povCap = try reader.double(bytes, in: 0, 1)
                case .advCap: params.advCap = try reader.double(bytes, in: 0, 1)
                case .maxSlippageBps:
                    params.maxSlippageBps = try reader.double(bytes, in: 0, .infinity)
                default: try reader.pass(field, bytes, scope, &memory)
                }
            }
        }
        at = reader.at
        return params
    }

    private static let intentMetadataScope = FieldScope(.metadata, .intentMetadata)

    @inline(never)
    mutating func intentMetadata(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> IntentMetadata {
        let scope = Self.intentMetadataScope
        var reader = RecordReader(inside: self)
        var metadata = IntentMetadata()
        if try reader.open(bytes) {
            while let field = try reader.next(bytes, scope, &memory) {
                switch field {
                case .portfolioId: metadata.portfolioId = try reader.text(bytes, &memory)
                case .regime: metadata.regime = try reader.choice(bytes)
                case .kafkaTopic: metadata.kafkaTopic = try reader.text(bytes, &memory)
                default: try reader.pass(field, bytes, scope, &memory)
                }
            }
        }
        at = reader.at
        return metadata
    }
}
