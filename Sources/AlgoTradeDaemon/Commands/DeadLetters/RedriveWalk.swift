import Contracts
import KafkaBus

/// One walk over the dead letters of a topic: judges each and, with a writer, sends it back.
///
/// A record and the mark that it is back go into one transaction, so a walk that ends anywhere
/// has sent what is marked and nothing else; the next walk goes on from there.
struct RedriveWalk {
    /// Bytes of one transaction, beyond one dead letter.
    private static let bytesMax = 4 << 20

    private let topics: LetterTopics
    private let request: RedriveRequest
    /// Dead letters of one transaction at most.
    private let lettersMax: Int
    /// Nil: only looks.
    private let writer: TransactionalWriter?
    private let tellsEach: Bool

    private(set) var tally: RedriveTally
    private var judge: RedriveJudge
    /// Highest offset that was met in each partition.
    private(set) var last: [Int32: Int64] = [:]
    /// Written, but not committed.
    private var outputs = RecordBatch()
    /// Dead letters in `outputs` and their reasons.
    private(set) var open: [(letter: StoredLetter, reason: String)] = []
    private var progress = ProgressLine()

    /// - Parameter tellsEach: prints a line for each dead letter that would go back.
    init(
        _ topics: LetterTopics, _ tally: RedriveTally, marks: RedriveMarks,
        lettersMax: Int, writer: TransactionalWriter?, tellsEach: Bool = false
    ) {
        self.topics = topics
        self.tally = tally
        request = tally.request
        self.lettersMax = lettersMax
        self.writer = writer
        self.tellsEach = tellsEach
        judge = RedriveJudge(
            request, marks: marks, partitions: topics.partitions[request.topic.rawValue] ?? 0)
    }

    /// Walks to the end, or until it is told to stop.
    ///
    /// - Throws: ``CommandFault``; what was committed stays committed.
    mutating func run(until stopping: StopSignal) async throws {
        var kept = try await topics.kept(request.letters)
        let all = kept
        if let partition = request.partition { kept = kept.filter { $0.key == partition } }
        let scan = try LetterScan(
            topics.access, topic: request.letters, kept: kept, from: request.offsets?.first ?? 0)
        do {
            try await walk(scan, stopping)
            await scan.close()
        } catch {
            progress.clear()
            await scan.close()
            throw error
        }
        progress.clear()
        guard !stopping.isStopping else { return }
        tally.complete()
        if writer != nil, request.offsets == nil, request.partition == nil {
            try await forget(all)
        }
    }

    private mutating func walk(_ scan: LetterScan, _ stopping: StopSignal) async throws {
        var done = 0
        while !stopping.isStopping, let batch = try await scan.next() {
            var lines = JSONText()
            for index in batch.indices where !stopping.isStopping {
                let letter = StoredLetter(index, of: batch)
                last[letter.place.partition] = letter.place.offset
                take(letter, index, of: batch, &lines)
                if open.count >= lettersMax || outputs.bytes.count > Self.bytesMax {
                    try await commit()
                }
            }
            if !lines.bytes.isEmpty { Terminal.write(lines.bytes) }
            done += batch.count
            progress.show("\(scan.progress(done)), \(NumberText.whole(tally.sent)) sent back")
            if let last = request.offsets?.last, isBehind(last, batch) { break }
        }
        try await commit()
    }

    private mutating func take(
        _ letter: StoredLetter, _ index: Int, of batch: RecordBatch, _ lines: inout JSONText
    ) {
        let verdict = judge.judge(letter, index, of: batch)
        if verdict != .unselected { tally.meet(letter) }
        switch verdict {
        case .unselected: break
        case .refused(let refusal): tally.refuse(letter, refusal)
        case .back: tally.noteBack()
        case .send:
            let redrive = judge.redrive(of: letter)
            let now = Timestamp(milliseconds: WallTime.now().timestamp.milliseconds)
            let mark = judge.noteSent(letter, redrive, at: now)
            guard writer != nil else {
                return note(letter, mark, isBroken: isBroken(index, of: batch), &lines)
            }
            outputs.append(redrive, of: index, in: batch)
            mark.append(to: &outputs, topic: topics.stateTopic)
            open.append((letter, letter.reason))
        }
        // A twin's own mark outlasts the one of the dead letter that was sent back.
        if writer != nil, let mark = judge.missingMark(of: letter) {
            judge.noteTwin(mark)
            mark.append(to: &outputs, topic: topics.stateTopic)
        }
    }

    private mutating func note(
        _ letter: StoredLetter, _ mark: RedriveMark, isBroken: Bool, _ lines: inout JSONText
    ) {
        tally.noteSent([letter.reason], broken: isBroken ? 1 : 0)
        guard tellsEach else { return }
        let key = TerminalText.shown(letter.key ?? "-")
        let count = mark.count == 1 ? "" : ", redrive \(mark.count)"
        let reason = TerminalText.shown(letter.reason)
        lines.add("\(letter.place) \(key) → \(mark.to) (\(reason)\(count))\n".utf8)
    }

    private func isBroken(_ index: Int, of batch: RecordBatch) -> Bool {
        guard request.edit == nil else { return false }
        guard let value = batch.records[index].value else { return true }
        var notes = ReadingNotes()
        let message = try? Message.decode(
            batch.bytes.span.extracting(value), topic: request.topic, notes: &notes)
        return message == nil
    }

    private mutating func commit() async throws {
        guard let writer, !outputs.isEmpty else { return }
        try await writer.commit(outputs)
        tally.noteSent(open.map(\.reason))
        open = []
        outputs.removeAll()
    }

    /// Takes away the marks of dead letters that the topic's retention has removed.
    private mutating func forget(_ kept: [Int32: Range<Int64>]) async throws {
        let stale = judge.marks.stale(topic: request.letters, kept: kept)
        var rest = stale[...]
        while !rest.isEmpty {
            for place in rest.prefix(lettersMax) {
                RedriveMark.appendTombstone(of: place, to: &outputs, topic: topics.stateTopic)
            }
            rest = rest.dropFirst(lettersMax)
            try await commit()
        }
        tally.noteForgotten(stale.count)
    }

    /// Whether the batch ends behind the last offset that is asked for, in the one partition.
    private func isBehind(_ offset: Int64, _ batch: RecordBatch) -> Bool {
        request.partition != nil && batch.records.last.map { $0.offset >= offset } ?? false
    }

    /// A walk that takes up where this one broke off. Whether its last transaction was committed
    /// is told by the marks as they are now.
    func tallyAgain(_ marks: RedriveMarks) -> RedriveTally {
        var tally = tally
        if let first = open.first, marks.own(of: first.letter) != nil {
            tally.noteSent(open.map(\.reason))
        }
        return tally.begunAgain()
    }
}
