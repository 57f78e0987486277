/// Strings that were read lately, so that one that comes again is not made again.
struct StringPool: Sendable {
    private struct Recent: Sendable {
        /// In its quotes.
        let pattern: BytePattern
        let text: String
    }

    private static let slots = 64
    /// Longer ones are made each time.
    private static let bytesMax = 128

    /// By field the text that it had last, if it is short.
    private var recent: [Recent?] = Array(repeating: nil, count: Int(Field.none.rawValue) + 1)
    /// Others by a hash of their bytes.
    private var strings = Array(repeating: "", count: slots)

    static let empty = StringPool()

    private init() {}

    /// The text that the field had last and where it ends, if it stands at `at`.
    @inline(__always)
    func recent(_ field: Field, _ bytes: Span<UInt8>, _ at: Int) -> (text: String, end: Int)? {
        guard let recent = recent[Int(field.rawValue)], recent.pattern.stands(bytes, at)
        else { return nil }
        return (recent.text, at &+ Int(recent.pattern.count))
    }

    /// The string's text.
    mutating func string(_ field: Field, _ token: StringToken, _ bytes: Span<UInt8>) -> String {
        guard !token.isEscaped, token.end - token.start <= Self.bytesMax else {
            return String(decoding: token.content(bytes), as: UTF8.self)
        }
        if token.start == token.end { return "" }
        let text = bytes.extracting(token.start..<token.end)
        let slot = Self.slot(text)
        if !strings[slot].equals(text) { strings[slot] = text.string }
        if text.count <= BytePattern.maxLength - 2 {
            let quoted = bytes.extracting((token.start - 1)..<(token.end + 1))
            recent[Int(field.rawValue)] = Recent(
                pattern: BytePattern(quoted), text: strings[slot])
        }
        return strings[slot]
    }

    private static func slot(_ text: Span<UInt8>) -> Int {
        let head = Word.load(text, 0)
        let tail = text.count > 8 ? Word.load(text, text.count - 8) : 0
        let mixed = (head ^ tail &* 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
        return Int(truncatingIfNeeded: mixed &>> 58)
    }
}

extension String {
    /// Whether the text's UTF-8 is these bytes.
    fileprivate func equals(_ text: Span<UInt8>) -> Bool {
        let own = utf8Span.span
        guard own.count == text.count else { return false }
        var at = 0
        while at &+ 8 <= own.count {
            guard Word.load(own, at) == Word.load(text, at) else { return false }
            at &+= 8
        }
        while at < own.count {
            guard own[at] == text[at] else { return false }
            at &+= 1
        }
        return true
    }
}
