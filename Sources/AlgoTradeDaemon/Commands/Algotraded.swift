import ArgumentParser

/// The command line. Without a verb the daemon runs.
@main
struct Algotraded: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "algotraded",
        abstract: "A trading daemon: market data in, risk-checked orders out, everything on Kafka.",
        discussion: """
            Without a verb it runs. Results go to standard output, the log to standard error or \
            the journal. Exit: 0 ok, 1 failure, 64 usage, 78 configuration.

            Examples:
              algotraded --config etc/demo.yaml
              algotraded check && algotraded health
              algotraded help tail

            Completion of verbs, options and topics for bash, zsh and fish:
              algotraded --generate-completion-script bash > algotraded.bash
            """,
        version: BuildInfo.version,
        subcommands: [
            RunCommand.self, CheckCommand.self, HealthCommand.self, TopicsCommand.self,
            PublishCommand.self, ReplayCommand.self, CaptureCommand.self, TailCommand.self,
            InspectCommand.self, ValidateCommand.self, SchemaCommand.self, DlqCommand.self,
            VersionCommand.self,
        ],
        defaultSubcommand: RunCommand.self)

    /// Runs the verb. One whose results could not be written has failed, whatever it found.
    static func main() async {
        Terminal.guardStreams()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            if !Terminal.isComplete { throw ExitCode(ExitStatus.failure) }
        } catch {
            exit(withError: error)
        }
    }
}
