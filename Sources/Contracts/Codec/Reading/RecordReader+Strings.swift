extension RecordReader {
    /// Reads the string at the reader's place.
    @inline(__always)
    mutating func string(_ bytes: Span<UInt8>) throws(Invalid) -> StringToken {
        let token = try Self.token(bytes, at)
        at = token.end &+ 1
        return token
    }

    /// The string at `at`.
    @inline(never)
    static func token(_ bytes: Span<UInt8>, _ at: Int) throws(Invalid) -> StringToken {
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw Invalid() }
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
        let (choice, next) = try Self.choice(C.self, bytes, at)
        at = next
        return choice
    }

    @inline(never)
    private static func choice<C: WireChoice>(
        _: C.Type, _ bytes: Span<UInt8>, _ at: Int
    ) throws(Invalid) -> (C, Int) {
        if let (choice, end) = C.wire.choice(bytes, at) { return (choice, end) }
        return try escapedChoice(C.self, bytes, at)
    }

    @inline(never)
    private static func escapedChoice<C: WireChoice>(
        _: C.Type, _ bytes: Span<UInt8>, _ at: Int
    ) throws(Invalid) -> (C, Int) {
        let token = try token(bytes, at)
        guard token.isEscaped else { throw Invalid() }
        let word = token.quoted(bytes)
        guard let (choice, end) = C.wire.choice(word.span, 0), end == word.count
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
        at = try Self.literal(bytes, at)
        return isTrue
    }

    /// A string of any length.
    @inline(__always)
    mutating func text(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> String {
        if let (text, end) = memory.strings.known(bytes, at) {
            at = end
            return text
        }
        let token = try string(bytes)
        return memory.strings.string(token, bytes)
    }

    /// A string of `least` to `most` Unicode scalars.
    @inline(__always)
    mutating func text(
        least: Int = 0, most: Int, _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> String {
        let text = try text(bytes, &memory)
        let count = text.utf8.count
        guard count >= least, count <= most || text.unicodeScalars.count <= most
        else { throw Invalid() }
        return text
    }

    /// Three letters of ISO 4217's form.
    @inline(__always)
    mutating func currency(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> String {
        // "USD" in its quotes.
        if Word.load(bytes, at) & 0xFF_FFFF_FFFF == 0x22_4453_5522 {
            at &+= 5
            return "USD"
        }
        let (currency, next) = try anyCurrency(bytes, &memory)
        at = next
        return currency
    }

    @inline(never)
    private func anyCurrency(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (String, next: Int) {
        var reader = self
        let text = try reader.text(bytes, &memory)
        guard text.utf8.count == 3,
            text.utf8.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
        else { throw Invalid() }
        return (text, reader.at)
    }
}
