extension TickEvent {
    /// Reads a `tick_event`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> TickEvent {
        try JSONReader.decode(bytes, TickDraft(), notes: &notes)
    }

    /// Appends the tick's canonical JSON.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.eventType, MarketEventType.tick)
            bytes.write(.symbol, symbol)
            bytes.write(.timestamp, timestamp)
            bytes.write(.bid, bid)
            bytes.write(.ask, ask)
            bytes.write(.bidSize, bidSize)
            bytes.write(.askSize, askSize)
            if let last { bytes.write(.last, last) }
            if let lastSize { bytes.write(.lastSize, lastSize) }
            if let level2 {
                bytes.object(.level2) { bytes in
                    bytes.write(.bids, level2.bids)
                    bytes.write(.asks, level2.asks)
                }
            }
            if let dataQuality { bytes.write(dataQuality) }
            if let metadata { bytes.write(metadata, isTick: true) }
        }
    }
}

private struct TickDraft: Draft {
    private static let requiredFields: FieldSet = [
        .eventType, .symbol, .timestamp, .bid, .ask, .bidSize, .askSize,
    ]
    private static let optionalFields: FieldSet = [
        .last, .lastSize, .level2, .dataQuality, .metadata,
    ]

    private var symbol: Symbol?
    private var timestamp: Timestamp?
    private var bid: Decimal9?
    private var ask: Decimal9?
    private var bidSize: Decimal9?
    private var askSize: Decimal9?
    private var last: Decimal9?
    private var lastSize: Decimal9?
    private var level2: Level2?
    private var dataQuality: DataQuality?
    private var metadata: EventMetadata?

    var required: FieldSet { Self.requiredFields }
    var optional: FieldSet { Self.optionalFields }
    var scope: String? { "" }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .eventType: try reader.constant(bytes, "tick_event")
        case .symbol: symbol = try reader.symbol(bytes)
        case .timestamp: timestamp = try reader.timestamp(bytes)
        case .bid: bid = try reader.decimal(bytes, .positive)
        case .ask: ask = try reader.decimal(bytes, .positive)
        case .bidSize: bidSize = try reader.decimal(bytes, .nonNegative)
        case .askSize: askSize = try reader.decimal(bytes, .nonNegative)
        case .last: last = try reader.decimal(bytes, .positive)
        case .lastSize: lastSize = try reader.decimal(bytes, .nonNegative)
        case .level2: level2 = try reader.object(bytes, Level2Draft())
        case .dataQuality: dataQuality = try reader.object(bytes, DataQualityDraft())
        case .metadata: metadata = try reader.object(bytes, EventMetadataDraft(isTick: true))
        default: try reader.skip(bytes)
        }
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> TickEvent? {
        if let bid, let ask, ask < bid {
            reader.addBroken(.ask, "must be ≥ bid", start, bytes)
        }
        guard let symbol, let timestamp, let bid, let ask, let bidSize, let askSize
        else { return nil }
        return TickEvent(
            symbol: symbol, timestamp: timestamp, bid: bid, ask: ask, bidSize: bidSize,
            askSize: askSize, last: last, lastSize: lastSize, level2: level2,
            dataQuality: dataQuality, metadata: metadata)
    }
}

private struct Level2Draft: Draft {
    private var level2 = Level2(bids: [], asks: [])

    var required: FieldSet { [] }
    var optional: FieldSet { [.bids, .asks] }
    var scope: String? { "level2." }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .bids: level2.bids = try reader.levels(bytes, .bids) ?? []
        case .asks: level2.asks = try reader.levels(bytes, .asks) ?? []
        default: try reader.skip(bytes)
        }
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> Level2? {
        level2
    }
}
