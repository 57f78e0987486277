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
        let (place, next) = try Self.place(C.wire.words, bytes, at)
        at = next
        return C.wire.choices[place]
    }

    /// The place of one of the words.
    @inline(never)
    private static func place(
        _ words: QuotedWords, _ bytes: Span<UInt8>, _ at: Int
    ) throws(Invalid) -> (place: Int, next: Int) {
        if let (place, end) = words.place(bytes, at) { return (place, end) }
        return try escapedPlace(words, bytes, at)
    }

    @inline(never)
    private static func escapedPlace(
        _ words: QuotedWords, _ bytes: Span<UInt8>, _ at: Int
    ) throws(Invalid) -> (place: Int, next: Int) {
        let token = try token(bytes, at)
        guard token.isEscaped else { throw Invalid() }
        let word = token.quoted(bytes)
        guard let (place, end) = words.place(word.span, 0), end == word.count
        else { throw Invalid() }
        return (place, token.end &+ 1)
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
        try text(most: .max, bytes, &memory)
    }

    /// A string of `least` to `most` Unicode scalars.
    @inline(__always)
    mutating func text(
        least: Int = 0, most: Int, _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> String {
        let (text, next) = try Self.text(least, most, bytes, at, &memory)
        at = next
        return text
    }

    @inline(never)
    private static func text(
        _ least: Int, _ most: Int, _ bytes: Span<UInt8>, _ at: Int, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (String, next: Int) {
        let (text, next) = try text(bytes, at, &memory)
        let count = text.utf8.count
        guard count >= least, count <= most || text.unicodeScalars.count <= most
        else { throw Invalid() }
        return (text, next)
    }

    @inline(__always)
    private static func text(
        _ bytes: Span<UInt8>, _ at: Int, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (String, next: Int) {
        if let (text, end) = memory.strings.known(bytes, at) { return (text, end) }
        let token = try token(bytes, at)
        return (memory.strings.string(token, bytes), token.end &+ 1)
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
