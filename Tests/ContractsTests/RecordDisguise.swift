@testable import Contracts

/// Writes messages as producers might: in any order of fields, with white space, escapes, nulls
/// for what is absent and fields that nobody knows.
struct RecordDisguise {
    var generator: SeededGenerator
    /// Fields of the last record that its contract does not know.
    private(set) var unknownCount = 0
    /// Whether the last record has a key twice.
    private(set) var hasDuplicate = false

    private var isSpaced = false
    private var isEscaped = false
    private var unknownMax = 0
    private var hasSpareDuplicate = false

    init(seed: UInt64) {
        generator = SeededGenerator(state: seed)
    }

    /// The same names for all objects, so that one stands in several of a record.
    private static let names =
        ["x", "", "future", "é", "😀", "a b", #"q\"q"#, #"\\"#, "symbo", "symboll", "Symbol"]
        + [7, 8, 15, 16, 23, 24, 25, 40].map { String(repeating: "k", count: $0) }
        + (0..<12).map { "k\($0)" }

    private static let values = [
        "null", "true", "false", "0", "-1.5e300", "123456789012345678901234567890", "1e999999",
        #""""#, #""symbol""#, #""\u0041\n""#, "[]", "{}", "[[],[1,[2]]]", #"{"x":{"x":1},"k1":2}"#,
        #"[{"x":1},{"x":1}]"#, #"{"symbol":1,"open":"a","":0}"#,
    ]

    /// The message in a new dress; it stays legal unless it gets a duplicate.
    mutating func write(_ message: [UInt8], _ shape: ObjectShape) -> [UInt8] {
        unknownCount = 0
        hasDuplicate = false
        isSpaced = one(in: 2)
        isEscaped = one(in: 4)
        unknownMax = one(in: 2) ? 0 : count(12)
        hasSpareDuplicate = one(in: 10)
        let text = space() + write(RecordTree(message), .object(shape)) + space()
        return Array(text.utf8)
    }

    private mutating func write(_ tree: RecordTree, _ shape: ValueShape?) -> String {
        switch (tree, shape) {
        case (.object(let members), .object(let shape)?): return object(members, shape)
        case (.object(let members), _): return object(members, nil)
        case (.array(let elements), _):
            var inner: ValueShape?
            if case .objects(let shape)? = shape { inner = .object(shape) }
            let texts = elements.map { space() + write($0, inner) + space() }
            return "[" + texts.joined(separator: ",") + "]"
        case (.string(let text), _): return "\"" + escaped(text, one: 8) + "\""
        case (.other(let text), _): return text
        }
    }

    private mutating func object(
        _ members: [(key: String, value: RecordTree)], _ shape: ObjectShape?
    ) -> String {
        var texts = members.map { member in
            let field = shape?.fields.first { $0.field.name == member.key }
            return self.member(member.key, write(member.value, field?.value))
        }
        if let shape { addStrangers(to: &texts, shape, Set(members.map(\.key))) }
        switch count(2) {
        case 0: texts.reverse()
        case 1: texts.shuffle(using: &generator)
        default: break
        }
        if hasSpareDuplicate, let text = texts.randomElement(using: &generator), one(in: 2) {
            texts.insert(text, at: count(texts.count))
            hasSpareDuplicate = false
            hasDuplicate = true
        }
        return "{" + (texts.isEmpty ? space() : texts.joined(separator: ",")) + "}"
    }

    /// Nulls for fields that are absent, fields of other contracts and of none.
    private mutating func addStrangers(
        to texts: inout [String], _ shape: ObjectShape, _ present: Set<String>
    ) {
        for field in shape.fields
        where !field.isRequired && !present.contains(field.field.name) && one(in: 6) {
            texts.append(member(field.field.name, "null"))
        }
        for name in Self.names.shuffled(using: &generator).prefix(count(unknownMax)) {
            texts.append(member(name, Self.values.randomElement(using: &generator) ?? "0"))
            unknownCount += 1
        }
        guard unknownMax > 0 else { return }
        let others = Field.allCases.filter { shape[$0] == nil }
        for field in others.shuffled(using: &generator).prefix(count(2)) {
            let value = Self.values.randomElement(using: &generator) ?? "0"
            texts.append(member(field.name, value))
            unknownCount += 1
        }
    }

    private mutating func member(_ key: String, _ value: String) -> String {
        space() + "\"" + escaped(key, one: 16) + "\"" + space() + ":" + space() + value + space()
    }

    /// The content of a string with one in some of its characters as `\u` escapes.
    private mutating func escaped(_ content: String, one some: Int) -> String {
        guard isEscaped else { return content }
        var text = ""
        var kept = 0
        for scalar in content.unicodeScalars {
            if kept == 0, scalar == "\\" {
                // Of an escape every character stays, four digits of a long one after the next.
                kept = 2
            }
            if kept > 0 {
                kept += kept == 1 && scalar == "u" ? 3 : -1
                text.unicodeScalars.append(scalar)
            } else if one(in: some) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: one(in: 2))
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private mutating func space() -> String {
        guard isSpaced, one(in: 2) else { return "" }
        let most = one(in: 20) ? 20 : 3
        return (0..<count(most)).map { _ in
            [" ", "\t", "\n", "\r"].randomElement(using: &generator) ?? " "
        }.joined()
    }

    private mutating func one(in some: Int) -> Bool {
        Int.random(in: 0..<some, using: &generator) == 0
    }

    private mutating func count(_ most: Int) -> Int { .random(in: 0...most, using: &generator) }
}
