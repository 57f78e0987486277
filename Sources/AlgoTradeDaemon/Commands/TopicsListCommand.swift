import ArgumentParser

struct TopicsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Shows the topics as they are.",
        discussion: """
            Records are those between the first and the next offset of each partition; the end \
            of a transaction counts as one. Lag is what the plane that is furthest behind has \
            yet to read; - where no plane reads. The internal topic is marked with *. \
            While a daemon of the configuration runs on this host, BATCH is the median number of \
            records in a batch, as it lately wrote them, else read them; with --format json each \
            topic has in "daemon" what its planes read and write, with the lag of each partition.
            """)

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let loaded = try common.load()
        try await telling {
            let access = try BrokerAccess(loaded.configuration, role: "topics")
            let rows = try await access.withAdmin { admin in
                try await TopicRow.read(
                    loaded.configuration, access, admin,
                    daemon: LocalDaemon.read(loaded).statistics)
            }
            switch output.format {
            case .text: Terminal.write(TopicRow.table(rows))
            case .json:
                JSONText.print { document in
                    document.name("topics")
                    document.array(rows) { $1.write(to: &$0) }
                }
            }
        }
    }
}
