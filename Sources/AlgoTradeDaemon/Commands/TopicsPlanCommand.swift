import ArgumentParser

struct TopicsPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Tells what differs from the configuration; changes nothing.",
        discussion: """
            + is missing and would be made, ~ would be changed, ! needs Kafka's own tools or \
            another configuration: partitions are never taken away and replicas never moved. \
            ? is not compared, because the brokers do not tell it. \
            Exit: 0 whether something differs or not; with --detailed-exitcode 2 when something \
            differs, 0 when nothing does. With --format json {"differences": []} says that \
            nothing does that was compared; the other topics are in not_compared.
            """)

    /// As other tools that plan have it.
    private static let differs: Int32 = 2

    @Flag(
        name: .customLong("detailed-exitcode"),
        help: "Exit 2 when something differs: for scripts that watch for drift.")
    var isDetailed = false

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let loaded = try common.load()
        try await telling {
            let access = try BrokerAccess(loaded.configuration, role: "topics")
            let plan = try await access.withAdmin { admin in
                try await TopicPlan.read(loaded.configuration, access, admin)
            }
            switch output.format {
            case .text: Terminal.write(plan.text)
            case .json: JSONText.print { plan.write(to: &$0) }
            }
            if isDetailed, !plan.differences.isEmpty { throw ExitCode(Self.differs) }
        }
    }
}
