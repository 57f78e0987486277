extension MarketRaw {
    /// Reads a record of `market_raw`, whose `type` tells its shape.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> MarketRaw {
        // Most records are of the type of the one before; so that is tried first.
        let last = notes.memory.rawType
        do {
            let record = try read(bytes, last, &notes.memory)
            notes.endRecord(bytes)
            return record
        } catch {
            notes.memory.unknown = UnknownFields()
        }
        do {
            let type: RawType? = RecordReader.type(.type, bytes)
            guard let type, type != last else { throw RecordReader.Invalid() }
            notes.memory.rawType = type
            let record = try read(bytes, type, &notes.memory)
            notes.endRecord(bytes)
            return record
        } catch {
            throw notes.faults(in: bytes, topic: .marketRaw)
        }
    }
}

/// What `type` may be on `market_raw`.
enum RawType: String, WireChoice {
    case bidAsk = "tickByTickBidAsk"
    case allLast = "tickByTickAllLast"
    case realtimeBar
    case historicalBar
    case depth = "mktDepth"

    static let wire = ChoiceTable<Self>()
}
