/// What holds for records and no JSON Schema can say.
enum SchemaLimit: CaseIterable {
    case duplicateKeys, size, depth, syntax
    case otherFields, levelOrder
    case timeRange, doubles, precision

    /// Whether it holds for records of every kind.
    var isGeneral: Bool {
        switch self {
        case .duplicateKeys, .size, .depth, .syntax: true
        case .otherFields, .levelOrder, .timeRange, .doubles, .precision: false
        }
    }

    /// What it is about.
    var name: String {
        switch self {
        case .duplicateKeys: "duplicate keys"
        case .size: "size"
        case .depth: "depth"
        case .syntax: "syntax"
        case .otherFields: "values of other fields"
        case .levelOrder: "order of levels"
        case .timeRange: "ends of time"
        case .doubles: "nearest doubles"
        case .precision: "precision"
        }
    }

    /// The rule; one sentence without a full stop.
    var meaning: String {
        switch self {
        case .duplicateKeys: "A key that stands twice in an object is a fault"
        case .size: "A message has at most \(JSONReader.recordBytesMax) bytes"
        case .depth: "At most \(JSONReader.depthMax) containers are open at once"
        case .syntax:
            "The bytes are RFC 8259 and UTF-8 to the letter: no byte order mark, no unpaired "
                + "surrogate, no NaN or Infinity"
        case .otherFields: "Rules between the values of several fields, as they are kept"
        case .levelOrder: "Prices of a side of level2 get strictly worse"
        case .timeRange:
            "In 1677 and 2262 a time is legal only from 1677-09-21T00:12:43.145224192Z and to "
                + "2262-04-11T23:47:16.854775807Z"
        case .doubles:
            "Bounds of doubles are judged on the nearest double: 1.0000000000000001 is 1 and "
                + "−1e-400 is 0, legal where 1 and 0 are"
        case .precision:
            "The bounds of decimals are those of the number as written, before it is rounded to "
                + "nine places, and exact; a validator that reads numbers as doubles is not"
        }
    }
}

extension ObjectShape {
    /// The limits of a schema made from this shape, in a fixed order.
    var limits: [SchemaLimit] {
        SchemaLimit.allCases.filter { $0.isGeneral || concerns($0) }
    }

    private func concerns(_ limit: SchemaLimit) -> Bool {
        if limit == .otherFields, rules.contains(where: \.comparesValues) { return true }
        return fields.contains { field in
            switch (field.value, limit) {
            case (.object(let inner), _), (.objects(let inner), _): inner.concerns(limit)
            case (.time, .timeRange), (.timeOrSeconds, .timeRange): true
            case (.timeOrSeconds, .precision), (.decimal, .precision): true
            case (.integer, .precision), (.levels, .precision): true
            case (.levels(let side), .levelOrder): side != .raw
            case (.double, .doubles): true
            default: false
            }
        }
    }
}
