extension TickEvent {
    /// The valid `tick_event` that the bytes are.
    static func read(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> TickEvent {
        var reader = try RecordReader(document: bytes, .tick, memory)
        var symbol = Symbol.none
        var timestamp = Timestamp.zero
        var (bid, ask) = (Decimal9.zero, Decimal9.zero)
        var (bidSize, askSize) = (Decimal9.zero, Decimal9.zero)
        var last: Decimal9?
        var lastSize: Decimal9?
        var level2: Level2?
        var dataQuality: DataQuality?
        var metadata: EventMetadata?
        while let field = try reader.next(bytes, .tick, &memory) {
            switch field {
            case .eventType: try reader.constant(bytes, MarketEventType.tick)
            case .symbol: symbol = try reader.symbol(bytes)
            case .timestamp: timestamp = try reader.timestamp(bytes, &memory)
            case .bid: bid = try reader.decimal(bytes, .positive)
            case .ask: ask = try reader.decimal(bytes, .positive)
            case .bidSize: bidSize = try reader.decimal(bytes, .nonNegative)
            case .askSize: askSize = try reader.decimal(bytes, .nonNegative)
            case .last: last = try reader.decimal(bytes, .positive)
            case .lastSize: lastSize = try reader.decimal(bytes, .nonNegative)
            case .level2: (level2, reader.at) = try reader.level2(bytes, &memory)
            case .dataQuality: (dataQuality, reader.at) = try reader.dataQuality(bytes, &memory)
            case .metadata:
                (metadata, reader.at) = try reader.metadata(bytes, isTick: true, &memory)
            default: throw RecordReader.Invalid()
            }
        }
        try reader.finish(bytes, .tick, memory)
        guard ask >= bid else { throw RecordReader.Invalid() }
        return TickEvent(
            symbol: symbol, timestamp: timestamp, bid: bid, ask: ask, bidSize: bidSize,
            askSize: askSize, last: last, lastSize: lastSize, level2: level2,
            dataQuality: dataQuality, metadata: metadata)
    }
}
