/// Which field came behind which in records before: what a producer writes next is mostly what it
/// wrote there the last time.
struct KeyOrder: Sendable {
    private static let stride = 128

    /// By field.
    private let keys: [KeyPattern]
    /// By kind of object and field, the field that came behind it.
    private var next: [Field]

    init() {
        keys = FieldTable.shared.keys
        next = Array(repeating: .none, count: ObjectKind.allCases.count * Self.stride)
    }

    /// The field to expect behind another; ``Field/none`` behind none, and as an answer.
    @inline(__always)
    func guess(_ kind: ObjectKind, behind field: Field) -> Field {
        next[Int(kind.rawValue) &* Self.stride &+ Int(field.rawValue)]
    }

    /// Where the field's key ends if it stands at `at`.
    @inline(__always)
    func end(of field: Field, _ bytes: Span<UInt8>, _ at: Int) -> Int? {
        let index = Int(field.rawValue)
        return keys[index].stands(bytes, at) ? at &+ keys[index].count : nil
    }

    mutating func learn(_ kind: ObjectKind, _ field: Field, behind other: Field) {
        next[Int(kind.rawValue) &* Self.stride &+ Int(other.rawValue)] = field
    }
}
