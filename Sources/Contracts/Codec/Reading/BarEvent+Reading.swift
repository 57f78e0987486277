extension BarEvent {
    /// The valid `bar_event` that the bytes are.
    static func read(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> BarEvent {
        var reader = try RecordReader(document: bytes)
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
            case .timestamp: timestamp = try reader.timestamp(bytes)
            case .open: open = try reader.decimal(bytes, .millionth)
            case .high: high = try reader.decimal(bytes, .millionth)
            case .low: low = try reader.decimal(bytes, .millionth)
            case .close: close = try reader.decimal(bytes, .millionth)
            case .volume: volume = try reader.integer(bytes, least: 0)
            case .barDuration: duration = try reader.choice(bytes)
            case .assetClass: assetClass = try reader.choice(bytes)
            case .exchange: exchange = try reader.text(field, most: 32, bytes, &memory)
            case .currency: currency = try reader.currency(bytes, &memory)
            case .dataQuality: dataQuality = try reader.dataQuality(bytes, &memory)
            case .metadata: metadata = try reader.metadata(bytes, &memory)
            default: throw RecordReader.Invalid()
            }
        }
        try reader.finish(bytes, .bar)
        guard high >= max(open, close, low), low <= min(open, close)
        else { throw RecordReader.Invalid() }
        return BarEvent(
            symbol: symbol, timestamp: timestamp, open: open, high: high, low: low,
            close: close, volume: volume, duration: duration, assetClass: assetClass,
            exchange: consume exchange, currency: consume currency, dataQuality: dataQuality,
            metadata: consume metadata)
    }
}
