/// A piece of JSON in the making, its members in order.
indirect enum SchemaNode: Sendable {
    case object([(name: String, value: SchemaNode)])
    case array([SchemaNode])
    case string(String)
    /// Written as it stands.
    case json(String)
    case bool(Bool)
    case null

    static func strings(_ texts: [String]) -> SchemaNode { .array(texts.map { .string($0) }) }

    /// Indented by two blanks, members and elements a line each, one line end behind it.
    var text: String {
        var text = ""
        write(to: &text, 0)
        return text + "\n"
    }

    private func write(to text: inout String, _ depth: Int) {
        switch self {
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                Self.newLine(&text, depth + 1, isFirst: index == 0)
                SchemaNode.string(member.name).write(to: &text, depth)
                text += ": "
                member.value.write(to: &text, depth + 1)
            }
            Self.close(&text, depth, "}", isEmpty: members.isEmpty)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                Self.newLine(&text, depth + 1, isFirst: index == 0)
                element.write(to: &text, depth + 1)
            }
            Self.close(&text, depth, "]", isEmpty: elements.isEmpty)
        case .string(let value):
            text += "\""
            for scalar in value.unicodeScalars {
                precondition(scalar.value >= 0x20)
                if scalar == "\"" || scalar == "\\" { text += "\\" }
                text.unicodeScalars.append(scalar)
            }
            text += "\""
        case .json(let value): text += value
        case .bool(let value): text += value ? "true" : "false"
        case .null: text += "null"
        }
    }

    private static func newLine(_ text: inout String, _ depth: Int, isFirst: Bool) {
        text += isFirst ? "\n" : ",\n"
        text += String(repeating: "  ", count: depth)
    }

    private static func close(
        _ text: inout String, _ depth: Int, _ bracket: String, isEmpty: Bool
    ) {
        if !isEmpty { text += "\n" + String(repeating: "  ", count: depth) }
        text += bracket
    }
}
