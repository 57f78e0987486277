extension MarketRaw {
    /// Appends the record's canonical JSON: the time as RFC 3339, the names that TWS has for
    /// the shape.
    public func encode(into bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: bytesMax)
        var room = bytes.mutableSpan
        let start = writer.at
        writer.head(shape.kind, &room)
        writer.write(.symbol, symbol, &room)
        writer.write(.time, time, &room)
        if let conId { writer.write(.conId, conId, &room) }
        if let secType { writer.write(.secType, secType, &room) }
        if let exchange { writer.write(.exchange, exchange, &room) }
        if let currency { writer.write(.currency, currency, &room) }
        if let source { writer.write(.source, source, &room) }
        switch shape {
        case .bidAsk(let quote): writer.write(quote, &room)
        case .allLast(let price, let size):
            writer.write(.price, price, &room)
            writer.write(.size, size, &room)
        case .realtimeBar(let bar): writer.write(bar, .wap, .count, &room)
        case .historicalBar(let bar, let size):
            writer.write(.barSize, size, &room)
            writer.write(bar, .average, .barCount, &room)
        case .depth(let bids, let asks):
            writer.write(.bids, bids, &room)
            writer.write(.asks, asks, &room)
        }
        writer.close(start, &room)
        writer.finish(&bytes)
    }

    private var bytesMax: Int {
        188 + RecordWriter.stringMax(secType) + RecordWriter.stringMax(exchange)
            + RecordWriter.stringMax(currency) + RecordWriter.stringMax(source) + shape.bytesMax
    }
}

extension MarketRaw.Shape {
    fileprivate var kind: MessageKind {
        switch self {
        case .bidAsk: .bidAsk
        case .allLast: .allLast
        case .realtimeBar: .realtimeBar
        case .historicalBar: .historicalBar
        case .depth: .depth
        }
    }

    fileprivate var bytesMax: Int {
        switch self {
        case .bidAsk: 169
        case .allLast: 60
        case .realtimeBar, .historicalBar: 244
        case .depth(let bids, let asks): 20 + RecordWriter.levelsMax(bids, asks)
        }
    }
}

extension RecordWriter {
    @inline(__always)
    fileprivate mutating func write(_ quote: RawBidAsk, _ room: inout MutableSpan<UInt8>) {
        write(.bidPrice, quote.bidPrice, &room)
        write(.askPrice, quote.askPrice, &room)
        write(.rawBidSize, quote.bidSize, &room)
        write(.rawAskSize, quote.askSize, &room)
        if let isPast = quote.bidPastLow { write(.bidPastLow, isPast, &room) }
        if let isPast = quote.askPastHigh { write(.askPastHigh, isPast, &room) }
    }

    fileprivate mutating func write(
        _ bar: RawBar, _ average: Field, _ count: Field, _ room: inout MutableSpan<UInt8>
    ) {
        write(.open, bar.open, &room)
        write(.high, bar.high, &room)
        write(.low, bar.low, &room)
        write(.close, bar.close, &room)
        write(.volume, bar.volume, &room)
        write(average, bar.average, &room)
        write(count, bar.count, &room)
    }
}
