import ArgumentParser
import Contracts
import KafkaBus

struct DlqShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one dead letter: where it came from, its faults, headers and bytes.",
        discussion: """
            JSON is laid out for reading, and what is not UTF-8 comes in hexadecimal with its \
            characters beside. --value writes the bytes alone, exactly as they are: correct them \
            and send them back with `dlq redrive --edit`.

            Examples:
              algotraded dlq show dlq_market_raw/0/12
              algotraded dlq show --topic dlq_market_raw --offset 12 --format json
              algotraded dlq show dlq_market_raw/12 --value > broken.json
            """)

    @Argument(
        help: ArgumentHelp(
            "The dead letter, as TOPIC[/PARTITION]/OFFSET; partition 0 when none is named.",
            valueName: "place"),
        completion: .list(TopicName.deadLetters), transform: LetterPlace.parse)
    var place: LetterPlace?

    @Option(
        help: "The topic, instead of in the place.", completion: .list(TopicName.deadLetters),
        transform: LetterPlace.parse)
    var topic: LetterPlace?

    @Option(help: ArgumentHelp("The partition, instead of in the place.", valueName: "p"))
    var partition: Int32?

    @Option(help: ArgumentHelp("The offset, instead of in the place.", valueName: "n"))
    var offset: Int64?

    @Flag(help: "Writes the value's bytes alone, exactly as they are.")
    var value = false

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        _ = try letter()
        if value, output.format == .json {
            throw ValidationError("--value writes bytes: leave out --format json")
        }
    }

    private func letter() throws -> Place {
        guard let named = place ?? topic, place == nil || topic == nil else {
            throw ValidationError("name one dead letter, as dlq_market_raw/0/12")
        }
        if named.offset != nil, offset != nil || named.partition != nil && partition != nil {
            throw ValidationError("the dead letter is named twice: leave out --offset")
        }
        guard let offset = named.offset ?? offset else {
            throw ValidationError("which one? add its offset: \(named.letters)/0/12")
        }
        let partition = named.partition ?? partition ?? 0
        guard offset >= 0, partition >= 0 else {
            throw ValidationError("partitions and offsets count from 0")
        }
        return Place(topic: named.letters, partition: partition, offset: offset)
    }

    func run() async throws {
        let loaded = try common.load()
        let place = try letter()
        try await telling {
            let access = try BrokerAccess(loaded.configuration, role: "dlq")
            let topics = try await LetterTopics(access, loaded.configuration)
            try topics.demand([place.topic])
            do {
                let batch = try await read(place, topics)
                let marks = value ? RedriveMarks() : try await topics.marks()
                tell(LetterView(0, of: batch, marks: marks))
            } catch {
                throw access.fault(error)
            }
        }
    }

    /// A batch that begins with the dead letter.
    private func read(_ place: Place, _ topics: LetterTopics) async throws -> RecordBatch {
        let kept = try await topics.kept(place.topic)
        guard let offsets = kept[place.partition] else {
            throw CommandFault(
                "\(place.topic) has no partition \(place.partition)",
                remedy: "its partitions are 0 to \(kept.count - 1)")
        }
        if offsets.contains(place.offset) {
            let scan = try LetterScan(
                topics.access, topic: place.topic, kept: [place.partition: offsets],
                from: place.offset)
            let batch = try await scan.next()
            await scan.close()
            if let batch, batch.place(0) == place { return batch }
        }
        throw CommandFault(
            "there is no dead letter at \(place)",
            remedy: offsets.isEmpty
                ? "the partition is empty"
                : "the partition has those from \(offsets.lowerBound) to "
                    + "\(offsets.upperBound - 1), but for the ends of transactions: "
                    + "see `algotraded dlq list --each`")
    }

    private func tell(_ view: LetterView) {
        if value {
            Terminal.write(Array(view.value ?? []))
        } else {
            switch output.format {
            case .text: Terminal.write(view.text)
            case .json: JSONText.print { view.write(to: &$0) }
            }
        }
    }
}
