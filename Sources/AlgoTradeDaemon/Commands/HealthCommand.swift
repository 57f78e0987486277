import ArgumentParser

struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Connects to Kafka and reports on brokers, topics and consumer groups.",
        discussion: """
            Unhealthy are: a configuration that does not load, brokers that do not answer, \
            topics that are missing, topics or groups that ACLs hide, and a trouble that lasts, \
            as the daemon on this host last wrote into its state directory; a line with ✗ tells \
            the reason and what helps. A group without members, or no daemon on this host, is \
            told, but is not unhealthy by itself. Lag is what a group has yet to read; where that \
            is more than 200 offsets of a partition, the ends of transactions count as records. \
            Exit: 0 healthy, 1 not, 78 configuration.

            Examples:
              algotraded health
              algotraded health --config /etc/algotraded/kafka.yaml --format json
            """)

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let isText = output.format == .text
        if isText { Terminal.write(HealthReport.title) }
        var report = HealthReport()
        let exitCode = await report.fill(common) { if isText { Terminal.write($0) } }
        if !isText { JSONText.print { report.write(to: &$0) } }
        guard exitCode == 0 else { throw ExitCode(exitCode) }
    }
}
