import ArgumentParser
import Contracts
import KafkaBus

struct DlqRedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redrive",
        abstract: "Sends dead letters back to the topic they came from.",
        discussion: """
            Bytes, key and headers go back as they were, to the partition they came from, with \
            dlq.redrives (how often) and dlq.redriven_from (the dead letter). Everything that \
            reads the topic gets the record again.

            Each dead letter is sent back once: its record and the note of it are written in one \
            transaction, so a redrive that was interrupted, however, is just run again. Of two \
            at a time the newer ends the older. A record that has come back --max-redrives times \
            is refused, unless forced. Without transactions (the embedded broker, some others) \
            nothing is sent.

            Asks before it sends; --yes is needed where nobody can be asked. Exit: 0 everything \
            asked for is back, 1 not.

            Examples:
              algotraded dlq redrive dlq_market_raw --dry-run
              algotraded dlq redrive dlq_market_raw --reason crossed --since 2h --yes
              algotraded dlq redrive dlq_market_raw --offset 12,20-29
              algotraded dlq show dlq_market_raw/0/12 --value > fixed.json
              algotraded dlq redrive dlq_market_raw/0/12 --edit fixed.json
            """)

    @Argument(
        help: ArgumentHelp(
            "The dead letters' topic, or one dead letter as TOPIC[/PARTITION]/OFFSET.",
            valueName: "topic"),
        completion: .list(TopicName.deadLetters), transform: LetterPlace.parse)
    var place: LetterPlace

    @Option(
        help: ArgumentHelp("Those at these offsets alone: 12, or 12,20-29.", valueName: "offsets"),
        transform: OffsetSet.parse)
    var offset: OffsetSet?

    @Option(help: ArgumentHelp("Those of this partition of the topic alone.", valueName: "p"))
    var partition: Int32?

    @OptionGroup var selection: LetterFilterOptions

    @Option(help: ArgumentHelp("Refuses what has been sent back so often.", valueName: "n"))
    var maxRedrives = RedriveRequest.redrivesMax

    @Flag(help: "Sends back what --max-redrives refuses, too.")
    var force = false

    @Option(
        help: ArgumentHelp(
            "The value of this file, or - for standard input, in place of the dead letter's; "
                + "for one dead letter.", valueName: "file"), completion: .file())
    var edit: String?

    @Flag(
        name: .customLong("no-validate"),
        help: "Takes a value that breaks its contract with --edit: for drills.")
    var skipsValidation = false

    @Flag(help: "Only tells what would be sent.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Sends without asking.")
    var yes = false

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    private var offsets: OffsetSet? {
        place.offset.map { OffsetSet(ranges: [$0...$0]) } ?? offset
    }

    func validate() throws {
        if place.offset != nil, offset != nil || partition != nil {
            throw ValidationError("the dead letter is named already: leave out --offset")
        }
        if let partition, partition < 0 {
            throw ValidationError("--partition must not be negative, found \(partition)")
        }
        if maxRedrives < 0 {
            throw ValidationError("--max-redrives must not be negative, found \(maxRedrives)")
        }
        if edit != nil, offsets?.single == nil {
            throw ValidationError("--edit is for one dead letter: name it with --offset")
        }
        if skipsValidation, edit == nil {
            throw ValidationError("--no-validate goes with --edit; others go back unchecked")
        }
        if !dryRun, !yes, !Terminal.canAsk || edit == InputFile.standardInput {
            throw ValidationError("nobody can be asked here: add --yes, or --dry-run")
        }
    }

    func run() async throws {
        let loaded = try common.load()
        try await telling {
            var request = try request()
            // The transactional id's end: all redrives of a group exclude one another.
            let access = try BrokerAccess(loaded.configuration, role: "redrive")
            let topics = try await LetterTopics(access, loaded.configuration)
            try topics.demand([request.letters, request.topic.rawValue, topics.stateTopic])
            try demand(request, topics)
            if request.offsets != nil { request.partition = request.partition ?? 0 }
            let run = RedriveRun(
                topics: topics, lettersMax: loaded.configuration.kafka.maxPollRecords)
            try await perform(request, run)
        }
    }

    private func perform(
        _ request: RedriveRequest, _ run: RedriveRun
    ) async throws {
        var request = request
        if dryRun || !yes {
            let (survey, last) = try await run.survey(
                request, tellsEach: dryRun && output.format == .text)
            if dryRun { return try tell(survey, fault: nil) }
            guard survey.sent > 0 else { return try tell(survey, fault: nil) }
            for remark in survey.remarks { Terminal.complain(remark) }
            Terminal.complain(survey.text)
            guard Terminal.asks("Send \(NumberText.whole(survey.sent)) back?") else {
                throw CommandFault("nothing was sent", remedy: "answer y to send")
            }
            // What has come since was not asked about.
            request.last = last
        }
        // Only from here on: nothing is lost when looking or asking is broken off at once.
        let stopping = StopSignal()
        let signals = Signals.install()
        let watch = Task {
            for await signal in signals where signal != .halt { stopping.stop() }
        }
        defer { watch.cancel() }
        let (tally, fault) = await run.send(request, stopping)
        try tell(tally, fault: fault)
    }

    private func request() throws -> RedriveRequest {
        var request = RedriveRequest(topic: place.topic)
        request.partition = place.partition ?? partition
        request.offsets = offsets
        request.filter = try selection.filter(now: WallTime.now().timestamp)
        request.maxRedrives = maxRedrives
        request.isForced = force
        request.edit = try edit.map {
            try RedriveEdit(path: $0, topic: skipsValidation ? nil : place.topic)
        }
        return request
    }

    private func demand(_ request: RedriveRequest, _ topics: LetterTopics) throws(CommandFault) {
        let count = topics.partitions[request.letters] ?? 0
        if let partition = request.partition, partition >= count {
            throw CommandFault(
                "\(request.letters) has no partition \(partition)",
                remedy: "its partitions are 0 to \(count - 1)")
        }
        if request.offsets != nil, request.partition == nil, count > 1 {
            throw CommandFault(
                "\(request.letters) has \(count) partitions, and an offset is one of each",
                remedy: "name the one that is meant with --partition")
        }
    }

    private func tell(_ tally: RedriveTally, fault: CommandFault?) throws {
        switch output.format {
        case .text:
            Terminal.write("\(tally.text)\n")
            for remark in tally.remarks { Terminal.complain(remark) }
        case .json: JSONText.print { tally.write(to: &$0) }
        }
        if let fault { throw fault }
        if !tally.isComplete {
            Terminal.complain("stopped before the end; run it again for the rest")
        }
        if !tally.isGood { throw ExitCode(ExitStatus.failure) }
    }
}
