/// Up to 24 bytes of a short text in three words, so that comparing two is three comparisons.
struct PackedName: Equatable {
    static let maxLength = 24

    /// The first byte in the lowest; zeros behind the last.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    /// Past ``maxLength`` for a text that is too long, which equals no other.
    private(set) var count = 0

    init() {}

    /// Nil when longer than ``maxLength``.
    init?(_ text: Span<UInt8>) {
        guard text.count <= Self.maxLength else { return nil }
        for i in text.indices { append(text[i]) }
    }

    init(_ text: String) {
        precondition(text.utf8.count <= Self.maxLength)
        for byte in text.utf8 { append(byte) }
    }

    /// What stands from `start` up to the next quote; too long when there is none near.
    @_transparent
    init(upToQuote bytes: Span<UInt8>, _ start: Int) {
        first = Word.load(bytes, start)
        var quotes = Word.quotes(first)
        if quotes != 0 {
            count = Word.place(quotes)
            first = Word.head(first, count)
            return
        }
        second = Word.load(bytes, start &+ 8)
        quotes = Word.quotes(second)
        if quotes != 0 {
            count = 8 &+ Word.place(quotes)
            second = Word.head(second, count &- 8)
            return
        }
        (third, count) = Self.third(bytes, start)
    }

    /// The last of three words, and the count.
    @inline(never)
    private static func third(_ bytes: Span<UInt8>, _ start: Int) -> (UInt64, count: Int) {
        let word = Word.load(bytes, start &+ 16)
        let quotes = Word.quotes(word)
        if quotes != 0 {
            let count = Word.place(quotes)
            return (Word.head(word, count), 16 &+ count)
        }
        let isWhole = start &+ 24 < bytes.count && bytes[start &+ 24] == UInt8(ascii: "\"")
        return (word, isWhole ? 24 : Self.maxLength + 1)
    }

    mutating func append(_ byte: UInt8) {
        let bits = UInt64(byte) &<< UInt64(truncatingIfNeeded: (count & 7) &* 8)
        switch count {
        case 0..<8: first |= bits
        case 8..<16: second |= bits
        case 16..<24: third |= bits
        default: break
        }
        count &+= 1
    }

    /// Eight well-mixed bits.
    @inline(__always)
    var slot: Int {
        let mixed = first ^ (second &* 0x9E37_79B9_7F4A_7C15) ^ (third &* 0xC2B2_AE3D_27D4_EB4F)
        let spread = (mixed ^ UInt64(truncatingIfNeeded: count)) &* 0xFF51_AFD7_ED55_8CCD
        return Int(truncatingIfNeeded: spread &>> 56)
    }
}
