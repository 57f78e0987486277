extension RecordReader {
    private static let qualityScope = FieldScope(.dataQuality, .dataQuality)

    @inline(never)
    mutating func dataQuality(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> DataQuality {
        let scope = Self.qualityScope
        var reader = RecordReader(inside: self)
        var quality = DataQuality(completenessScore: 0, freshnessMs: 0, source: .cache)
        guard try reader.open(bytes) else { throw Invalid() }
        while let field = try reader.next(bytes, scope, &memory) {
            switch field {
            case .completenessScore:
                quality.completenessScore = try reader.double(bytes, in: 0, 1)
            case .freshnessMs: quality.freshnessMs = try reader.integer(bytes, least: 0)
            case .source: quality.source = try reader.choice(bytes)
            default: try reader.pass(field, bytes, scope, &memory)
            }
        }
        guard reader.present.covers(scope.required) else { throw Invalid() }
        at = reader.at
        return quality
    }

    private static let metadataScope = FieldScope(.metadata, .eventMetadata)
    private static let tickMetadataScope = FieldScope(.metadata, .tickMetadata)

    /// Only a tick has a kind.
    @inline(never)
    mutating func metadata(
        _ bytes: Span<UInt8>, isTick: Bool = false, _ memory: inout ReadingMemory
    ) throws(Invalid) -> EventMetadata {
        let scope = isTick ? Self.tickMetadataScope : Self.metadataScope
        var reader = RecordReader(inside: self)
        var metadata = EventMetadata()
        if try reader.open(bytes) {
            while let field = try reader.next(bytes, scope, &memory) {
                switch field {
                case .producerId: metadata.producerId = try reader.text(bytes, &memory)
                case .sequenceNumber:
                    metadata.sequenceNumber = try reader.integer(bytes, least: 0)
                case .kafkaTopic: metadata.kafkaTopic = try reader.text(bytes, &memory)
                case .kind where isTick: metadata.kind = try reader.choice(bytes)
                default: try reader.pass(field, bytes, scope, &memory)
                }
            }
        }
        at = reader.at
        return metadata
    }
}
