/// A few bytes that are expected in a record: a key with its quotes and colon, or a word with its
/// quotes; at most 32 of them.
struct KeyPattern: Sendable {
    static let maxLength = 32

    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0
    /// Bits of the last word that are not compared; it holds its bytes that much higher.
    private var shift: UInt64 = 0
    let count: Int

    /// Bytes that no record has: a pattern that stands nowhere.
    static let impossible = KeyPattern("\u{0}")

    init(key name: String) {
        self.init("\"\(name)\":")
    }

    init(word: String) {
        self.init("\"\(word)\"")
    }

    private init(_ text: String) {
        count = text.utf8.count
        precondition(1...Self.maxLength ~= count)
        var words: InlineArray<4, UInt64> = [0, 0, 0, 0]
        for (i, byte) in text.utf8.enumerated() {
            words[i >> 3] |= UInt64(byte) << UInt64(8 * (i & 7))
        }
        let last = (count - 1) >> 3
        shift = UInt64(64 - 8 * (count - 8 * last))
        words[last] <<= shift
        (first, second, third, fourth) = (words[0], words[1], words[2], words[3])
    }

    /// Whether the bytes stand at `at`.
    @inline(__always)
    func stands(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        let word = Word.load(bytes, at)
        if count <= 8 { return word &<< shift == first }
        guard word == first else { return false }
        let next = Word.load(bytes, at &+ 8)
        if count <= 16 { return next &<< shift == second }
        return next == second && standsLong(bytes, at &+ 16)
    }

    @inline(__always)
    private func standsLong(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        let word = Word.load(bytes, at)
        if count <= 24 { return word &<< shift == third }
        return word == third && Word.load(bytes, at &+ 8) &<< shift == fourth
    }
}
