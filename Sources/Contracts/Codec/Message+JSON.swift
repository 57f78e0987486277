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

    /// Most records are of the type of the one before; so that is tried first.
    private static func marketEvent(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> Message {
        let last = notes.memory.marketEventType
        do {
            return try marketEvent(bytes, last, notes: &notes)
        } catch {
            notes.memory.unknown = UnknownFields()
        }
        do {
            let type: MarketEventType? = RecordReader.type(.eventType, bytes)
            guard let type, type != last else { throw RecordReader.Invalid() }
            notes.memory.marketEventType = type
            return try marketEvent(bytes, type, notes: &notes)
        } catch {
            throw notes.faults(in: bytes, topic: .marketEvents)
        }
    }

    @inline(__always)
    private static func marketEvent(
        _ bytes: Span<UInt8>, _ type: MarketEventType, notes: inout ReadingNotes
    ) throws(RecordReader.Invalid) -> Message {
        switch type {
        case .bar:
            let bar = try BarEvent.read(bytes, &notes.memory)
            notes.endRecord(bytes)
            return .bar(bar)
        case .tick:
            let tick = try TickEvent.read(bytes, &notes.memory)
            notes.endRecord(bytes)
            return .tick(tick)
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
