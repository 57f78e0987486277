import ArgumentParser

struct TopicsApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Makes the topics as configured, and destroys nothing.",
        discussion: """
            Makes what is missing, raises partition counts, sets retention and other entries. \
            What cannot be mended without losing something is told and left. Records that are \
            there keep their partitions when a count is raised, while new ones of the same \
            symbol may go to another: stop the daemon and let it work off its inputs first. \
            Exit: 0 all done, also with things left; 1 when the brokers refuse a change.
            """)

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let loaded = try common.load()
        try await telling {
            let access = try BrokerAccess(loaded.configuration, role: "topics")
            let result = try await access.withAdmin { admin in
                let plan = try await TopicPlan.read(loaded.configuration, access, admin)
                return await TopicChanges.apply(plan, access, admin)
            }
            switch output.format {
            case .text: Terminal.write(result.text)
            case .json: JSONText.print { result.write(to: &$0) }
            }
            if !result.failures.isEmpty { throw ExitCode(ExitStatus.failure) }
        }
    }
}
