extension ObjectShape {
    /// The schema of a message, without what stands at the head of a document.
    var schema: [(name: String, value: SchemaNode)] {
        let comparisons = rules.filter(\.comparesValues).map(\.text).joined(separator: "; ")
        let comment = limits.map { limit in
            limit == .otherFields ? "\(limit.meaning): \(comparisons)." : "\(limit.meaning)."
        }
        return [
            ("title", .string(name)), ("description", .string(meaning + ".")),
            ("$comment", .string("What this cannot say: " + comment.joined(separator: " "))),
            ("type", .string("object")),
        ] + keywords
    }

    /// What is asked of the object's members.
    var keywords: [(name: String, value: SchemaNode)] {
        let properties = fields.map { (name: $0.field.name, value: $0.schema) }
        let required = fields.filter(\.isRequired).map(\.field.name)
        let conditions = rules.compactMap(\.schema)
        var members: [(name: String, value: SchemaNode)] = [("properties", .object(properties))]
        if !required.isEmpty { members.append(("required", .strings(required))) }
        if !conditions.isEmpty { members.append(("allOf", .array(conditions))) }
        return members
    }
}

extension ShapeRule {
    /// Whether it compares the values of two fields, which no schema can.
    var comparesValues: Bool {
        switch self {
        case .atLeast, .atMost: true
        case .needed, .either: false
        }
    }

    /// Nil when a schema cannot say it.
    fileprivate var schema: SchemaNode? {
        switch self {
        case .atLeast, .atMost: nil
        case .needed(let field, let by, let words):
            .object([
                (
                    "if",
                    .object([
                        (
                            "properties",
                            .object([(by.name, .object([("enum", .strings(words))]))])
                        ),
                        ("required", .strings([by.name])),
                    ])
                ),
                ("then", Self.given(field)),
            ])
        case .either(let one, let other, let own):
            .object([
                (
                    "anyOf",
                    .array([Self.given(own), Self.given(own == one ? other : one)])
                )
            ])
        }
    }

    /// An object that has the field, and not as `null`.
    private static func given(_ field: Field) -> SchemaNode {
        .object([
            (
                "properties",
                .object([(field.name, .object([("not", .object([("type", .string("null"))]))]))])
            ),
            ("required", .strings([field.name])),
        ])
    }
}
