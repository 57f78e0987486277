import ArgumentParser
import KafkaBus
import YAMLConfig

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads the configuration and tells every error at once.",
        discussion: """
            An error is told as `file:line:column: message; remedy`. With --format json the \
            result is {"path", "valid", "errors", "warnings"} and, with --connect, "connection". \
            Exit: 0 good, 78 not, 1 when --connect reaches no broker.

            Examples:
              algotraded check --config kafka.yaml
              algotraded check --print --set kafka.group_id=test
              algotraded check --connect
            """)

    @Flag(help: "Also talks to the brokers.")
    var connect = false

    @Flag(name: .customLong("print"), help: "Shows the effective configuration, secrets redacted.")
    var prints = false

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if prints, output.format == .json {
            throw ValidationError("--print writes YAML: leave out --format json")
        }
    }

    func run() async throws {
        switch output.format {
        case .text: try await tellText()
        case .json: try await tellJSON()
        }
    }

    private func tellText() async throws {
        let loaded = try common.load()
        if prints { Terminal.write(loaded.effectiveYAML()) }
        if connect {
            try await telling {
                let connection = try await reach(loaded.configuration)
                // What is printed may be fed to a reader of YAML.
                if !prints { Terminal.write("\(connection)\n") }
            }
        }
        if !prints { Terminal.write("\(loaded.path): the configuration is good\n") }
    }

    private func tellJSON() async throws {
        var faults: [ConfigFault] = []
        var warnings: [ConfigurationWarning] = []
        var path = common.config
        var connection: String?
        var fault: CommandFault?
        do {
            let loaded = try ConfigurationFile.load(
                path: common.config, overrides: common.overrides)
            path = loaded.path
            warnings = loaded.warnings
            try loaded.verifyClient()
            if connect { connection = try await reach(loaded.configuration) }
        } catch let errors as ConfigurationErrors {
            faults = errors.faults
        } catch {
            fault = error as? CommandFault
        }
        JSONText.print { text in
            text.member("path", path)
            text.member("valid", faults.isEmpty)
            text.name("errors")
            text.array(faults) { $0.add($1.place, "\($1.message)", $1.found, $1.remedy) }
            text.name("warnings")
            text.array(warnings) { $0.add($1.place, $1.message, nil, "") }
            if connect { text.member("connection", fault.map { "\($0)" } ?? connection) }
        }
        if !faults.isEmpty { throw ExitCode(ExitStatus.configuration) }
        if let fault { throw ExitCode(fault.exitCode) }
    }

    /// Talks to a broker.
    private func reach(_ configuration: Configuration) async throws -> String {
        if configuration.kafka.isEmbedded { return "embedded broker: nothing to connect to" }
        let access = try BrokerAccess(configuration, role: "check")
        let count = try await access.withAdmin {
            try await $0.cluster(timeout: BrokerAccess.patience).brokers.count
        }
        return "connected to \(access.servers): \(count) \(count == 1 ? "broker" : "brokers")"
    }
}

extension JSONText {
    fileprivate mutating func add(
        _ place: SourcePlace, _ message: String, _ found: String?, _ remedy: String
    ) {
        object {
            $0.member("file", place.file)
            $0.member("line", place.line)
            $0.member("column", place.column)
            $0.member("message", message)
            $0.member("found", found)
            $0.member("remedy", remedy)
        }
    }
}
