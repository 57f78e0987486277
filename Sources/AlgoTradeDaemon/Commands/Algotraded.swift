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
            """,
        version: BuildInfo.version,
        subcommands: [
            RunCommand.self, CheckCommand.self, VersionCommand.self,
        ],
        defaultSubcommand: RunCommand.self)
}
