/// JSON Schema (2020-12) of the messages, for producers in other languages.
public enum ContractSchema {
    /// Of the contracts, not of the program.
    private static let version = 1

    /// Everything that has a schema of its own: the topics, then the messages.
    public static let names: [String] =
        Topic.allCases.map(\.rawValue) + MessageKind.allCases.map(\.name)

    /// The schema of a topic's records or of one message; nil when there is none of that name.
    /// It is UTF-8 without control characters but line ends, indented by two blanks.
    public static func text(_ name: String) -> String? {
        if let topic = Topic(rawValue: name) {
            guard topic.kinds.count > 1 else { return document(topic.kinds[0]).text }
            return document(
                name, "Any record of the topic \(name).", topic.kinds
            ).text
        }
        return MessageKind.allCases.first { $0.name == name }.map { document($0).text }
    }

    /// One schema of all messages, each in `$defs` under its name.
    public static var all: String {
        document("messages", "Any message of any topic.", MessageKind.allCases).text
    }

    private static func document(_ kind: MessageKind) -> SchemaNode {
        .object(head(kind.name) + kind.shape.schema)
    }

    private static func document(
        _ name: String, _ description: String, _ kinds: [MessageKind]
    ) -> SchemaNode {
        .object(
            head(name) + [
                ("title", .string(name)), ("description", .string(description)),
                (
                    "oneOf",
                    .array(kinds.map { .object([("$ref", .string("#/$defs/\($0.name)"))]) })
                ),
                ("$defs", .object(kinds.map { ($0.name, .object($0.shape.schema)) })),
            ])
    }

    private static func head(_ name: String) -> [(name: String, value: SchemaNode)] {
        [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .string("urn:algotraded:schema:\(name):\(version)")),
        ]
    }
}
