/// A rule between the fields of one object. Only values that are there and legal break it; the
/// fault is at the first field named.
enum ShapeRule: Sendable {
    /// A decimal that is no less than each of the others.
    case atLeast(Field, [Field])
    /// A decimal that is no more than each of the others.
    case atMost(Field, [Field])
    /// A field that must be there when another has one of some words.
    case needed(Field, by: Field, words: [String])
    /// Of two names for one value one must be there; the shape's own is preferred.
    case either(Field, or: Field, own: Field)

    /// What a fault says was expected; what a rule of ``needed(_:by:words:)`` says ends with
    /// the word that was found.
    var expected: String {
        switch self {
        case .atLeast(_, let others): "must be ≥ " + Self.list(others)
        case .atMost(_, let others): "must be ≤ " + Self.list(others)
        case .needed(_, let by, _): "is required by \(by.name) "
        case .either(let one, let other, _):
            "is required, as \(one.name) or \(other.name)"
        }
    }

    /// `open, close and low`
    private static func list(_ fields: [Field]) -> String {
        let names = fields.map(\.name)
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
