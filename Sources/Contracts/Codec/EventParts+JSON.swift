/// The objects inside market and order-flow events.
struct DataQualityDraft: Draft {
    private var completenessScore: Double?
    private var freshnessMs: Int64?
    private var source: DataSource?

    init() {}

    var required: FieldSet { [.completenessScore, .freshnessMs, .source] }
    var optional: FieldSet { [] }
    var scope: String? { "data_quality." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .completenessScore: completenessScore = try reader.double(bytes, in: 0, 1)
        case .freshnessMs: freshnessMs = try reader.integer(bytes, least: 0)
        case .source: source = try reader.choice(bytes)
        default: try reader.skip(bytes)
        }
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> DataQuality? {
        guard let completenessScore, let freshnessMs, let source else { return nil }
        return DataQuality(
            completenessScore: completenessScore, freshnessMs: freshnessMs, source: source)
    }
}

struct EventMetadataDraft: Draft {
    private var metadata = EventMetadata()
    /// Only ticks have a kind.
    private let isTick: Bool

    init(isTick: Bool) {
        self.isTick = isTick
    }

    var required: FieldSet { [] }
    var optional: FieldSet {
        isTick
            ? [.producerId, .sequenceNumber, .kafkaTopic, .kind]
            : [.producerId, .sequenceNumber, .kafkaTopic]
    }
    var scope: String? { "metadata." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .producerId: metadata.producerId = try reader.anyString(bytes)
        case .sequenceNumber: metadata.sequenceNumber = try reader.integer(bytes, least: 0)
        case .kafkaTopic: metadata.kafkaTopic = try reader.anyString(bytes)
        case .kind: metadata.kind = try reader.choice(bytes)
        default: try reader.skip(bytes)
        }
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> EventMetadata? {
        metadata
    }
}

extension [UInt8] {
    mutating func write(_ quality: DataQuality) {
        object(.dataQuality) { bytes in
            bytes.write(.completenessScore, quality.completenessScore)
            bytes.write(.freshnessMs, quality.freshnessMs)
            bytes.write(.source, quality.source)
        }
    }

    mutating func write(_ metadata: EventMetadata, isTick: Bool) {
        object(.metadata) { bytes in
            if let id = metadata.producerId { bytes.write(.producerId, id) }
            if let number = metadata.sequenceNumber { bytes.write(.sequenceNumber, number) }
            if let topic = metadata.kafkaTopic { bytes.write(.kafkaTopic, topic) }
            if isTick, let kind = metadata.kind { bytes.write(.kind, kind) }
        }
    }
}
