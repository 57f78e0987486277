/// Which field came behind which in records before: what a producer writes next is mostly what it
/// wrote there the last time.
struct KeyOrder: Sendable {
    private static let stride = 128

    /// By kind of object and field, the field that came behind it.
    private var next = [Field](
        repeating: .none, count: ObjectKind.allCases.count * stride)

    init() {}

    /// The field to expect behind another; ``Field/none`` behind none, and as an answer.
    @inline(__always)
    func guess(_ kind: ObjectKind, behind field: Field) -> Field {
        next[Int(kind.rawValue) &* Self.stride &+ Int(field.rawValue)]
    }

    mutating func learn(_ kind: ObjectKind, _ field: Field, behind other: Field) {
        next[Int(kind.rawValue) &* Self.stride &+ Int(other.rawValue)] = field
    }
}
