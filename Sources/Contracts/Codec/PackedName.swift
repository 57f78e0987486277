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
    @inline(__always)
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
        third = Word.load(bytes, start &+ 16)
        quotes = Word.quotes(third)
        if quotes != 0 {
            count = 16 &+ Word.place(quotes)
            third = Word.head(third, count &- 16)
            return
        }
        let isWhole = start &+ 24 < bytes.count && bytes[start &+ 24] == UInt8(ascii: "\"")
        count = isWhole ? 24 : Self.maxLength + 1
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

/// From a key's bytes to its ``Field``: open addressing over 256 slots.
struct FieldTable {
    static let shared = FieldTable()

    /// Stands in slots that are free.
    private static let free: UInt8 = .max

    private var fields = [UInt8](repeating: free, count: 256)
    private var names = Field.names.map { PackedName($0) }
    private var keys: [KeyPattern] = []

    private init() {
        precondition(names.count == Field.allCases.count)
        for field in Field.allCases {
            keys.append(KeyPattern(field))
            var at = names[Int(field.rawValue)].slot
            while fields[at] != Self.free { at = (at + 1) & 0xFF }
            fields[at] = field.rawValue
        }
        keys.append(KeyPattern())
    }

    /// How the field's key looks.
    @inline(__always)
    func key(_ field: Field) -> KeyPattern { keys[Int(field.rawValue)] }

    /// Nil when no contract has a field of that name.
    @inline(__always)
    func field(_ name: PackedName) -> Field? {
        var at = name.slot
        while true {
            let field = fields[at]
            guard field < names.count else { return nil }
            if names[Int(field)] == name { return Field(rawValue: field) }
            at = (at &+ 1) & 0xFF
        }
    }
}

/// A field's key as it stands in most records: its name in quotes, and a colon behind it.
struct KeyPattern {
    private var first: (bits: UInt64, mask: UInt64) = (0, 0)
    private var second: (bits: UInt64, mask: UInt64) = (0, 0)
    private var third: (bits: UInt64, mask: UInt64) = (0, 0)
    /// Bytes of name, quotes and colon.
    let count: Int
    /// The set of this field alone.
    let set: FieldSet

    /// Nothing begins like this: no key is expected.
    init() {
        first = (.max, .max)
        count = 0
        set = []
    }

    init(_ field: Field) {
        let bytes = Array("\"\(field.name)\":".utf8)
        guard bytes.count <= 24 else {
            self.init()
            return
        }
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
