/// The objects inside execution reports.
struct FillDraft: Draft {
    private var fillId: String?
    private var quantity: Decimal9?
    private var price: Decimal9?
    private var timestamp: Timestamp?
    private var commission: Decimal9?

    init() {}

    var required: FieldSet { [.fillId, .quantity, .price, .timestamp] }
    var optional: FieldSet { [.commission] }
    var scope: String? { "fills." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .fillId: fillId = try reader.anyString(bytes)
        case .quantity: quantity = try reader.decimal(bytes, .positive)
        case .price: price = try reader.decimal(bytes, .positive)
        case .timestamp: timestamp = try reader.timestamp(bytes)
        case .commission: commission = try reader.decimal(bytes)
        default: try reader.skip(bytes)
        }
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> Fill? {
        guard let fillId, let quantity, let price, let timestamp else { return nil }
        return Fill(
            fillId: fillId, quantity: quantity, price: price, timestamp: timestamp,
            commission: commission)
    }
}

struct ExecutionCostsDraft: Draft {
    private var costs = ExecutionCosts(commission: .zero)

    init() {}

    var required: FieldSet { [.commission] }
    var optional: FieldSet { [.slippage, .marketImpact, .totalCostBps] }
    var scope: String? { "execution_costs." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .commission: costs.commission = try reader.decimal(bytes) ?? .zero
        case .slippage: costs.slippage = try reader.double(bytes)
        case .marketImpact: costs.marketImpact = try reader.double(bytes)
        case .totalCostBps: costs.totalCostBps = try reader.double(bytes)
        default: try reader.skip(bytes)
        }
    }

    func finish(
        _ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int
    ) -> ExecutionCosts? {
        costs
    }
}

struct LatencyMetricsDraft: Draft {
    private var metrics = LatencyMetrics()

    init() {}

    var required: FieldSet { [] }
    var optional: FieldSet {
        [.intentToSubmitMs, .submitToAckMs, .ackToFillMs, .totalLatencyMs]
    }
    var scope: String? { "latency_metrics." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .intentToSubmitMs: metrics.intentToSubmitMs = try reader.integer(bytes, least: 0)
        case .submitToAckMs: metrics.submitToAckMs = try reader.integer(bytes, least: 0)
        case .ackToFillMs: metrics.ackToFillMs = try reader.integer(bytes, least: 0)
        case .totalLatencyMs: metrics.totalLatencyMs = try reader.integer(bytes, least: 0)
        default: try reader.skip(bytes)
        }
    }

    func finish(
        _ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int
    ) -> LatencyMetrics? {
        metrics
    }
}

struct ReportMetadataDraft: Draft {
    private var metadata = ReportMetadata()

    init() {}

    var required: FieldSet { [] }
    var optional: FieldSet { [.broker, .accountId, .revisionOf, .kafkaTopic] }
    var scope: String? { "metadata." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .broker: metadata.broker = try reader.anyString(bytes)
        case .accountId: metadata.accountId = try reader.anyString(bytes)
        case .revisionOf: metadata.revisionOf = try reader.anyString(bytes)
        case .kafkaTopic: metadata.kafkaTopic = try reader.anyString(bytes)
        default: try reader.skip(bytes)
        }
    }

    func finish(
        _ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int
    ) -> ReportMetadata? {
        metadata
    }
}

extension [UInt8] {
    mutating func write(_ fill: Fill) {
        object { bytes in
            bytes.write(.fillId, fill.fillId)
            bytes.write(.quantity, fill.quantity)
            bytes.write(.price, fill.price)
            bytes.write(.timestamp, fill.timestamp)
            if let commission = fill.commission { bytes.write(.commission, commission) }
        }
    }

    mutating func write(_ costs: ExecutionCosts) {
        object(.executionCosts) { bytes in
            bytes.write(.commission, costs.commission)
            if let slippage = costs.slippage { bytes.write(.slippage, slippage) }
            if let impact = costs.marketImpact { bytes.write(.marketImpact, impact) }
            if let total = costs.totalCostBps { bytes.write(.totalCostBps, total) }
        }
    }

    mutating func write(_ metrics: LatencyMetrics) {
        object(.latencyMetrics) { bytes in
            if let ms = metrics.intentToSubmitMs { bytes.write(.intentToSubmitMs, ms) }
            if let ms = metrics.submitToAckMs { bytes.write(.submitToAckMs, ms) }
            if let ms = metrics.ackToFillMs { bytes.write(.ackToFillMs, ms) }
            if let ms = metrics.totalLatencyMs { bytes.write(.totalLatencyMs, ms) }
        }
    }

    mutating func write(_ metadata: ReportMetadata) {
        object(.metadata) { bytes in
            if let broker = metadata.broker { bytes.write(.broker, broker) }
            if let id = metadata.accountId { bytes.write(.accountId, id) }
            if let id = metadata.revisionOf { bytes.write(.revisionOf, id) }
            if let topic = metadata.kafkaTopic { bytes.write(.kafkaTopic, topic) }
        }
    }
}
