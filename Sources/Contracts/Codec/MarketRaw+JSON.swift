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

    /// Appends the record's canonical JSON: the time as RFC 3339, the names that TWS has for
    /// the shape.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.type, shape.type)
            bytes.write(.symbol, symbol)
            bytes.write(.time, time)
            if let conId { bytes.write(.conId, conId) }
            if let secType { bytes.write(.secType, secType) }
            if let exchange { bytes.write(.exchange, exchange) }
            if let currency { bytes.write(.currency, currency) }
            if let source { bytes.write(.source, source) }
            switch shape {
            case .bidAsk(let quote): bytes.write(quote)
            case .allLast(let price, let size):
                bytes.write(.price, price)
                bytes.write(.size, size)
            case .realtimeBar(let bar): bytes.write(bar, .wap, .count)
            case .historicalBar(let bar, let size):
                bytes.write(.barSize, size)
                bytes.write(bar, .average, .barCount)
            case .depth(let bids, let asks):
                bytes.write(.bids, bids)
                bytes.write(.asks, asks)
            }
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

extension MarketRaw.Shape {
    var type: RawType {
        switch self {
        case .bidAsk: .bidAsk
        case .allLast: .allLast
        case .realtimeBar: .realtimeBar
        case .historicalBar: .historicalBar
        case .depth: .depth
        }
    }
}

extension [UInt8] {
    fileprivate mutating func write(_ quote: RawBidAsk) {
        write(.bidPrice, quote.bidPrice)
        write(.askPrice, quote.askPrice)
        write(.rawBidSize, quote.bidSize)
        write(.rawAskSize, quote.askSize)
        if let isPast = quote.bidPastLow { write(.bidPastLow, isPast) }
        if let isPast = quote.askPastHigh { write(.askPastHigh, isPast) }
    }

    fileprivate mutating func write(_ bar: RawBar, _ average: Field, _ count: Field) {
        write(.open, bar.open)
        write(.high, bar.high)
        write(.low, bar.low)
        write(.close, bar.close)
        write(.volume, bar.volume)
        write(average, bar.average)
        write(count, bar.count)
    }
}
