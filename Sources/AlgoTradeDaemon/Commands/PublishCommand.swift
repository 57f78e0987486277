import ArgumentParser
import Contracts

struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Checks records against their contract and publishes them.",
        discussion: """
            Reads newline-delimited JSON from files, or from standard input without a file or \
            with -. The key is the record's symbol unless --key names one. A record that breaks \
            its contract is told on standard error as `file:line: path: fault` and is not \
            published; the others are. Exit: 0 all published, 1 not.

            --no-validate sends the bytes of every line as they are, with the key of --key or \
            none. It is meant for drills with dead letters, and only with it records go to a \
            dlq_ topic.

            Examples:
              algotraded publish market_raw ticks.ndjson
              feed | algotraded publish market_events --format json
              algotraded publish market_raw --no-validate --key SPY broken.ndjson
            """)

    @Argument(help: "Where the records go.", completion: TopicName.completion)
    var topic: String

    @Option(help: "The key of all records, instead of the symbol of each.")
    var key: String?

    @Flag(
        name: .customLong("no-validate"),
        help: "Publishes what breaks its contract too: for drills with dead letters.")
    var skipsValidation = false

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    @Argument(help: "NDJSON files; - is standard input.", completion: .file())
    var files: [String] = []

    func validate() throws {
        if Topic(rawValue: topic) != nil { return }
        guard TopicName.deadLetters.contains(topic) else {
            throw ValidationError(
                TopicName.unknown(
                    topic, in: skipsValidation ? TopicName.all : TopicName.contracts))
        }
        guard skipsValidation else {
            throw ValidationError(
                "\(topic) holds dead letters, which have no contract: "
                    + "publish to it with --no-validate")
        }
    }

    func run() async throws {
        let loaded = try common.load()
        try await telling {
            let access = try BrokerAccess(loaded.configuration, role: "publish")
            let topics = try await access.withAdmin { try await access.partitions($0) }
            guard topics[topic] != nil else {
                throw access.lacking(topic)
            }
            let contract = skipsValidation ? nil : Topic(rawValue: topic)
            var publisher = try RecordPublisher(
                access, topic: topic, contract: contract, key: key)
            let isComplete = await publisher.publish(
                files.isEmpty ? [InputFile.standardInput] : files)
            tell(publisher)
            if !isComplete || publisher.invalid > 0 { throw ExitCode(ExitStatus.failure) }
        }
    }

    private func tell(_ publisher: RecordPublisher) {
        switch output.format {
        case .json:
            JSONText.print {
                $0.member("topic", topic)
                $0.member("published", publisher.published)
                $0.member("invalid", publisher.invalid)
            }
        case .text:
            let refused =
                publisher.invalid == 0
                ? "" : ", \(NumberText.whole(publisher.invalid)) invalid and not published"
            Terminal.write(
                "\(topic): \(NumberText.whole(publisher.published)) published\(refused)\n")
        }
    }
}
