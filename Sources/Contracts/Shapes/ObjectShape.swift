/// What one kind of JSON object is made of; a message, or an object inside one.
///
/// Declared once: the search for faults, the JSON Schema and the tables of docs/CONTRACTS.md
/// are all made from it.
struct ObjectShape: Sendable {
    /// `bar_event`, or for an object inside a message what it is: `data_quality`.
    let name: String
    /// One line without a full stop.
    let meaning: String
    /// In the order in which they are written.
    let fields: [FieldShape]
    /// In the order in which they are judged.
    let rules: [ShapeRule]

    init(
        _ name: String, _ meaning: String, _ fields: [FieldShape], rules: [ShapeRule] = []
    ) {
        self.name = name
        self.meaning = meaning
        self.fields = fields
        self.rules = rules
    }

    subscript(field: Field) -> FieldShape? { fields.first { $0.field == field } }
}

/// One field of an object.
struct FieldShape: Sendable {
    enum Presence: Equatable, Sendable {
        case required
        /// May be absent or `null`.
        case optional
        /// May be absent or `null`, and then has this value, which is JSON.
        case `default`(String)
    }

    let field: Field
    let value: ValueShape
    let presence: Presence
    /// One line without a full stop.
    let meaning: String

    static func required(_ field: Field, _ value: ValueShape, _ meaning: String) -> FieldShape {
        FieldShape(field: field, value: value, presence: .required, meaning: meaning)
    }

    static func optional(_ field: Field, _ value: ValueShape, _ meaning: String) -> FieldShape {
        FieldShape(field: field, value: value, presence: .optional, meaning: meaning)
    }

    static func defaulted(
        _ field: Field, _ value: ValueShape, _ json: String, _ meaning: String
    ) -> FieldShape {
        FieldShape(field: field, value: value, presence: .default(json), meaning: meaning)
    }

    var isRequired: Bool { presence == .required }
}
