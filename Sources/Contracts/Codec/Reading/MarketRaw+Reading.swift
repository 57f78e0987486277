extension MarketRaw {
    /// The valid record of the type that the bytes are.
    static func read(
        _ bytes: Span<UInt8>, _ type: RawType, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> MarketRaw {
        switch type {
        case .bidAsk: try readBidAsk(bytes, &memory)
        case .allLast, .depth: try readAllLastOrDepth(bytes, type, &memory)
        case .realtimeBar, .historicalBar: try readBar(bytes, type, &memory)
        }
    }

    /// What every shape has.
    struct Common {
        var symbol = Symbol.none
        var time = Timestamp.zero
        var conId: Int64?
        var secType: String?
        var exchange: String?
        var currency: String?
        var source: String?

        /// Reads a value of these.
        @inline(__always)
        mutating func read(
            _ field: Field, _ reader: inout RecordReader, _ bytes: Span<UInt8>,
            _ type: RawType, _ memory: inout ReadingMemory
        ) throws(RecordReader.Invalid) {
            switch field {
            case .type: try reader.constant(bytes, type)
            case .symbol: symbol = try reader.symbol(bytes, allowsBlank: true)
            case .time: time = try reader.epochOrTimestamp(bytes, &memory)
            case .conId: conId = try reader.integer(bytes, least: 0)
            case .secType: secType = try reader.text(bytes, &memory)
            case .exchange: exchange = try reader.text(bytes, &memory)
            case .currency: currency = try reader.text(bytes, &memory)
            case .source: source = try reader.text(bytes, &memory)
            default: throw RecordReader.Invalid()
            }
        }

        @inline(__always)
        func record(_ shape: Shape) -> MarketRaw {
            MarketRaw(
                symbol: symbol, time: time, conId: conId, secType: secType, exchange: exchange,
                currency: currency, source: source, shape: shape)
        }
    }

    private static func readBidAsk(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> MarketRaw {
        var reader = try RecordReader(document: bytes, .bidAsk, memory)
        var common = Common()
        var (bid, ask) = (Decimal9.zero, Decimal9.zero)
        var (bidSize, askSize) = (Decimal9.zero, Decimal9.zero)
        var bidPastLow: Bool?
        var askPastHigh: Bool?
        while let field = try reader.next(bytes, .bidAsk, &memory) {
            switch field {
            case .bidPrice: bid = try reader.decimal(bytes)
            case .askPrice: ask = try reader.decimal(bytes)
            case .rawBidSize: bidSize = try reader.decimal(bytes)
            case .rawAskSize: askSize = try reader.decimal(bytes)
            case .bidPastLow: bidPastLow = try reader.bool(bytes)
            case .askPastHigh: askPastHigh = try reader.bool(bytes)
            default: try common.read(field, &reader, bytes, .bidAsk, &memory)
            }
        }
        try reader.finish(bytes, .bidAsk, memory)
        return common.record(
            .bidAsk(
                RawBidAsk(
                    bidPrice: bid, askPrice: ask, bidSize: bidSize, askSize: askSize,
                    bidPastLow: bidPastLow, askPastHigh: askPastHigh)))
    }

    private static func readAllLastOrDepth(
        _ bytes: Span<UInt8>, _ type: RawType, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> MarketRaw {
        let isDepth = type == .depth
        let kind = isDepth ? ObjectKind.depth : .allLast
        var reader = try RecordReader(document: bytes, kind, memory)
        var common = Common()
        var (price, size) = (Decimal9.zero, Decimal9.zero)
        var bids: [PriceLevel] = []
        var asks: [PriceLevel] = []
        while let field = try reader.next(bytes, kind, &memory) {
            switch field {
            case .price where !isDepth: price = try reader.decimal(bytes)
            case .size where !isDepth: size = try reader.decimal(bytes)
            case .bids where isDepth: (bids, reader.at) = try reader.levels(bytes, .raw, &memory)
            case .asks where isDepth: (asks, reader.at) = try reader.levels(bytes, .raw, &memory)
            default: try common.read(field, &reader, bytes, type, &memory)
            }
        }
        try reader.finish(bytes, kind, memory)
        return common.record(
            isDepth ? .depth(bids: bids, asks: asks) : .allLast(price: price, size: size))
    }
}
