import ArgumentParser
import Contracts
import KafkaBus
import YAMLConfig

struct CaptureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        abstract: "Writes topics' records to files, as replay and others read them.",
        discussion: """
            A line is a record. Those of market_raw are written as they are, so that replaying \
            the file sends the same bytes with the same keys; one for which that would not hold \
            (no valid record, another key, headers) is written as records of other topics are: \
            {"topic", "partition", "offset", "timestamp", "key", "headers", "value"}, as `tail \
            --format json` has it. --values writes bare values of all topics, --envelopes bare \
            values of none.

            --output names a file, - standard output, or a folder (it exists, ends with /, or \
            there are several topics): then each partition has a file of its own, \
            market_raw-3.ndjson. Replayed together these are merged by time, and each \
            partition's order is kept. Files that are there are never overwritten. However the \
            verb is ended, the files hold whole lines, and with --gzip whole members.

            With --from-beginning it begins with the oldest record that is kept and ends at the \
            present end, unless --follow is given; without, it waits for new records. It ends, \
            with 0, by Ctrl-C or SIGTERM, after --max records of each topic, or with --until.

            Examples:
              algotraded capture market_raw --from-beginning --output day.ndjson
              algotraded capture market_raw --output captured/ --gzip --until 2026-01-05T21:00:00Z
              algotraded replay captured/* --to - | head
              algotraded capture order_intents exec_reports --from-beginning --output audit/
            """)

    @Argument(help: "The topics to read.", completion: TopicName.completion)
    var topics: [String]

    @Option(
        name: .shortAndLong, help: "A file, a folder, or - for standard output.",
        completion: .file())
    var output: String

    @Flag(help: "Begins with the oldest record that is kept, not with the next one.")
    var fromBeginning = false

    @Flag(help: "Goes on at the end.")
    var follow = false

    @Option(help: ArgumentHelp("Ends after so many records of each topic.", valueName: "n"))
    var max: Int?

    @Option(
        help: ArgumentHelp(
            "Takes no records that Kafka has from this time on, and ends then.",
            valueName: "time"))
    var until: String?

    @Flag(help: "Compresses the files.")
    var gzip = false

    @Flag(help: "Writes bare values of all topics.")
    var values = false

    @Flag(help: "Writes all that Kafka knows of each record, of market_raw too.")
    var envelopes = false

    @Option(
        help: ArgumentHelp(
            "Begins another file in the folder after so much: 256MiB.", valueName: "size"))
    var rotate: String?

    @Option(help: "Whether records of open and aborted transactions are taken too.")
    var isolation = TailCommand.Isolation.readCommitted

    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    private var follows: Bool { follow || !fromBeginning }

    func validate() throws {
        if let max, max < 1 { throw ValidationError("--max must be at least 1, found \(max)") }
        if values, envelopes { throw ValidationError("give --values or --envelopes, not both") }
        if Set(topics).count < topics.count { throw ValidationError("a topic is named twice") }
        if output == OutputFile.standardOutput, topics.count > 1 || rotate != nil {
            throw ValidationError("standard output takes one topic, and no --rotate")
        }
        if let until, Timestamp(replay: until) == nil {
            throw ValidationError(
                "--until must be a time as 2024-08-08T23:55:00Z or a date, found \(until)")
        }
        if let rotate, SizeText.parse(rotate).map({ $0 > 0 }) != true {
            throw ValidationError("--rotate must be a size as 256MiB, found \(rotate)")
        }
    }

    func run() async throws {
        let loaded = try common.load()
        try await telling {
            let access = try BrokerAccess(loaded.configuration, role: "capture")
            let starts = try await access.withAdmin { try await places(access, $0) }
            let stopping = StopSignal()
            let signals = Signals.install()
            let watch = Task {
                for await signal in signals where signal != .halt { stopping.stop() }
            }
            defer { watch.cancel() }
            let target = try CaptureTarget(
                output, topics: topics.count, gzip: gzip, bytesMax: rotate.flatMap(SizeText.parse))
            let run = CaptureRun(
                access, target, isolation: isolation.rawValue, limit: max ?? .max,
                until: until.flatMap { Timestamp(replay: $0) }, stopping: stopping)
            if follows { Terminal.complain("capturing; Ctrl-C ends it") }
            let failure = await capture(run, starts)
            tell(try await run.finish())
            if let failure { throw failure }
        }
    }

    private typealias Places = [(topic: String, partitions: [Int32], start: KafkaReader.Start)]

    /// Captures all topics; why one could not be captured, if so.
    private func capture(_ run: CaptureRun, _ places: Places) async -> CommandFault? {
        await withTaskGroup(of: CommandFault?.self) { group in
            for (topic, partitions, start) in places {
                let form = form(of: topic)
                let follows = follows
                group.addTask {
                    do throws(CommandFault) {
                        try await run.capture(
                            topic, form, partitions: partitions, from: start, follows: follows)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            var first: CommandFault?
            for await failure in group { first = first ?? failure }
            return first
        }
    }

    private func form(of topic: String) -> CaptureLines.Form {
        if values { return .values }
        return topic == Topic.marketRaw.rawValue && !envelopes ? .replayable : .envelopes
    }

    private func places(_ access: BrokerAccess, _ admin: KafkaAdmin) async throws -> Places {
        let known = try await access.partitions(admin)
        var places: Places = []
        for topic in topics {
            guard let count = known[topic], count > 0 else {
                throw CommandFault(
                    "\(access.servers): \(TopicName.unknown(topic, in: known.keys.sorted()))",
                    remedy: "see them with `algotraded topics list`")
            }
            let partitions = Array(0..<Int32(count))
            var start = KafkaReader.Start.beginning
            if !fromBeginning {
                var ends: [TopicPartition: Int64] = [:]
                for number in partitions {
                    let place = TopicPartition(topic: topic, partition: number)
                    ends[place] = try await admin.watermarks(place).upperBound
                }
                start = .offsets(ends)
            }
            places.append((topic, partitions, start))
        }
        return places
    }

    private func tell(_ summary: CaptureSummary) {
        var text = JSONText()
        if format.format == .json {
            text.object {
                $0.member("records", summary.records)
                $0.member("bytes", summary.bytes)
                $0.member("files", summary.files)
                $0.member("enveloped", summary.odd)
            }
        } else {
            let odd = summary.odd > 0 ? ", \(NumberText.whole(summary.odd)) as envelopes" : ""
            let size = NumberText.bytes(summary.bytes)
            let records = NumberText.whole(summary.records)
            text.add("\(records) records, \(size), \(summary.files) files\(odd)".utf8)
        }
        text.endLine()
        // Where the records are on standard output, the summary is not.
        if output == OutputFile.standardOutput {
            Terminal.show(String(decoding: text.bytes, as: UTF8.self))
        } else {
            Terminal.write(text.bytes)
        }
    }
}
