/// Strings that were read lately, so that one that comes again is not made again.
struct StringPool: Sendable {
    private struct Entry: Sendable {
        var name = PackedName()
        var text = ""
    }

    private static let slots = 128
    /// Longer ones are made each time.
    private static let bytesMax = 128

    /// Short ones by a hash of their bytes, or beside that place.
    private var short = Array(repeating: Entry(), count: slots)
    /// Others by a hash of theirs.
    private var long = Array(repeating: "", count: slots)

    static let empty = StringPool()

    private init() {}

    /// The string in quotes at `at` and where it ends, if it is known.
    @inline(__always)
    func known(_ bytes: Span<UInt8>, _ at: Int) -> (text: String, end: Int)? {
        guard bytes[at] == UInt8(ascii: "\"") else { return nil }
        let name = PackedName(upToQuote: bytes, at &+ 1)
        var slot = name.slot & (Self.slots &- 1)
        if short[slot].name != name {
            slot ^= 1
            guard short[slot].name == name else { return nil }
        }
        return (short[slot].text, at &+ name.count &+ 2)
    }

    /// The string's text.
    mutating func string(_ token: StringToken, _ bytes: Span<UInt8>) -> String {
        let count = token.end - token.start
        guard !token.isEscaped, count <= Self.bytesMax else {
            return String(decoding: token.content(bytes), as: UTF8.self)
        }
        let text = bytes.extracting(token.start..<token.end)
        if let name = PackedName(text) {
            let slot = name.slot & (Self.slots - 1)
            short[slot ^ 1] = short[slot]
            short[slot] = Entry(name: name, text: text.copy)
            return short[slot].text
        }
        let slot = Self.slot(text)
        if !long[slot].equals(text) { long[slot] = text.copy }
        return long[slot]
    }

    /// By the first and the last eight of more bytes.
    private static func slot(_ text: Span<UInt8>) -> Int {
        let head = Word.load(text, 0)
        let tail = Word.load(text, text.count - 8)
        let mixed = (head ^ tail &* 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
        return Int(truncatingIfNeeded: mixed &>> 57)
    }
}

extension Span<UInt8> {
    /// The text of UTF-8 that is proved valid; a short one needs no memory of its own.
    fileprivate var copy: String {
        guard let text = try? UTF8Span(validating: self) else {
            preconditionFailure("a string that was read is not UTF-8")
        }
        return String(copying: text)
    }
}

extension String {
    /// Whether the text's UTF-8 is these bytes.
    fileprivate func equals(_ text: Span<UInt8>) -> Bool {
        let own = utf8Span.span
        guard own.count == text.count else { return false }
        var at = 0
        while at < own.count {
            guard Word.load(own, at) == Word.load(text, at) else { return false }
            at &+= 8
        }
        return true
    }
}
