/// Which field came behind which in records before: what a producer writes next is mostly what it
/// wrote there the last time. At first it is the order in which messages are written here.
struct KeyOrder: Sendable {
    /// A field of a kind of object.
    struct Key: Sendable {
        /// Its name, a quote and a colon.
        let pattern: BytePattern
        let field: Field
        /// Among the fields of the shape.
        let place: UInt8

        init(_ field: Field, _ place: UInt8) {
            pattern = BytePattern("\(field.name)\":")
            self.field = field
            self.place = place
        }
    }

    private static let stride = 32

    /// For each kind of object: the key that comes first, then for each of its fields the key
    /// that comes behind it.
    private var expected: [Key] = []

    init() {
        for kind in ObjectKind.allCases {
            let fields = kind.shape.fields
            precondition(fields.count < Self.stride)
            for place in 0..<Self.stride {
                // Behind the last one nothing comes; some key has to stand there.
                let next = place < fields.count ? place : 0
                expected.append(Key(fields[next].field, UInt8(next)))
            }
        }
    }

    /// The key to expect in an object of the kind as the first, 0, or behind the field whose
    /// place is one less.
    @inline(__always)
    subscript(kind: ObjectKind, slot: UInt8) -> Key {
        expected[Int(kind.rawValue) &* Self.stride &+ Int(slot)]
    }

    mutating func learn(_ kind: ObjectKind, _ slot: UInt8, _ field: Field, _ place: UInt8) {
        let index = Int(kind.rawValue) * Self.stride + Int(slot)
        if expected[index].place != place { expected[index] = Key(field, place) }
    }
}
