import ArgumentParser

struct TopicsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "Shows the topics, what differs from the configuration, and mends it.",
        discussion: """
            The topics are the ten of the daemon and its internal state topic.

            Examples:
              algotraded topics list
              algotraded topics plan --set topics.dlq.retention=30d
              algotraded topics apply
            """,
        subcommands: [TopicsListCommand.self, TopicsPlanCommand.self, TopicsApplyCommand.self])
}
