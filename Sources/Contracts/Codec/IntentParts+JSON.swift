/// The objects inside order intents.
struct RiskChecksDraft: Draft {
    private var withinBoxLimit: Bool?
    private var withinGrossLimit: Bool?
    private var withinNetLimit: Bool?
    private var pnlKillSwitch: Bool?
    private var drawdownKillSwitch: Bool?

    init() {}

    var required: FieldSet {
        [.withinBoxLimit, .withinGrossLimit, .withinNetLimit, .pnlKillSwitch, .drawdownKillSwitch]
    }
    var optional: FieldSet { [] }
    var scope: String? { "risk_checks." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .withinBoxLimit: withinBoxLimit = try reader.bool(bytes)
        case .withinGrossLimit: withinGrossLimit = try reader.bool(bytes)
        case .withinNetLimit: withinNetLimit = try reader.bool(bytes)
        case .pnlKillSwitch: pnlKillSwitch = try reader.bool(bytes)
        case .drawdownKillSwitch: drawdownKillSwitch = try reader.bool(bytes)
        default: try reader.skip(bytes)
        }
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> RiskChecks? {
        guard let withinBoxLimit, let withinGrossLimit, let withinNetLimit, let pnlKillSwitch,
            let drawdownKillSwitch
        else { return nil }
        return RiskChecks(
            withinBoxLimit: withinBoxLimit, withinGrossLimit: withinGrossLimit,
            withinNetLimit: withinNetLimit, pnlKillSwitch: pnlKillSwitch,
            drawdownKillSwitch: drawdownKillSwitch)
    }
}

struct ExecutionParamsDraft: Draft {
    private var params = ExecutionParams()

    init() {}

    var required: FieldSet { [] }
    var optional: FieldSet { [.povCap, .advCap, .maxSlippageBps] }
    var scope: String? { "execution_params." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .povCap: params.povCap = try reader.double(bytes, in: 0, 1) ?? 0
        case .advCap: params.advCap = try reader.double(bytes, in: 0, 1) ?? 0
        case .maxSlippageBps:
            params.maxSlippageBps = try reader.double(bytes, in: 0, nil) ?? 0
        default: try reader.skip(bytes)
        }
    }

    func finish(
        _ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int
    ) -> ExecutionParams? {
        params
    }
}

struct IntentMetadataDraft: Draft {
    private var metadata = IntentMetadata()

    init() {}

    var required: FieldSet { [] }
    var optional: FieldSet { [.portfolioId, .regime, .kafkaTopic] }
    var scope: String? { "metadata." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .portfolioId: metadata.portfolioId = try reader.anyString(bytes)
        case .regime: metadata.regime = try reader.choice(bytes)
        case .kafkaTopic: metadata.kafkaTopic = try reader.anyString(bytes)
        default: try reader.skip(bytes)
        }
    }

    func finish(
        _ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int
    ) -> IntentMetadata? {
        metadata
    }
}

extension [UInt8] {
    mutating func write(_ checks: RiskChecks) {
        object(.riskChecks) { bytes in
            bytes.write(.withinBoxLimit, checks.withinBoxLimit)
            bytes.write(.withinGrossLimit, checks.withinGrossLimit)
            bytes.write(.withinNetLimit, checks.withinNetLimit)
            bytes.write(.pnlKillSwitch, checks.pnlKillSwitch)
            bytes.write(.drawdownKillSwitch, checks.drawdownKillSwitch)
        }
    }

    mutating func write(_ params: ExecutionParams) {
        object(.executionParams) { bytes in
            bytes.write(.povCap, params.povCap)
            bytes.write(.advCap, params.advCap)
            bytes.write(.maxSlippageBps, params.maxSlippageBps)
        }
    }

    mutating func write(_ metadata: IntentMetadata) {
        object(.metadata) { bytes in
            if let id = metadata.portfolioId { bytes.write(.portfolioId, id) }
            if let regime = metadata.regime { bytes.write(.regime, regime) }
            if let topic = metadata.kafkaTopic { bytes.write(.kafkaTopic, topic) }
        }
    }
}
