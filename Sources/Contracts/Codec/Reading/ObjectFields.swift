/// The fields of a kind of object by their places in its shape.
struct ObjectFields: Sendable {
    /// By place.
    let fields: [Field]
    /// A bit for each place.
    let required: UInt64
    /// Where in ``KeyOrder`` the kind's leads begin.
    let firstSlot: Int
    /// Where in ``KeyOrder`` what usually leads to its fields begins.
    let firstUsual: Int
    /// By field; ``none`` for those of other contracts.
    private var places = [UInt8](repeating: none, count: Int(Field.none.rawValue))

    private static let none = UInt8.max

    init(_ shape: ObjectShape, firstSlot: Int, firstUsual: Int) {
        fields = shape.fields.map(\.field)
        self.firstSlot = firstSlot
        self.firstUsual = firstUsual
        var required: UInt64 = 0
        for (place, field) in shape.fields.enumerated() {
            places[Int(field.field.rawValue)] = UInt8(place)
            if field.isRequired { required |= 1 << UInt64(place) }
        }
        self.required = required
    }

    /// The field's place; nil when it is one of other contracts.
    func place(_ field: Field) -> Int? {
        let place = places[Int(field.rawValue)]
        return place == Self.none ? nil : Int(place)
    }
}
