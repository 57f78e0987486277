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
    private var expected: [Key]
    /// For each kind of object its keys by place.
    private let keys: [Key]
    /// For each kind of object the places of its fields by field; ``none`` for those of others.
    private let places: [UInt8]
    private let table = FieldTable.shared

    private static let none = UInt8.max
    private static let fieldsMax = 128

    /// The order of the shapes.
    static let canonical = KeyOrder()

    private init() {
        var keys: [Key] = []
        var places: [UInt8] = []
        for kind in ObjectKind.allCases {
            let fields = kind.shape.fields
            precondition(fields.count < Self.stride)
            for place in 0..<Self.stride {
                // Behind the last one nothing comes; some key has to stand there.
                let next = place < fields.count ? place : 0
                keys.append(Key(fields[next].field, UInt8(next)))
            }
            var row = [UInt8](repeating: Self.none, count: Self.fieldsMax)
            for (place, field) in fields.enumerated() {
                row[Int(field.field.rawValue)] = UInt8(place)
            }
            places += row
        }
        self.keys = keys
        self.places = places
        expected = keys
    }

    /// The key to expect in an object of the kind as the first, 0, or behind the field whose
    /// place is one less.
    @inline(__always)
    subscript(kind: ObjectKind, slot: UInt8) -> Key {
        expected[Int(kind.rawValue) &* Self.stride &+ Int(slot)]
    }

    /// The key of the kind that stands at `at`, without escapes and with its colon at once behind
    /// it; the next time it is expected where it was.
    @inline(never)
    mutating func find(
        _ kind: ObjectKind, _ slot: UInt8, _ bytes: Span<UInt8>, _ at: Int
    ) -> Key? {
        let row = Int(kind.rawValue) &* Self.stride
        // An optional field came or went: then it is one of those that follow in the shape.
        for place in Int(slot)..<Swift.min(Int(slot) &+ 3, Self.stride)
        where keys[row &+ place].pattern.stands(bytes, at) {
            expected[row &+ Int(slot)] = keys[row &+ place]
            return keys[row &+ place]
        }
        let name = PackedName(upToQuote: bytes, at)
        guard let field = table.field(name) else { return nil }
        let place = places[Int(kind.rawValue) &* Self.fieldsMax &+ Int(field.rawValue)]
        let colon = at &+ name.count &+ 1
        guard place != Self.none, colon < bytes.count, bytes[colon] == UInt8(ascii: ":")
        else { return nil }
        expected[row &+ Int(slot)] = keys[row &+ Int(place)]
        return keys[row &+ Int(place)]
    }
}
