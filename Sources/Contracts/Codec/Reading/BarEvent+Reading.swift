extension BarEvent {
    /// The valid `bar_event` that the bytes are.
    static func read(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> BarEvent {
        var reader = try RecordReader(document: bytes, .bar, memory)
        var symbol = Symbol.none
        var timestamp = Timestamp.zero
        var (open, high, low, close) = (Decimal9.zero, Decimal9.zero, Decimal9.zero, Decimal9.zero)
        var volume: Int64 = 0
        var duration = BarDuration.day1
        var assetClass = AssetClass.equity
        var exchange: String?
        var currency = "USD"
        var dataQuality: DataQuality?
        var metadata: EventMetadata?
        while let field = try reader.next(bytes, .bar, &memory) {
            switch field {
            case .eventType: try reader.constant(bytes, MarketEventType.bar)
            case .symbol: symbol = try reader.symbol(bytes)
            case .timestamp: timestamp = try reader.timestamp(bytes, &memory)
            case .open: open = try reader.decimal(bytes, .millionth)
            case .high: high = try reader.decimal(bytes, .millionth)
            case .low: low = try reader.decimal(bytes, .millionth)
            case .close: close = try reader.decimal(bytes, .millionth)
            case .volume: volume = try reader.integer(bytes, least: 0)
            case .barDuration: duration = try reader.choice(bytes)
            case .assetClass: assetClass = try reader.choice(bytes)
            case .exchange: exchange = try reader.text(most: 32, bytes, &memory)
            case .currency: currency = try reader.currency(bytes, &memory)
            case .dataQuality: (dataQuality, reader.at) = try reader.dataQuality(bytes, &memory)
            case .metadata:
                (metadata, reader.at) = try reader.metadata(bytes, isTick: false, &memory)
            default: throw RecordReader.Invalid()
            }
        }
        try reader.finish(bytes, .bar, memory)
        guard high >= max(open, close, low), low <= min(open, close)
        else { throw RecordReader.Invalid() }
        // The initializer that the compiler makes builds the bar in its place; one that is written
        // would have it copied.
        return BarEvent(
            symbol: symbol, timestamp: timestamp, open: open, high: high, low: low,
            close: close, volume: volume, exchange: exchange, currency: currency,
            dataQuality: dataQuality, metadata: metadata, duration: duration,
            assetClass: assetClass)
    }
}
