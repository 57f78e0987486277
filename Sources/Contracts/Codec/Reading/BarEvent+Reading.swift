extension BarEvent {
    /// The valid `bar_event` that the bytes are.
    static func read(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> BarEvent {
        var reader = try RecordReader(document: bytes, .bar, memory)
        var head = Head()
        var tail = Tail()
        var dataQuality: DataQuality?
        var metadata: EventMetadata?
        var minute = memory.minute
        reader.readUsual(
            bytes, memory.order.usual.span.extracting(memory.order.usual(.bar, 12)),
            memory.order.types[Int(ObjectKind.bar.rawValue)], &minute, &head)
        memory.minute = minute
        // Most producers write the fields in the shape's order, or in that order but for a few that
        // they have behind the others.
        var last = 0
        while reader.present & 0xFF == 0xFF, reader.at > last, bytes.count &- reader.at > 1 {
            last = reader.at
            reader.readUsual(
                bytes, memory.order.usual.span.extracting(memory.order.usual(.bar, 12)),
                memory.strings, firstSlot: memory.order.firstSlot(.bar), &tail)
            if reader.leads(.bar, 12, bytes, memory.order) {
                (dataQuality, reader.at) = try reader.dataQuality(bytes, &memory)
            }
            if reader.leads(.bar, 13, bytes, memory.order) {
                (metadata, reader.at) = try reader.metadata(bytes, isTick: false, &memory)
            }
        }
        while !reader.isAtEnd(bytes), let field = try reader.next(bytes, .bar, &memory) {
            switch field {
            case .eventType: try reader.constant(bytes, MarketEventType.bar)
            case .symbol: head.symbol = try reader.symbol(bytes)
            case .timestamp: head.timestamp = try reader.timestamp(bytes, &memory)
            case .open: head.open = try reader.decimal(bytes, .millionth)
            case .high: head.high = try reader.decimal(bytes, .millionth)
            case .low: head.low = try reader.decimal(bytes, .millionth)
            case .close: head.close = try reader.decimal(bytes, .millionth)
            case .volume: head.volume = try reader.integer(bytes, least: 0)
            case .barDuration: tail.duration = try reader.choice(bytes)
            case .assetClass: tail.assetClass = try reader.choice(bytes)
            case .exchange: tail.exchange = try reader.text(most: 32, bytes, &memory)
            case .currency: tail.currency = try reader.currency(bytes, &memory)
            case .dataQuality: (dataQuality, reader.at) = try reader.dataQuality(bytes, &memory)
            case .metadata:
                (metadata, reader.at) = try reader.metadata(bytes, isTick: false, &memory)
            default: throw RecordReader.Invalid()
            }
        }
        try reader.finish(bytes, .bar, memory)
        guard head.high >= max(head.open, head.close, head.low),
            head.low <= min(head.open, head.close)
        else { throw RecordReader.Invalid() }
        // The initializer that the compiler makes builds the bar in its place; one that is written
        // would have it copied.
        return BarEvent(
            symbol: head.symbol, timestamp: head.timestamp, open: head.open, high: head.high,
            low: head.low,
            close: head.close, volume: head.volume, exchange: tail.exchange,
            currency: tail.currency,
            dataQuality: dataQuality, metadata: metadata, duration: tail.duration,
            assetClass: tail.assetClass)
    }
}

/// What is required of a bar.
private struct Head {
    var symbol = Symbol.none
    var timestamp = Timestamp.zero
    var open = Decimal9.zero
    var high = Decimal9.zero
    var low = Decimal9.zero
    var close = Decimal9.zero
    var volume: Int64 = 0
}

/// What is not, as far as it has no parts.
private struct Tail {
    var duration = BarDuration.day1
    var assetClass = AssetClass.equity
    var exchange: String?
    var currency = "USD"
}

extension RecordReader {
    @inline(never)
    fileprivate mutating func readUsual(
        _ bytes: Span<UInt8>, _ leads: Span<BytePattern>, _ kind: borrowing BytePattern,
        _ minute: inout RecentMinute, _ head: inout Head
    ) {
        guard leads.count >= 8 else { return }
        var rest = bytes.extracting(droppingFirst: at)
        var usual = UsualReader()
        _ =
            usual.type(kind, leads, &rest)
            && usual.symbol(1, leads, &rest, &head.symbol)
            && usual.timestamp(2, leads, &rest, &minute, &head.timestamp)
            && usual.decimal(3, leads, &rest, .millionth, &head.open)
            && usual.decimal(4, leads, &rest, .millionth, &head.high)
            && usual.decimal(5, leads, &rest, .millionth, &head.low)
            && usual.decimal(6, leads, &rest, .millionth, &head.close)
            && usual.integer(7, leads, &rest, least: 0, &head.volume)
        pass(usual, firstSlot: slot, of: bytes, rest: rest.count)
    }

    @inline(never)
    fileprivate mutating func readUsual(
        _ bytes: Span<UInt8>, _ leads: Span<BytePattern>, _ strings: borrowing StringPool,
        firstSlot: Int, _ tail: inout Tail
    ) {
        guard leads.count >= 12 else { return }
        var rest = bytes.extracting(droppingFirst: at)
        var usual = UsualReader(present: present)
        usual.choice(8, leads, &rest, &tail.duration)
        usual.choice(9, leads, &rest, &tail.assetClass)
        usual.text(10, leads, &rest, most: 32, strings, &tail.exchange)
        usual.currency(11, leads, &rest, strings, &tail.currency)
        pass(usual, firstSlot: firstSlot, of: bytes, rest: rest.count)
    }
}
