extension RecordReader {
    @inline(__always)
    mutating func symbol(
        _ bytes: Span<UInt8>, allowsBlank: Bool = false
    ) throws(Invalid) -> Symbol {
        let word = Word.load(bytes, at)
        if word & 0xFF == UInt64(UInt8(ascii: "\"")),
            let symbol = Symbol(shortUpToQuote: word &>> 8)
        {
            at &+= symbol.count &+ 2
            return symbol
        }
        let (symbol, next) = try Self.longSymbol(bytes, at, allowsBlank)
        at = next
        return symbol
    }

    @inline(never)
    private static func longSymbol(
        _ bytes: Span<UInt8>, _ at: Int, _ allowsBlank: Bool
    ) throws(Invalid) -> (Symbol, next: Int) {
        guard bytes[at] == UInt8(ascii: "\"") else { throw Invalid() }
        let start = at &+ 1
        if let symbol = Symbol(upToQuote: bytes, start, allowsBlank: allowsBlank) {
            return (symbol, start &+ symbol.count &+ 1)
        }
        let token = try token(bytes, at)
        guard token.isEscaped else { throw Invalid() }
        let word = token.quoted(bytes)
        guard let symbol = Symbol(upToQuote: word.span, 1, allowsBlank: allowsBlank),
            symbol.count == word.count - 2
        else { throw Invalid() }
        return (symbol, token.end &+ 1)
    }

    @inline(__always)
    mutating func uuid(_ bytes: Span<UInt8>) throws(Invalid) -> MessageID {
        let (id, next) = try Self.uuid(self, bytes)
        at = next
        return id
    }

    @inline(never)
    private static func uuid(
        _ reader: RecordReader, _ bytes: Span<UInt8>
    ) throws(Invalid) -> (MessageID, next: Int) {
        var reader = reader
        let token = try reader.string(bytes)
        let id: MessageID?
        if token.isEscaped {
            id = MessageID(utf8: token.content(bytes).span)
        } else {
            id = MessageID(utf8: bytes.extracting(token.start..<token.end))
        }
        guard let id else { throw Invalid() }
        return (id, reader.at)
    }

    @inline(__always)
    mutating func timestamp(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Timestamp {
        try timestamp(bytes, &memory.minute)
    }

    @inline(__always)
    mutating func timestamp(
        _ bytes: Span<UInt8>, _ minute: inout RecentMinute
    ) throws(Invalid) -> Timestamp {
        let (nanoseconds, next) = try Self.timestamp(bytes, at, &minute)
        at = next
        return Timestamp(nanoseconds: nanoseconds)
    }

    @inline(never)
    static func timestamp(
        _ bytes: Span<UInt8>, _ at: Int, _ minute: inout RecentMinute
    ) throws(Invalid) -> (nanoseconds: Int64, next: Int) {
        guard bytes[at] == UInt8(ascii: "\"") else { throw Invalid() }
        if let (nanoseconds, end) = minute.plain(bytes, at &+ 1), end < bytes.count,
            bytes[end] == UInt8(ascii: "\"")
        {
            return (nanoseconds, end &+ 1)
        }
        let token = try token(bytes, at)
        let reading: Timestamp.Reading
        if token.isEscaped {
            reading = Timestamp.read(rfc3339: token.content(bytes).span)
        } else {
            reading = Timestamp.read(rfc3339: bytes.extracting(token.start..<token.end))
        }
        guard let time = reading.timestamp else { throw Invalid() }
        return (time.nanoseconds, token.end &+ 1)
    }

    /// Seconds since 1970 as any number, or RFC 3339.
    @inline(__always)
    mutating func epochOrTimestamp(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Timestamp {
        if bytes[at] == UInt8(ascii: "\"") { return try timestamp(bytes, &memory) }
        return Timestamp(nanoseconds: try nanos(bytes))
    }
}
