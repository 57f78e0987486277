/// A field's key as it stands in most records: its name in quotes, and a colon behind it.
struct KeyPattern {
    private var first: (bits: UInt64, mask: UInt64) = (0, 0)
    private var second: (bits: UInt64, mask: UInt64) = (0, 0)
    private var third: (bits: UInt64, mask: UInt64) = (0, 0)
    /// Bytes of name, quotes and colon.
    private(set) var count = 0
    /// The set of this field alone.
    private(set) var set: FieldSet = []

    /// Nothing begins like this: no key is expected.
    init() {
        first = (.max, .max)
    }

    init(_ field: Field) {
        self.init()
        let bytes = Array("\"\(field.name)\":".utf8)
        guard bytes.count <= 24 else { return }
        first = (0, 0)
        set = [field]
        count = bytes.count
        for (i, byte) in bytes.prefix(24).enumerated() {
            let shift = UInt64(8 * (i & 7))
            switch i >> 3 {
            case 0: first = (first.bits | UInt64(byte) << shift, first.mask | 0xFF << shift)
            case 1: second = (second.bits | UInt64(byte) << shift, second.mask | 0xFF << shift)
            default: third = (third.bits | UInt64(byte) << shift, third.mask | 0xFF << shift)
            }
        }
    }

    /// Whether the key stands at `at`. False, too, for names that are too long.
    @inline(__always)
    func stands(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        guard (Word.load(bytes, at) ^ first.bits) & first.mask == 0 else { return false }
        if count <= 8 { return true }
        guard (Word.load(bytes, at &+ 8) ^ second.bits) & second.mask == 0 else { return false }
        if count <= 16 { return true }
        return (Word.load(bytes, at &+ 16) ^ third.bits) & third.mask == 0
    }
}
