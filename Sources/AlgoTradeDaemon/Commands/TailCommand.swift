import ArgumentParser
import Contracts
import KafkaBus

struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Prints a topic's records as they come, one a line.",
        discussion: """
            Any topic may be read: the ten of the daemon, its internal state topic, and others. \
            A line of text is `time partition/offset key value`; - stands for a key or a value \
            that is not there, and a blank for each control character. With --format json it is \
            {"topic", "partition", "offset", "timestamp", "key", "headers", "value"}: timestamp \
            in milliseconds since 1970; headers an object of strings (a list of strings for a \
            name that occurs again); value as it is when it is a valid JSON object or array, \
            else its bytes as a string. Bytes that are not UTF-8 are replaced.

            It ends, with 0, by Ctrl-C or SIGTERM, or after --max records.

            Examples:
              algotraded tail exec_reports
              algotraded tail market_raw --from-beginning --max 10 --format json
              algotraded tail dlq_market_raw --from-beginning --isolation read_uncommitted
            """)

    enum Isolation: String, ExpressibleByArgument, CaseIterable {
        case readCommitted = "read_committed"
        case readUncommitted = "read_uncommitted"
    }

    /// Most records between two looks at the signals and at the reader of the output.
    private static let batchRecords = 1000

    @Argument(help: "The topic to read.", completion: TopicName.completion)
    var topic: String

    @Flag(help: "Begins with the oldest record that is kept, not with the next one.")
    var fromBeginning = false

    @Option(help: ArgumentHelp("Ends after so many records.", valueName: "n"))
    var max: Int?

    @Option(help: ArgumentHelp("Reads this partition alone.", valueName: "p"))
    var partition: Int32?

    @Option(help: "Whether records of open and aborted transactions are shown too.")
    var isolation = Isolation.readCommitted

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let max, max < 1 { throw ValidationError("--max must be at least 1, found \(max)") }
        if let partition, partition < 0 {
            throw ValidationError("--partition must not be negative, found \(partition)")
        }
    }

    func run() async throws {
        let loaded = try common.load()
        try await telling {
            let access = try BrokerAccess(loaded.configuration, role: "tail")
            let (partitions, start) = try await access.withAdmin(isolation: isolation.rawValue) {
                try await place(access, $0)
            }
            let stopping = StopSignal()
            let signals = Signals.install()
            let watch = Task {
                for await signal in signals where signal != .halt { stopping.stop() }
            }
            defer { watch.cancel() }
            do {
                let reader = try KafkaReader(
                    access.settings, name: "tail", topics: [topic], partitions: partitions,
                    from: start, until: .forever, isolation: isolation.rawValue)
                if !fromBeginning { Terminal.complain("waiting for new records of \(topic)") }
                try await follow(reader, until: stopping)
                await reader.close()
            } catch {
                throw access.fault(error)
            }
        }
    }

    /// What to read, and from where. The end is what it is now, whatever comes meanwhile.
    private func place(
        _ access: BrokerAccess, _ admin: KafkaAdmin
    ) async throws -> ([Int32], KafkaReader.Start) {
        let topics = try await access.partitions(admin)
        guard let count = topics[topic], count > 0 else {
            throw CommandFault(
                "\(access.servers): \(TopicName.unknown(topic, in: topics.keys.sorted()))",
                remedy: "see them with `algotraded topics list`")
        }
        if let partition, partition >= count {
            throw CommandFault(
                "\(topic) has no partition \(partition)",
                remedy: "its partitions are 0 to \(count - 1)")
        }
        let partitions = partition.map { [$0] } ?? Array(0..<Int32(count))
        guard !fromBeginning else { return (partitions, .beginning) }
        var ends: [TopicPartition: Int64] = [:]
        for number in partitions {
            let place = TopicPartition(topic: topic, partition: number)
            ends[place] = try await admin.watermarks(place).upperBound
        }
        return (partitions, .offsets(ends))
    }

    private func follow(_ reader: KafkaReader, until stopping: StopSignal) async throws {
        var lines = RecordLines(format: output.format)
        var left = max ?? .max
        while left > 0, !stopping.isStopping {
            let batch = try await reader.next(
                limit: min(left, Self.batchRecords), timeout: .milliseconds(200))
            guard let batch else { return }
            for index in batch.indices.prefix(left) { lines.add(index, of: batch) }
            left -= min(left, batch.count)
            // Whoever read the output has gone.
            guard lines.flush() else { return }
        }
    }
}
