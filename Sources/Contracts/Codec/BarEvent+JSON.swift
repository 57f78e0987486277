extension BarEvent {
    /// Reads a `bar_event`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> BarEvent {
        do {
            let bar = try BarEvent.read(bytes, &notes.memory)
            notes.endRecord(bytes)
            return bar
        } catch {
            return try JSONReader.decode(bytes, BarDraft(), notes: &notes)
        }
    }

    /// Appends the bar's canonical JSON.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.eventType, MarketEventType.bar)
            bytes.write(.symbol, symbol)
            bytes.write(.timestamp, timestamp)
            bytes.write(.open, open)
            bytes.write(.high, high)
            bytes.write(.low, low)
            bytes.write(.close, close)
            bytes.write(.volume, volume)
            bytes.write(.barDuration, duration)
            bytes.write(.assetClass, assetClass)
            if let exchange { bytes.write(.exchange, exchange) }
            bytes.write(.currency, currency)
            if let dataQuality { bytes.write(dataQuality) }
            if let metadata { bytes.write(metadata, isTick: false) }
        }
    }
}

private struct BarDraft: Draft {
    private static let requiredFields: FieldSet = [
        .eventType, .symbol, .timestamp, .open, .high, .low, .close, .volume,
    ]
    private static let optionalFields: FieldSet = [
        .barDuration, .assetClass, .exchange, .currency, .dataQuality, .metadata,
    ]

    private var symbol: Symbol?
    private var timestamp: Timestamp?
    private var open: Decimal9?
    private var high: Decimal9?
    private var low: Decimal9?
    private var close: Decimal9?
    private var volume: Int64?
    private var duration = BarDuration.day1
    private var assetClass = AssetClass.equity
    private var exchange: String?
    private var currency = "USD"
    private var dataQuality: DataQuality?
    private var metadata: EventMetadata?

    var required: FieldSet { Self.requiredFields }
    var optional: FieldSet { Self.optionalFields }
    var scope: String? { "" }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .eventType: try reader.constant(bytes, "bar_event")
        case .symbol: symbol = try reader.symbol(bytes)
        case .timestamp: timestamp = try reader.timestamp(bytes)
        case .open: open = try reader.decimal(bytes, .millionth)
        case .high: high = try reader.decimal(bytes, .millionth)
        case .low: low = try reader.decimal(bytes, .millionth)
        case .close: close = try reader.decimal(bytes, .millionth)
        case .volume: volume = try reader.integer(bytes, least: 0)
        case .barDuration: duration = try reader.choice(bytes) ?? .day1
        case .assetClass: assetClass = try reader.choice(bytes) ?? .equity
        case .exchange:
            exchange = try reader.string(bytes, most: 32, "must be at most 32 characters")
        case .currency: currency = try reader.currency(bytes) ?? ""
        case .dataQuality: dataQuality = try reader.object(bytes, DataQualityDraft())
        case .metadata: metadata = try reader.object(bytes, EventMetadataDraft(isTick: false))
        default: try reader.skip(bytes)
        }
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> BarEvent? {
        if let high, max(open ?? high, close ?? high, low ?? high) > high {
            reader.addBroken(.high, "must be ≥ open, close and low", start, bytes)
        }
        if let low, min(open ?? low, close ?? low) < low {
            reader.addBroken(.low, "must be ≤ open and close", start, bytes)
        }
        guard let symbol, let timestamp, let open, let high, let low, let close, let volume
        else { return nil }
        return BarEvent(
            symbol: symbol, timestamp: timestamp, open: open, high: high, low: low,
            close: close, volume: volume, duration: duration, assetClass: assetClass,
            exchange: exchange, currency: currency, dataQuality: dataQuality,
            metadata: metadata)
    }
}
