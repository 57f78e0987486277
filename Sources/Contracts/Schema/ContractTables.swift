/// The parts of docs/CONTRACTS.md that are made from the shapes.
enum ContractTables {
    /// Each part's name, as its markers have it, and its text.
    static var parts: [(name: String, text: String)] {
        let messages = [MessageKind.bar, .tick, .ofi, .intent, .report].map {
            ($0.name, table($0.shape.fields) + rules($0.shape))
        }
        return messages + [("market_raw", rawTables), ("schema", limits)]
    }

    /// What all shapes of raw data have, then what each has besides.
    private static var rawTables: String {
        let shapes = Topic.marketRaw.kinds.map(\.shape)
        let common = shapes[0].fields.filter { field in
            field.field != .type && shapes.allSatisfy { $0[field.field] != nil }
        }
        var text = table(common)
        for shape in shapes {
            let own = shape.fields.filter { field in
                field.field != .type && !common.contains { $0.field == field.field }
            }
            text += "\n**\(shape.name)**: \(shape.meaning.lowercasedFirst).\n\n"
            text += table(own) + rules(shape)
        }
        return text
    }

    private static func table(_ fields: [FieldShape]) -> String {
        "| field | | value | meaning |\n|---|---|---|---|\n" + rows(fields, "")
    }

    private static func rows(_ fields: [FieldShape], _ path: String) -> String {
        var text = ""
        for field in fields {
            let name = path + field.field.name
            text +=
                "| \(name) | \(field.presence.text) | \(field.value.text) | \(field.meaning) |\n"
            switch field.value {
            case .object(let shape): text += rows(shape.fields, "\(name).")
            case .objects(let shape): text += rows(shape.fields, "\(name)[].")
            default: break
            }
        }
        return text
    }

    private static func rules(_ shape: ObjectShape) -> String {
        shape.rules.isEmpty ? "" : "\n" + shape.rules.map { "- \($0.text).\n" }.joined()
    }

    private static var limits: String {
        "| about | rule |\n|---|---|\n"
            + SchemaLimit.allCases.map { "| \($0.name) | \($0.meaning) |\n" }.joined()
    }
}

extension ShapeRule {
    /// `high must be ≥ open, close and low`
    var text: String {
        switch self {
        case .atLeast(let field, _), .atMost(let field, _): "\(field.name) \(expected)"
        case .needed(let field, let by, let words):
            "\(field.name) is required where \(by.name) is " + words.joined(separator: " or ")
        case .either(let one, let other, let own):
            "\(one.name) or \(other.name) is required; with both, \(own.name) counts"
        }
    }
}

extension FieldShape.Presence {
    fileprivate var text: String {
        switch self {
        case .required: "required"
        case .optional: "optional"
        case .default(let json): "`\(json.filter { $0 != "\"" })`"
        }
    }
}

extension ValueShape {
    /// In the words of the document's table of values.
    fileprivate var text: String {
        switch self {
        case .constant(let word): "`\(word)`"
        case .choice(let words): words.map { "`\($0)`" }.joined(separator: " ")
        case .decimal(let bound): "decimal" + bound.text
        case .integer(let least): "integer ≥ \(least.signed)"
        case .double(let least?, let most?): "double \(least.signed) to \(most)"
        case .double(let least?, nil): "double ≥ \(least.signed)"
        case .double(nil, _): "double"
        case .bool: "boolean"
        case .time: "time"
        case .timeOrSeconds: "time, or seconds since 1970 as a number"
        case .symbol(let allowsBlank): allowsBlank ? "symbol, or one with blanks inside" : "symbol"
        case .uuid: "UUID"
        case .string(0, let most?): "string of at most \(most)"
        case .string(let least, let most?): "string of \(least) to \(most)"
        case .string(_, nil): "string"
        case .currency: "three of `A`–`Z`"
        case .object: "object"
        case .objects: "list of objects"
        case .levels(let side):
            "list of"
                + (side.levelsMax.map { " at most \($0)" } ?? "")
                + " `[price, size]`, decimal\(side.price.text) and decimal\(side.size.text)"
        }
    }
}

extension DecimalBound {
    fileprivate var text: String {
        self == .any ? "" : " " + expected.dropFirst("must be ".count)
    }
}

extension FixedWidthInteger {
    /// With a minus as books print it.
    fileprivate var signed: String { self < 0 ? "−\(magnitude)" : "\(self)" }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
