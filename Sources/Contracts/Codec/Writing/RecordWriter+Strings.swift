extension RecordWriter {
    /// Bytes at most that a string takes between its quotes: six for one, as `\u001f`.
    @inline(__always)
    static func stringMax(_ value: String) -> Int { 6 * value.utf8.count }

    @inline(__always)
    static func stringMax(_ value: String?) -> Int {
        if let value { stringMax(value) } else { 0 }
    }

    @inline(__always)
    mutating func write(_ field: Field, _ value: String, _ room: inout MutableSpan<UInt8>) {
        key(field, &room)
        var rest = room._mutatingExtracting(at..<room.count)
        at &+= StringWriter.write(value, &rest)
    }
}

/// Writes the strings of records: quoted, and escaped where they must be.
private struct StringWriter {
    /// Where the next byte goes.
    var at = 0

    /// How many bytes were written from the start of `room` on.
    @inline(never)
    static func write(_ value: String, _ room: inout MutableSpan<UInt8>) -> Int {
        let bytes = value.utf8.span
        var writer = StringWriter()
        writer.word(UInt64(UInt8(ascii: "\"")), count: 1, &room)
        var next = 0
        while next <= bytes.count &- 8 {
            writer.piece(Word.load(bytes, next), count: 8, &room)
            next &+= 8
        }
        let rest = bytes.count &- next
        if rest > 0 { writer.piece(tail(bytes, rest), count: rest, &room) }
        writer.word(UInt64(UInt8(ascii: "\"")), count: 1, &room)
        return writer.at
    }

    @inline(__always)
    private mutating func word(
        _ word: UInt64, count: Int, _ room: inout MutableSpan<UInt8>
    ) {
        RecordWriter.store(word, at, &room)
        at &+= count
    }

    /// The last 1 to 7 bytes, zeros behind them.
    @inline(__always)
    private static func tail(_ bytes: Span<UInt8>, _ count: Int) -> UInt64 {
        if bytes.count >= 8 {
            let bits = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
            return Word.load(bytes, bytes.count &- 8) &>> bits
        }
        var word: UInt64 = 0
        for i in 0..<count {
            word |= UInt64(bytes[i]) &<< UInt64(truncatingIfNeeded: 8 &* i)
        }
        return word
    }

    /// The first `count` characters of the word, 1 to 8, escaped where they must be.
    @inline(__always)
    private mutating func piece(
        _ characters: UInt64, count: Int, _ room: inout MutableSpan<UInt8>
    ) {
        let used: UInt64 = .max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        guard Self.escapes(characters) & used == 0 else {
            return escaped(characters, count: count, &room)
        }
        word(characters, count: count, &room)
    }

    /// The high bit of each byte that needs an escape: a quote, a backslash, a control
    /// character. Only the lowest one set is sure to be right.
    @inline(__always)
    private static func escapes(_ word: UInt64) -> UInt64 {
        Word.quotes(word) | Word.zeros(word ^ Word.repeating(UInt8(ascii: "\\")))
            | (word &- Word.repeating(0x20)) & ~word & Word.repeating(0x80)
    }

    @inline(never)
    private mutating func escaped(
        _ characters: UInt64, count: Int, _ room: inout MutableSpan<UInt8>
    ) {
        for i in 0..<count {
            let byte = characters &>> UInt64(truncatingIfNeeded: 8 &* i) & 0xFF
            switch UInt8(byte) {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): escape(byte, &room)
            case 0x0A: escape(UInt64(UInt8(ascii: "n")), &room)
            case 0x0D: escape(UInt64(UInt8(ascii: "r")), &room)
            case 0x09: escape(UInt64(UInt8(ascii: "t")), &room)
            case 0..<0x20:
                let digit = byte & 0xF
                let letter = digit < 10 ? 0x30 &+ digit : 0x57 &+ digit
                // "\u00", then the two digits.
                word(0x3030_755C | (0x30 | byte &>> 4) &<< 32 | letter &<< 40, count: 6, &room)
            default: word(byte, count: 1, &room)
            }
        }
    }

    /// A backslash and the character.
    private mutating func escape(_ character: UInt64, _ room: inout MutableSpan<UInt8>) {
        word(UInt64(UInt8(ascii: "\\")) | character &<< 8, count: 2, &room)
    }
}
