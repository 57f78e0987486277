extension FieldShape {
    /// The schema of the field's value.
    var schema: SchemaNode {
        var members: [(name: String, value: SchemaNode)] = [
            ("description", .string(meaning + "."))
        ]
        members += value.schema(orNull: !isRequired)
        if case .default(let json) = presence { members.append(("default", .json(json))) }
        return .object(members)
    }
}

extension ValueShape {
    /// The keywords that the value has to satisfy; `null` does too when it means absent.
    func schema(orNull: Bool) -> [(name: String, value: SchemaNode)] {
        func typed(_ names: String...) -> (name: String, value: SchemaNode) {
            let all = orNull ? names + ["null"] : names
            return ("type", all.count == 1 ? .string(all[0]) : .strings(all))
        }
        switch self {
        case .constant(let word): return [("const", .string(word))]
        case .choice(let words):
            return [("enum", .array(words.map { .string($0) } + (orNull ? [.null] : [])))]
        case .decimal(let bound): return [typed("number")] + bound.schema
        case .integer(let least):
            return [
                typed("integer"), ("minimum", .json("\(least)")),
                ("maximum", .json("\(Int64.max)")),
            ]
        case .double(let least, let most):
            let largest = "\(Double.greatestFiniteMagnitude)"
            return [
                typed("number"), ("minimum", .json(least.map { "\($0)" } ?? "-" + largest)),
                ("maximum", .json(most.map { "\($0)" } ?? largest)),
            ]
        case .bool: return [typed("boolean")]
        case .time: return [typed("string")] + Self.timeSchema
        case .timeOrSeconds:
            return [typed("number", "string")] + DecimalBound.any.schema + Self.timeSchema
        case .symbol(let allowsBlank):
            let pattern = allowsBlank ? SchemaPattern.symbolWithBlank : SchemaPattern.symbol
            return [typed("string"), ("pattern", .string(pattern))]
        case .uuid:
            return [
                typed("string"), ("format", .string("uuid")),
                ("pattern", .string(SchemaPattern.uuid)),
            ]
        case .string(let least, let most):
            var members = [typed("string")]
            if least > 0 { members.append(("minLength", .json("\(least)"))) }
            if let most { members.append(("maxLength", .json("\(most)"))) }
            return members
        case .currency: return [typed("string"), ("pattern", .string(SchemaPattern.currency))]
        case .object(let shape): return [typed("object")] + shape.keywords
        case .objects(let shape):
            let inner: [(name: String, value: SchemaNode)] = [("type", .string("object"))]
            return [typed("array"), ("items", .object(inner + shape.keywords))]
        case .levels(let side):
            var members = [typed("array"), ("items", side.schema)]
            if let most = side.levelsMax { members.append(("maxItems", .json("\(most)"))) }
            return members
        }
    }

    private static let timeSchema: [(name: String, value: SchemaNode)] = [
        ("format", .string("date-time")), ("pattern", .string(SchemaPattern.time)),
    ]
}

extension BookSide {
    /// `[price, size]`
    fileprivate var schema: SchemaNode {
        let number: [(name: String, value: SchemaNode)] = [("type", .string("number"))]
        return .object([
            ("type", .string("array")),
            (
                "prefixItems",
                .array([.object(number + price.schema), .object(number + size.schema)])
            ),
            ("items", .bool(false)), ("minItems", .json("2")),
        ])
    }
}

extension DecimalBound {
    /// The bounds of the number as written: what is rounded half to even to a legal number of
    /// billionths. The least and the greatest legal ones decide where a tie goes.
    fileprivate var schema: [(name: String, value: SchemaNode)] {
        [lower, ("exclusiveMaximum", .json("9223372036.8547758075"))]
    }

    private var lower: (name: String, value: SchemaNode) {
        switch self {
        case .any: ("minimum", .json("-9223372036.8547758085"))
        case .nonNegative: ("minimum", .json("-5e-10"))
        case .positive: ("exclusiveMinimum", .json("5e-10"))
        case .millionth: ("minimum", .json("9.995e-7"))
        }
    }
}
