extension RecordReader {
    /// Reads the string at the reader's place.
    @inline(__always)
    mutating func string(_ bytes: Span<UInt8>) throws(Invalid) -> StringToken {
        let token = try token(bytes)
        at = token.end &+ 1
        return token
    }

    /// The string at the reader's place.
    @inline(never)
    private func token(_ bytes: Span<UInt8>) throws(Invalid) -> StringToken {
        guard byte(bytes) == UInt8(ascii: "\"") else { throw Invalid() }
        let start = at &+ 1
        var end = start
        while true {
            let specials = Word.specials(Word.load(bytes, end))
            end &+= Word.place(specials)
            if specials == 0 { continue }
            guard end < bytes.count else { throw Invalid() }
            if bytes[end] == UInt8(ascii: "\"") { return StringToken(start: start, end: end) }
            guard bytes[end] >= 0x20 else { throw Invalid() }
            var reader = JSONReader()
            reader.position = at
            do { return try reader.string(bytes) } catch { throw Invalid() }
        }
    }

    /// One of the words of an enumeration.
    @inline(__always)
    mutating func choice<C: WireChoice>(_ bytes: Span<UInt8>) throws(Invalid) -> C {
        let (choice, next) = try Self.choice(C.self, self, bytes)
        at = next
        return choice
    }

    @inline(never)
    private static func choice<C: WireChoice>(
        _: C.Type, _ reader: RecordReader, _ bytes: Span<UInt8>
    ) throws(Invalid) -> (C, Int) {
        guard reader.byte(bytes) == UInt8(ascii: "\"") else { throw Invalid() }
        let name = PackedName(upToQuote: bytes, reader.at &+ 1)
        if let choice = C.wire.choice(name) { return (choice, reader.at &+ name.count &+ 2) }
        let token = try reader.token(bytes)
        guard token.isEscaped, let choice = C.wire.choice(token.content(bytes).span)
        else { throw Invalid() }
        return (choice, token.end &+ 1)
    }

    /// The one word that may stand here.
    @inline(__always)
    mutating func constant<C: WireChoice>(_ bytes: Span<UInt8>, _ word: C) throws(Invalid) {
        guard try choice(bytes) as C == word else { throw Invalid() }
    }

    @inline(__always)
    mutating func bool(_ bytes: Span<UInt8>) throws(Invalid) -> Bool {
        let isTrue = byte(bytes) == UInt8(ascii: "t")
        guard isTrue || byte(bytes) == UInt8(ascii: "f") else { throw Invalid() }
        try literal(bytes)
        return isTrue
    }

    /// A string of any length.
    @inline(__always)
    mutating func text(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> String {
        let token = try token(bytes)
        at = token.end &+ 1
        return memory.strings.string(token, bytes)
    }

    /// A string of `least` to `most` Unicode scalars.
    @inline(never)
    mutating func text(
        _ bytes: Span<UInt8>, least: Int = 0, most: Int, _ memory: inout ReadingMemory
    ) throws(Invalid) -> String {
        let text = try text(bytes, &memory)
        guard text.utf8.count >= least,
            text.utf8.count <= most || text.unicodeScalars.count <= most
        else { throw Invalid() }
        return text
    }

    /// Three letters of ISO 4217's form.
    @inline(never)
    mutating func currency(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> String {
        // "USD" in its quotes.
        if Word.load(bytes, at) & 0xFF_FFFF_FFFF == 0x22_4453_5522 {
            at &+= 5
            return "USD"
        }
        let text = try text(bytes, &memory)
        guard text.utf8.count == 3,
            text.utf8.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
        else { throw Invalid() }
        return text
    }
}
