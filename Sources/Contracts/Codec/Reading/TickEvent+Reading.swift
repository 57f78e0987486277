extension TickEvent {
    /// The valid `tick_event` that the bytes are.
    static func read(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> TickEvent {
        var reader = try RecordReader(document: bytes, .tick, memory)
        var head = Head()
        var last: Decimal9?
        var lastSize: Decimal9?
        var level2: Level2?
        var dataQuality: DataQuality?
        var metadata: EventMetadata?
        var minute = memory.minute
        reader.readUsual(
            bytes, memory.order.usual.span.extracting(memory.order.usual(.tick, 7)),
            memory.order.types[Int(ObjectKind.tick.rawValue)], &minute, &head)
        memory.minute = minute
        if reader.leads(.tick, 10, bytes, memory.order) {
            (dataQuality, reader.at) = try reader.dataQuality(bytes, &memory)
        }
        if reader.leads(.tick, 11, bytes, memory.order) {
            (metadata, reader.at) = try reader.metadata(bytes, isTick: true, &memory)
        }
        while !reader.isAtEnd(bytes), let field = try reader.next(bytes, .tick, &memory) {
            switch field {
            case .eventType: try reader.constant(bytes, MarketEventType.tick)
            case .symbol: head.symbol = try reader.symbol(bytes)
            case .timestamp: head.timestamp = try reader.timestamp(bytes, &memory)
            case .bid: head.bid = try reader.decimal(bytes, .positive)
            case .ask: head.ask = try reader.decimal(bytes, .positive)
            case .bidSize: head.bidSize = try reader.decimal(bytes, .nonNegative)
            case .askSize: head.askSize = try reader.decimal(bytes, .nonNegative)
            case .last: last = try reader.decimal(bytes, .positive)
            case .lastSize: lastSize = try reader.decimal(bytes, .nonNegative)
            case .level2: (level2, reader.at) = try reader.level2(bytes, &memory)
            case .dataQuality: (dataQuality, reader.at) = try reader.dataQuality(bytes, &memory)
            case .metadata:
                (metadata, reader.at) = try reader.metadata(bytes, isTick: true, &memory)
            default: throw RecordReader.Invalid()
            }
        }
        try reader.finish(bytes, .tick, memory)
        guard head.ask >= head.bid else { throw RecordReader.Invalid() }
        return TickEvent(
            symbol: head.symbol, timestamp: head.timestamp, bid: head.bid, ask: head.ask,
            bidSize: head.bidSize,
            askSize: head.askSize, last: last, lastSize: lastSize, level2: level2,
            dataQuality: dataQuality, metadata: metadata)
    }
}

/// What is required of a tick.
private struct Head {
    var symbol = Symbol.none
    var timestamp = Timestamp.zero
    var bid = Decimal9.zero
    var ask = Decimal9.zero
    var bidSize = Decimal9.zero
    var askSize = Decimal9.zero
}

extension RecordReader {
    @inline(never)
    fileprivate mutating func readUsual(
        _ bytes: Span<UInt8>, _ leads: Span<BytePattern>, _ kind: borrowing BytePattern,
        _ minute: inout RecentMinute, _ head: inout Head
    ) {
        guard leads.count >= 7 else { return }
        var rest = bytes.extracting(droppingFirst: at)
        var usual = UsualReader()
        _ =
            usual.type(kind, leads, &rest)
            && usual.symbol(1, leads, &rest, &head.symbol)
            && usual.timestamp(2, leads, &rest, &minute, &head.timestamp)
            && usual.decimal(3, leads, &rest, .positive, &head.bid)
            && usual.decimal(4, leads, &rest, .positive, &head.ask)
            && usual.decimal(5, leads, &rest, .nonNegative, &head.bidSize)
            && usual.decimal(6, leads, &rest, .nonNegative, &head.askSize)
        pass(usual, firstSlot: slot, of: bytes, rest: rest.count)
    }
}
