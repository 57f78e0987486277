extension Message {
    /// Reads one record of a topic. A record of `market_raw` or `market_events` whose type is
    /// missing or unknown has that one fault of contents, whatever else it holds.
    public static func decode(
        _ bytes: Span<UInt8>, topic: Topic, notes: inout ReadingNotes
    ) throws(ContractFaults) -> Message {
        switch topic {
        case .marketRaw: .raw(try .decode(bytes, notes: &notes))
        case .marketEvents: try marketEvent(bytes, notes: &notes)
        case .ofiEvents: .ofi(try .decode(bytes, notes: &notes))
        case .orderIntents: .intent(try .decode(bytes, notes: &notes))
        case .execReports: .report(try .decode(bytes, notes: &notes))
        }
    }

    private static func marketEvent(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> Message {
        do {
            let message: Message
            switch RecordReader.type(.eventType, bytes) as MarketEventType? {
            case .bar: message = .bar(try .read(bytes, &notes.memory))
            case .tick: message = .tick(try .read(bytes, &notes.memory))
            case nil: throw RecordReader.Invalid()
            }
            notes.endRecord(bytes)
            return message
        } catch {
            throw notes.faults(in: bytes, topic: .marketEvents)
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
