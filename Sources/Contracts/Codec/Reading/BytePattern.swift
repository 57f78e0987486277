/// One to 24 bytes that are expected in a record.
struct BytePattern: Sendable {
    static let maxLength = 24

    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    /// Bits of the last word that are not compared; it holds its bytes that much higher.
    private var shift: UInt8 = 0
    let count: UInt8

    init(_ text: String) {
        self.init(Array(text.utf8).span)
    }

    init(_ bytes: Span<UInt8>) {
        precondition(1...Self.maxLength ~= bytes.count)
        count = UInt8(bytes.count)
        var words: InlineArray<3, UInt64> = [0, 0, 0]
        for i in bytes.indices { words[i >> 3] |= UInt64(bytes[i]) << UInt64(8 * (i & 7)) }
        let last = (bytes.count - 1) >> 3
        shift = UInt8(64 - 8 * (bytes.count - 8 * last))
        words[last] <<= UInt64(shift)
        (first, second, third) = (words[0], words[1], words[2])
    }

    /// Whether the bytes stand at `at`.
    @inline(__always)
    func stands(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        let word = Word.load(bytes, at)
        if count <= 8 { return word &<< UInt64(shift) == first }
        guard word == first else { return false }
        let next = Word.load(bytes, at &+ 8)
        if count <= 16 { return next &<< UInt64(shift) == second }
        return next == second && Word.load(bytes, at &+ 16) &<< UInt64(shift) == third
    }

    /// Whether the bytes stand at `at`, which is a constant; false, too, where not all words that
    /// are compared lie inside.
    @inline(__always)
    func standsInside(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        guard bytes.count >= at &+ 8 else { return false }
        let word = Word.whole(bytes, at)
        if count <= 8 { return word &<< UInt64(shift) == first }
        guard word == first, bytes.count >= at &+ 16 else { return false }
        let next = Word.whole(bytes, at &+ 8)
        if count <= 16 { return next &<< UInt64(shift) == second }
        guard next == second, bytes.count >= at &+ 24 else { return false }
        return Word.whole(bytes, at &+ 16) &<< UInt64(shift) == third
    }
}
