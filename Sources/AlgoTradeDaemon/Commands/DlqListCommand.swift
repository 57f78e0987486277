import ArgumentParser
import Contracts

struct DlqListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Counts dead letters by topic and reason.",
        discussion: """
            For each topic and reason: how many, how many of them have been sent back, the first \
            and the last, and the newest as an example. --each lists them one by one, a line \
            each. Times are Kafka's of the dead letter.

            With --format json: {"count", "redriven", "groups": [{"topic", "reason", "count", \
            "redriven", "first", "last", "newest"}]}; newest, and with --each every line, is \
            {"topic", "partition", "offset", "timestamp", "key", "reason", "plane", "fault", \
            "redrives", "redriven"}: redrives tells how often the record had been sent back \
            before, redriven is null or {"at", "to", "count", "letter"}.

            Examples:
              algotraded dlq list
              algotraded dlq list dlq_market_raw --since 2h --reason contract
              algotraded dlq list --symbol SPY --each
            """)

    @Argument(
        help: "Topics of dead letters; all five when none is named.",
        completion: .list(TopicName.deadLetters), transform: LetterPlace.topic)
    var topics: [Topic] = []

    @OptionGroup var selection: LetterFilterOptions

    @Flag(help: "Lists each dead letter on a line of its own.")
    var each = false

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let loaded = try common.load()
        try await telling {
            let filter = try selection.filter(now: WallTime.now().timestamp)
            let access = try BrokerAccess(loaded.configuration, role: "dlq")
            let known = try await LetterTopics(access, loaded.configuration)
            let wanted = (topics.isEmpty ? Topic.allCases : topics).map(\.deadLetters)
            let names = topics.isEmpty ? wanted.filter { known.partitions[$0] != nil } : wanted
            try known.demand(names.isEmpty ? wanted : names)
            do {
                try await list(names.sorted(), filter, known)
            } catch {
                throw access.fault(error)
            }
        }
    }

    private func list(
        _ names: [String], _ filter: LetterFilter, _ known: LetterTopics
    ) async throws {
        let marks = try await known.marks()
        var tally = LetterTally()
        var progress = ProgressLine()
        for name in names {
            let scan = try LetterScan(
                known.access, topic: name, kept: try await known.kept(name))
            var done = 0
            while let batch = try await scan.next() {
                var lines = JSONText()
                for index in batch.indices {
                    let letter = StoredLetter(index, of: batch)
                    guard filter.matches(letter, index, of: batch) else { continue }
                    let mark = marks.mark(of: letter)
                    if each { add(letter, mark, to: &lines) } else { tally.add(letter, mark: mark) }
                }
                done += batch.count
                if each {
                    // Whoever read the output has gone.
                    guard lines.bytes.isEmpty || Terminal.write(lines.bytes) else { return }
                } else {
                    progress.show(scan.progress(done))
                }
            }
            await scan.close()
        }
        progress.clear()
        guard !each else { return }
        switch output.format {
        case .text: Terminal.write(tally.text)
        case .json: JSONText.print { tally.write(to: &$0) }
        }
    }

    private func add(_ letter: StoredLetter, _ mark: RedriveMark?, to lines: inout JSONText) {
        switch output.format {
        case .text:
            let reason = TerminalText.shown(letter.reason)
            lines.add("\(letter.time) \(reason) \(LetterTally.line(letter, mark))".utf8)
        case .json: lines.object { letter.write(to: &$0, mark) }
        }
        lines.endLine()
    }
}
