extension OfiEvent {
    /// Reads an `ofi_event`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> OfiEvent {
        try JSONReader.decode(bytes, OfiDraft(), notes: &notes)
    }

    /// Appends the event's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.eventType, "ofi_event")
            bytes.write(.symbol, symbol)
            bytes.write(.timestamp, timestamp)
            bytes.write(.ofiZ, ofiZ)
            if let ofiRaw { bytes.write(.ofiRaw, ofiRaw) }
            if let ofiMa { bytes.write(.ofiMa, ofiMa) }
            if let ofiStd { bytes.write(.ofiStd, ofiStd) }
            if let windowMs { bytes.write(.windowMs, windowMs) }
            if let eventCount { bytes.write(.eventCount, eventCount) }
            if let metadata { bytes.write(metadata, isTick: false) }
        }
    }
}

private struct OfiDraft: Draft {
    private static let requiredFields: FieldSet = [.eventType, .symbol, .timestamp, .ofiZ]
    private static let optionalFields: FieldSet = [
        .ofiRaw, .ofiMa, .ofiStd, .windowMs, .eventCount, .metadata,
    ]

    private var symbol: Symbol?
    private var timestamp: Timestamp?
    private var ofiZ: Double?
    private var ofiRaw: Double?
    private var ofiMa: Double?
    private var ofiStd: Double?
    private var windowMs: Int64?
    private var eventCount: Int64?
    private var metadata: EventMetadata?

    var required: FieldSet { Self.requiredFields }
    var optional: FieldSet { Self.optionalFields }
    var scope: String? { "" }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .eventType: try reader.constant(bytes, "ofi_event")
        case .symbol: symbol = try reader.symbol(bytes)
        case .timestamp: timestamp = try reader.timestamp(bytes)
        case .ofiZ: ofiZ = try reader.double(bytes)
        case .ofiRaw: ofiRaw = try reader.double(bytes)
        case .ofiMa: ofiMa = try reader.double(bytes)
        case .ofiStd: ofiStd = try reader.double(bytes, in: 0, nil)
        case .windowMs: windowMs = try reader.integer(bytes, least: 1)
        case .eventCount: eventCount = try reader.integer(bytes, least: 0)
        case .metadata: metadata = try reader.object(bytes, EventMetadataDraft(isTick: false))
        default: try reader.skip(bytes)
        }
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> OfiEvent? {
        guard let symbol, let timestamp, let ofiZ else { return nil }
        return OfiEvent(
            symbol: symbol, timestamp: timestamp, ofiZ: ofiZ, ofiRaw: ofiRaw, ofiMa: ofiMa,
            ofiStd: ofiStd, windowMs: windowMs, eventCount: eventCount, metadata: metadata)
    }
}
