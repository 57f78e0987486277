extension Message {
    /// Reads one record of a topic. A record of `market_raw` or `market_events` whose type is
    /// missing or unknown has that one fault of contents, whatever else it holds.
    public static func decode(
        _ bytes: Span<UInt8>, topic: Topic, notes: inout ReadingNotes
    ) throws(ContractFaults) -> Message {
        switch topic {
        case .marketRaw: .raw(try .decode(bytes, notes: &notes))
        case .marketEvents:
            switch RecordReader.type(.eventType, bytes) as MarketEventType? {
            case .bar: .bar(try .decode(bytes, notes: &notes))
            case .tick: .tick(try .decode(bytes, notes: &notes))
            case nil: throw JSONReader.untyped(MarketEventTypeDraft(), bytes)
            }
        case .ofiEvents: .ofi(try .decode(bytes, notes: &notes))
        case .orderIntents: .intent(try .decode(bytes, notes: &notes))
        case .execReports: .report(try .decode(bytes, notes: &notes))
        }
    }

    /// Appends the message's canonical JSON.
    public func encode(into bytes: inout [UInt8]) {
        switch self {
        case .raw(let message): message.encode(into: &bytes)
        case .bar(let message): message.encode(into: &bytes)
        case .tick(let message): message.encode(into: &bytes)
        case .ofi(let message): message.encode(into: &bytes)
        case .intent(let message): message.encode(into: &bytes)
        case .report(let message): message.encode(into: &bytes)
        }
    }
}

/// What `event_type` may be on `market_events`.
enum MarketEventType: String, WireChoice {
    case bar = "bar_event"
    case tick = "tick_event"

    static let wire = ChoiceTable<Self>()
}

/// A record of `market_events` whose type is not known.
struct MarketEventTypeDraft: Draft {
    var required: FieldSet { [.eventType] }
    var optional: FieldSet { [] }
    var scope: String? { nil }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        let _: MarketEventType? = try reader.choice(bytes)
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> Void? { nil }
}

extension JSONReader {
    /// Reads a record by a draft; every fault of it is thrown.
    static func decode<D: Draft>(
        _ bytes: Span<UInt8>, _ draft: D, notes: inout ReadingNotes
    ) throws(ContractFaults) -> D.Value {
        var reader = JSONReader()
        swap(&reader.notes, &notes)
        let value = reader.document(bytes, draft)
        swap(&reader.notes, &notes)
        guard let value, reader.faults.isEmpty else {
            throw ContractFaults(reader.sortedFaults())
        }
        return value
    }

    /// The record's type, wherever among its fields it stands; nil when it has none that is
    /// known.
    static func choice<C: WireChoice>(of field: Field, _ bytes: Span<UInt8>) -> C? {
        guard bytes.count <= recordBytesMax else { return nil }
        var finder = JSONReader()
        finder.skipSpace(bytes)
        guard let place = finder.find(field, finder.position, bytes) else { return nil }
        var reader = JSONReader()
        reader.position = place
        return try? reader.choice(bytes)
    }

    /// The faults of a record whose type is not known.
    static func untyped(_ draft: some Draft, _ bytes: Span<UInt8>) -> ContractFaults {
        var reader = JSONReader()
        _ = reader.document(bytes, draft)
        return ContractFaults(reader.sortedFaults())
    }
}
