import ArgumentParser

struct DlqCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dlq",
        abstract: "Shows the dead letters, and sends them back.",
        discussion: """
            A record of a topic T that cannot be used stands in dlq_T with the reason. Topics may \
            be named with or without dlq_.

            Examples:
              algotraded dlq list --since 2h
              algotraded dlq show dlq_market_raw/0/12
              algotraded dlq redrive dlq_market_raw --reason contract --dry-run
            """,
        subcommands: [DlqListCommand.self, DlqShowCommand.self, DlqRedriveCommand.self])
}
