extension OfiEvent {
    /// The valid `ofi_event` that the bytes are.
    static func read(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> OfiEvent {
        var reader = try RecordReader(document: bytes, .ofi, memory)
        var symbol = Symbol.none
        var timestamp = Timestamp.zero
        var ofiZ = 0.0
        var ofiRaw: Double?
        var ofiMa: Double?
        var ofiStd: Double?
        var windowMs: Int64?
        var eventCount: Int64?
        var metadata: EventMetadata?
        while let field = try reader.next(bytes, .ofi, &memory) {
            switch field {
            case .eventType: try reader.constant(bytes, OfiEventType.ofi)
            case .symbol: symbol = try reader.symbol(bytes)
            case .timestamp: timestamp = try reader.timestamp(bytes, &memory)
            case .ofiZ: ofiZ = try reader.double(bytes)
            case .ofiRaw: ofiRaw = try reader.double(bytes)
            case .ofiMa: ofiMa = try reader.double(bytes)
            case .ofiStd: ofiStd = try reader.double(bytes, in: 0, .infinity)
            case .windowMs: windowMs = try reader.integer(bytes, least: 1)
            case .eventCount: eventCount = try reader.integer(bytes, least: 0)
            case .metadata:
                (metadata, reader.at) = try reader.metadata(bytes, isTick: false, &memory)
            default: throw RecordReader.Invalid()
            }
        }
        try reader.finish(bytes, .ofi, memory)
        return OfiEvent(
            symbol: symbol, timestamp: timestamp, ofiZ: ofiZ, ofiRaw: ofiRaw, ofiMa: ofiMa,
            ofiStd: ofiStd, windowMs: windowMs, eventCount: eventCount, metadata: metadata)
    }
}

/// What `event_type` may be on `ofi_events`.
enum OfiEventType: String, WireChoice {
    case ofi = "ofi_event"

    static let wire = ChoiceTable<Self>()
}
