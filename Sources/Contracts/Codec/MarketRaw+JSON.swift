extension MarketRaw {
    /// Reads a record of `market_raw`, whose `type` tells its shape.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> MarketRaw {
        do {
            guard let type = RecordReader.type(.type, bytes) as RawType? else {
                throw RecordReader.Invalid()
            }
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
