/// Up to 24 bytes of a short text in three words, so that comparing two is three comparisons.
struct PackedName: Equatable {
    static let maxLength = 24

    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
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

    /// Counts on past ``maxLength``; what is longer equals no packed text.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count < 8 {
            first = first &<< 8 | UInt64(byte)
        } else if count < 16 {
            second = second &<< 8 | UInt64(byte)
        } else if count < Self.maxLength {
            third = third &<< 8 | UInt64(byte)
        }
        count &+= 1
    }

    /// Eight well-mixed bits.
    var slot: Int {
        let mixed = first ^ (second &* 0x9E37_79B9_7F4A_7C15) ^ (third &* 0xC2B2_AE3D_27D4_EB4F)
        let spread = (mixed ^ UInt64(count)) &* 0xFF51_AFD7_ED55_8CCD
        return Int(truncatingIfNeeded: spread &>> 56)
    }
}

/// From a key's bytes to its ``Field``: open addressing over 256 slots.
struct FieldTable {
    static let shared = FieldTable()

    private struct Slot {
        var name = PackedName()
        var field: Field?
    }

    private var slots = [Slot](repeating: Slot(), count: 256)

    private init() {
        precondition(Field.names.count == Field.allCases.count)
        for field in Field.allCases {
            let name = PackedName(field.name)
            var at = name.slot
            while slots[at].field != nil { at = (at + 1) & 0xFF }
            slots[at] = Slot(name: name, field: field)
        }
    }

    /// Nil when no contract has a field of that name.
    func field(_ name: PackedName) -> Field? {
        var at = name.slot
        while let field = slots[at].field {
            if slots[at].name == name { return field }
            at = (at + 1) & 0xFF
        }
        return nil
    }
}
