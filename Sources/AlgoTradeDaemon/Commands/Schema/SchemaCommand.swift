import ArgumentParser
import Contracts
import YAMLConfig

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a topic or a message.",
        discussion: """
            JSON Schema 2020-12, for producers in other languages and their validators. With the \
            name of a topic: what its records have to be; of a message: that one. Without a name \
            one document with every message under its name in "$defs". The topics are \
            \(Topic.allCases.map(\.rawValue).joined(separator: ", ")).

            What no schema can say is told in each "$comment"; `algotraded validate` judges all \
            of it.

            Examples:
              algotraded schema order_intents > order_intents.schema.json
              algotraded schema bar_event
              algotraded schema | jq '."$defs" | keys'
            """)

    /// The output is JSON either way.
    @OptionGroup var output: FormatOption

    /// The grammar is the same for every verb; no contract depends on a configuration.
    @OptionGroup(visibility: .hidden) var common: CommonOptions

    @Argument(
        help: ArgumentHelp("A topic or a message.", valueName: "topic"),
        completion: .list(ContractSchema.names))
    var name: String?

    func validate() throws {
        guard let name, !ContractSchema.names.contains(name) else { return }
        throw ValidationError(Self.unknown(name))
    }

    func run() throws {
        let text = name.map { ContractSchema.text($0) } ?? ContractSchema.all
        do {
            try Terminal.deliver(Array((text ?? "").utf8))
        } catch {
            if error != .closed { Terminal.complain("\(error)") }
            throw ExitCode(ExitStatus.failure)
        }
    }

    /// `no schema is called bar_evnt; did you mean bar_event? There are …`
    private static func unknown(_ name: String) -> String {
        let names = ContractSchema.names
        let nearest = NearestName.find(name, in: names).map { "; did you mean \($0)?" } ?? "."
        return "no schema is called \(name)\(nearest) There are \(names.joined(separator: ", "))"
    }
}
