/// An instrument's symbol: 1 to 20 ASCII characters, kept inline, so that copying, comparing
/// and hashing one never touches the heap.
///
/// Events carry `[A-Z0-9]` with `.`, `-` and `_` inside; a raw record's symbol may also have a
/// blank inside (TWS writes `BRK B`). Whether the characters are legal is the codec's matter.
public struct Symbol: Hashable, Sendable {
    public static let maxLength = 20

    /// Characters 0–7, 8–15 and 16–19, first character in the highest byte; the lowest byte of
    /// the last word is the length. So word order is the order of the characters.
    let high: UInt64
    let middle: UInt64
    let low: UInt64

    /// Stands for a symbol that is not read yet; never leaves this module.
    static let none = Symbol(0, 0, 0)

    @_transparent
    private init(_ high: UInt64, _ middle: UInt64, _ low: UInt64) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// Nil when there are no bytes, more than twenty, or one that JSON would have to escape or
    /// that lies outside ASCII.
    public init?(utf8 bytes: Span<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= Self.maxLength else { return nil }
        var words: (UInt64, UInt64, UInt64) = (0, 0, UInt64(bytes.count))
        for i in bytes.indices {
            let byte = bytes[i]
            guard 0x20..<0x7F ~= byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
            else { return nil }
            let shift = UInt64(56 - 8 * (i & 7))
            switch i >> 3 {
            case 0: words.0 |= UInt64(byte) << shift
            case 1: words.1 |= UInt64(byte) << shift
            default: words.2 |= UInt64(byte) << shift
            }
        }
        (high, middle, low) = words
    }

    /// One of at most seven letters and digits, which the word begins with, and a quote behind; nil
    /// for every other.
    @_transparent
    init?(shortUpToQuote word: UInt64) {
        let quotes = Word.quotes(word)
        let head = word & ((quotes & (0 &- quotes)) &>> 7 &- 1)
        let count = Word.place(quotes)
        guard quotes != 0, head != 0, Word.areAlphanumeric(head, count) else { return nil }
        self.init(head.byteSwapped, 0, UInt64(truncatingIfNeeded: count))
    }

    /// The contracts' symbol that stands from `start` up to a quote: `[A-Z0-9]`, and inside
    /// also `.`, `-`, `_` and, where it is allowed, a blank. Nil when there is no such.
    init?(upToQuote bytes: Span<UInt8>, _ start: Int, allowsBlank: Bool) {
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var isAlphanumeric = false
        var at = start
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            let byte = bytes[at]
            let index = at &- start
            guard index < Self.maxLength else { return nil }
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                isAlphanumeric = true
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                guard index > 0 else { return nil }
                isAlphanumeric = false
            case UInt8(ascii: " "):
                guard index > 0, allowsBlank else { return nil }
                isAlphanumeric = false
            default: return nil
            }
            let character = UInt64(byte) &<< UInt64(truncatingIfNeeded: 56 &- 8 &* (index & 7))
            switch index &>> 3 {
            case 0: words.0 |= character
            case 1: words.1 |= character
            default: words.2 |= character
            }
            at &+= 1
        }
        guard isAlphanumeric, at < bytes.count else { return nil }
        self.init(words.0, words.1, words.2 | UInt64(truncatingIfNeeded: at &- start))
    }

    /// Nil under the conditions of ``init(utf8:)``.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let symbol = Symbol(utf8: bytes.span) else { return nil }
        self = symbol
    }

    public var count: Int { Int(low & 0xFF) }

    /// The character at `index`, from 0.
    public subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count)
        let shift = UInt64(56 - 8 * (index & 7))
        switch index >> 3 {
        case 0: return UInt8(truncatingIfNeeded: high >> shift)
        case 1: return UInt8(truncatingIfNeeded: middle >> shift)
        default: return UInt8(truncatingIfNeeded: low >> shift)
        }
    }

    public func append(to bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: Self.maxLength)
        var room = bytes.mutableSpan
        writer.symbol(self, &room)
        writer.finish(&bytes)
    }
}

extension Symbol: Comparable {
    public static func < (a: Symbol, b: Symbol) -> Bool {
        if a.high != b.high { return a.high < b.high }
        if a.middle != b.middle { return a.middle < b.middle }
        return a.low < b.low
    }
}

extension Symbol: CustomStringConvertible {
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Symbol: ExpressibleByStringLiteral {
    /// For literals in code; traps when the text is no symbol.
    public init(stringLiteral value: String) {
        guard let symbol = Symbol(value) else {
            preconditionFailure("not a symbol: \(value)")
        }
        self = symbol
    }
}
