extension RecordReader {
    @inline(never)
    func dataQuality(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (DataQuality, next: Int) {
        if let (quality, next) = Self.usualQuality(
            bytes, at, memory.order.usual.span.extracting(memory.order.usual(.dataQuality, 3)))
        {
            return (quality, next)
        }
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
        if let (metadata, next) = Self.usualMetadata(
            bytes, at, memory.order.usual.span.extracting(memory.order.usual(kind, isTick ? 4 : 3)),
            memory.strings)
        {
            return (metadata, next)
        }
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

    /// A valid object whose fields stand in the shape's order.
    @inline(never)
    private static func usualQuality(
        _ bytes: Span<UInt8>, _ at: Int, _ leads: Span<BytePattern>
    ) -> (DataQuality, next: Int)? {
        guard leads.count >= 3, bytes[at] == UInt8(ascii: "{") else { return nil }
        var rest = bytes.extracting(droppingFirst: at)
        var usual = UsualReader()
        var score = 0.0
        var freshness: Int64?
        var source = DataSource.cache
        usual.double(0, leads, &rest, &score)
        usual.count(1, leads, &rest, &freshness)
        usual.choice(2, leads, &rest, &source)
        guard usual.present == 7, let freshness, score <= 1, !rest.isEmpty,
            rest[0] == UInt8(ascii: "}")
        else { return nil }
        let quality = DataQuality(
            completenessScore: score, freshnessMs: freshness, source: source)
        return (quality, bytes.count &- rest.count &+ 1)
    }

    /// A valid object whose fields stand in the shape's order and have short values or such as
    /// were read before; a tick's has a fourth lead, to its kind.
    @inline(never)
    private static func usualMetadata(
        _ bytes: Span<UInt8>, _ at: Int, _ leads: Span<BytePattern>,
        _ strings: borrowing StringPool
    ) -> (EventMetadata, next: Int)? {
        guard leads.count >= 3, bytes[at] == UInt8(ascii: "{") else { return nil }
        var rest = bytes.extracting(droppingFirst: at)
        var usual = UsualReader()
        var metadata = EventMetadata()
        usual.text(0, leads, &rest, most: .max, strings, &metadata.producerId)
        usual.count(1, leads, &rest, &metadata.sequenceNumber)
        usual.text(2, leads, &rest, most: .max, strings, &metadata.kafkaTopic)
        if leads.count > 3 {
            var kind = TickKind.quote
            usual.choice(3, leads, &rest, &kind)
            metadata.kind = usual.next > 3 ? kind : nil
        }
        guard usual.present != 0, !rest.isEmpty, rest[0] == UInt8(ascii: "}") else { return nil }
        return (metadata, bytes.count &- rest.count &+ 1)
    }
}
