/// One to 24 bytes that are expected in a record.
struct BytePattern: Sendable {
    static let maxLength = 24

    private let words: (UInt64, UInt64, UInt64)
    /// The bits of each word that are compared.
    private let masks: (UInt64, UInt64, UInt64)
    let count: UInt8

    init(_ text: String) {
        self.init(Array(text.utf8).span)
    }

    init(_ bytes: Span<UInt8>) {
        precondition(1...Self.maxLength ~= bytes.count)
        count = UInt8(bytes.count)
        var words: InlineArray<3, UInt64> = [0, 0, 0]
        var masks: InlineArray<3, UInt64> = [0, 0, 0]
        for i in bytes.indices {
            words[i >> 3] |= UInt64(bytes[i]) << UInt64(8 * (i & 7))
            masks[i >> 3] |= 0xFF << UInt64(8 * (i & 7))
        }
        self.words = (words[0], words[1], words[2])
        self.masks = (masks[0], masks[1], masks[2])
    }

    /// Is expected nowhere: neither ``beginsShort(_:)`` nor ``beginsLong(_:)``.
    static let none = BytePattern()

    private init() {
        words = (0, 0, 0)
        masks = (.max, .max, .max)
        count = .max
    }

    /// Always less than 32.
    @_transparent
    var length: Int { Int(truncatingIfNeeded: count & 31) }

    /// Whether these are less than sixteen, and the bytes, at least sixteen, begin with them.
    @_transparent
    func beginsShort(_ bytes: Span<UInt8>) -> Bool {
        (Word.whole(bytes, 0) ^ words.0) & masks.0
            | (Word.whole(bytes, 8) ^ words.1) & masks.1 == 0 && count < 16
    }

    /// Whether the bytes, which are at least ``maxLength``, begin with these.
    @_transparent
    func beginsLong(_ bytes: Span<UInt8>) -> Bool {
        (Word.whole(bytes, 0) ^ words.0) & masks.0
            | (Word.whole(bytes, 8) ^ words.1) & masks.1 == 0
            && (Word.whole(bytes, 16) ^ words.2) & masks.2 == 0 && count < 32
    }

    /// Whether the bytes begin with these, and more come behind.
    @inline(never)
    func isNearEnd(_ bytes: Span<UInt8>) -> Bool {
        count < 32 && length < bytes.count && stands(bytes, 0)
    }

    /// Whether the bytes stand at `at`.
    @inline(__always)
    func stands(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        let rest = bytes.extracting(droppingFirst: at)
        if rest.count >= Self.maxLength { return begins(rest) }
        guard rest.count >= count else { return false }
        return matches(
            Word.load(rest, 0), count > 8 ? Word.load(rest, 8) : 0,
            count > 16 ? Word.load(rest, 16) : 0)
    }

    /// Whether the bytes begin with these; false, too, when they are fewer than the longest pattern
    /// has.
    @_transparent
    func begins(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= Self.maxLength else { return false }
        return matches(Word.whole(bytes, 0), Word.whole(bytes, 8), Word.whole(bytes, 16))
    }

    @_transparent
    private func matches(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> Bool {
        (first ^ words.0) & masks.0 | (second ^ words.1) & masks.1
            | (third ^ words.2) & masks.2 == 0
    }
}
