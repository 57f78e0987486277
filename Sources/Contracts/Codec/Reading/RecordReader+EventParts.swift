extension RecordReader {
    @inline(never)
    func dataQuality(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (DataQuality, next: Int) {
        var reader = RecordReader(inside: self, .dataQuality, memory)
        var quality = DataQuality(completenessScore: 0, freshnessMs: 0, source: .cache)
        while let field = try reader.next(bytes, .dataQuality, &memory) {
            switch field {
            case .completenessScore:
                quality.completenessScore = try reader.double(bytes, in: 0, 1)
            case .freshnessMs: quality.freshnessMs = try reader.integer(bytes, least: 0)
            case .source: quality.source = try reader.choice(bytes)
            default: throw Invalid()
            }
        }
        try reader.finish(.dataQuality, memory)
        return (quality, reader.at)
    }

    /// Only a tick has a kind.
    @inline(never)
    func metadata(
        _ bytes: Span<UInt8>, isTick: Bool, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (EventMetadata, next: Int) {
        let kind = isTick ? ObjectKind.tickMetadata : .eventMetadata
        var reader = RecordReader(inside: self, kind, memory)
        var metadata = EventMetadata()
        while let field = try reader.next(bytes, kind, &memory) {
            switch field {
            case .producerId: metadata.producerId = try reader.text(bytes, &memory)
            case .sequenceNumber:
                metadata.sequenceNumber = try reader.integer(bytes, least: 0)
            case .kafkaTopic: metadata.kafkaTopic = try reader.text(bytes, &memory)
            case .kind where isTick: metadata.kind = try reader.choice(bytes)
            default: throw Invalid()
            }
        }
        return (metadata, reader.at)
    }
}
