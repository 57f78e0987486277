/// Some words in quotes, by a hash of what each begins with, so that to find one takes as long as
/// to find another.
struct QuotedWords: Sendable {
    private struct Slot: Sendable {
        var pattern: BytePattern
        var place: UInt8
    }

    /// Open addressing.
    private let slots: [Slot]

    private static let count = 64
    /// The place of slots that are free.
    private static let free = UInt8.max

    init(_ words: [String]) {
        precondition(words.count < Self.count)
        var slots = Array(
            repeating: Slot(pattern: BytePattern("\"\""), place: Self.free), count: Self.count)
        for (place, word) in words.enumerated() {
            let text = Array("\"\(word)\"".utf8)
            var slot = Self.slot(Word.load(text.span, 0))
            while slots[slot].place != Self.free { slot = (slot + 1) & (Self.count - 1) }
            slots[slot] = Slot(pattern: BytePattern(text.span), place: UInt8(place))
        }
        self.slots = slots
    }

    /// The place among the words of the one that stands at `at`, and where it ends.
    @inline(__always)
    func place(_ bytes: Span<UInt8>, _ at: Int) -> (place: Int, end: Int)? {
        var slot = Self.slot(Word.load(bytes, at))
        while slots[slot].place != Self.free {
            if slots[slot].pattern.stands(bytes, at) {
                return (Int(slots[slot].place), at &+ Int(slots[slot].pattern.count))
            }
            slot = (slot &+ 1) & (Self.count &- 1)
        }
        return nil
    }

    @inline(never)
    func any(_ bytes: Span<UInt8>, _ at: Int) -> (place: Int, end: Int)? { place(bytes, at) }

    /// The place of the word that the bytes, at least as many as the longest pattern has, begin
    /// with, and the word's length; nil, too, when another word took its place.
    @_transparent
    func first(_ bytes: Span<UInt8>) -> (place: Int, count: Int)? {
        let slot = Self.slot(Word.whole(bytes, 0))
        guard slots[slot].place != Self.free, slots[slot].pattern.begins(bytes)
        else { return nil }
        return (Int(slots[slot].place), slots[slot].pattern.length)
    }

    /// Of the eight bytes from the opening quote on what lies before the closing one.
    @_transparent
    private static func slot(_ word: UInt64) -> Int {
        let text = word &>> 8
        let quotes = Word.quotes(text)
        let head = text & (quotes ^ (quotes &- 1))
        return Int(truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15) &>> 58)
    }
}
