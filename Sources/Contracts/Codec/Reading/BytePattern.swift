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

    /// Whether the bytes stand at `at`, of which `word` is what begins there.
    @inline(__always)
    func stands(_ word: UInt64, _ bytes: Span<UInt8>, _ at: Int) -> Bool {
        guard (word ^ words.0) & masks.0 == 0 else { return false }
        if count <= 8 { return true }
        let second = (Word.load(bytes, at &+ 8) ^ words.1) & masks.1
        if count <= 16 { return second == 0 }
        return second | (Word.load(bytes, at &+ 16) ^ words.2) & masks.2 == 0
    }

    /// Whether the bytes begin with these; false, too, when they are fewer than the longest pattern
    /// has.
    @inline(__always)
    func begins(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= Self.maxLength else { return false }
        let first = (Word.whole(bytes, 0) ^ words.0) & masks.0
        let second = (Word.whole(bytes, 8) ^ words.1) & masks.1
        let third = (Word.whole(bytes, 16) ^ words.2) & masks.2
        return first | second | third == 0
    }
}
