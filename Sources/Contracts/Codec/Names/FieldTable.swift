/// From a key's bytes to its ``Field``: open addressing over 256 slots.
struct FieldTable {
    static let shared = FieldTable()

    /// Stands in slots that are free.
    private static let free: UInt8 = .max

    private var fields = [UInt8](repeating: free, count: 256)
    private var names = Field.names.map { PackedName($0) }

    private init() {
        precondition(names.count == Field.allCases.count)
        for field in Field.allCases {
            var at = names[Int(field.rawValue)].slot
            while fields[at] != Self.free { at = (at + 1) & 0xFF }
            fields[at] = field.rawValue
        }
    }

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
