import Contracts

/// What is to be sent back, and how.
struct RedriveRequest: Sendable {
    /// How often a record is sent back before somebody has to look at it.
    static let redrivesMax = 3

    var topic: Topic
    /// Dead letters of this partition alone.
    var partition: Int32?
    var offsets: OffsetSet?
    var filter = LetterFilter()
    var maxRedrives = redrivesMax
    /// Sends back what has come back too often as well.
    var isForced = false
    var edit: RedriveEdit?
    /// The last offset of each partition that is meant; nil: all there are.
    var last: [Int32: Int64]?

    var letters: String { topic.deadLetters }

    func selects(_ letter: StoredLetter, _ index: Int, of batch: RecordBatch) -> Bool {
        if let partition, partition != letter.place.partition { return false }
        if let offsets, !offsets.contains(letter.place.offset) { return false }
        if let last, letter.place.offset > last[letter.place.partition] ?? -1 { return false }
        return filter.matches(letter, index, of: batch)
    }
}

/// Why a dead letter is not sent back.
enum RedriveRefusal: Equatable, Sendable {
    case tooOften(Int)
    /// It has only the beginning of its value, which had so many bytes.
    case truncated(Int)
    /// Its headers say that it is another topic's.
    case foreign(String)

    /// A stable code.
    var code: String {
        switch self {
        case .tooOften: "too_often"
        case .truncated: "truncated"
        case .foreign: "foreign"
        }
    }
}

extension RedriveRefusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .tooOften(let count):
            "it has come back \(count) \(count == 1 ? "time" : "times"); find out why and correct "
                + "it with --edit, or insist with --force"
        case .truncated(let bytes):
            "it has only the beginning of its \(NumberText.whole(bytes)) bytes; give the whole "
                + "value with --edit"
        case .foreign(let topic):
            "its headers say that it came from \(TerminalText.shown(topic)); publish it there"
        }
    }
}

/// What becomes of one dead letter.
enum RedriveVerdict: Equatable, Sendable {
    /// Not asked for.
    case unselected
    case send
    /// Its record was sent back before.
    case back(RedriveMark)
    case refused(RedriveRefusal)
}

/// Judges dead letters one by one; knows what has been sent back already.
struct RedriveJudge: Sendable {
    let request: RedriveRequest
    private(set) var marks: RedriveMarks
    /// Partitions of the topic that records go back to.
    let partitions: Int

    init(_ request: RedriveRequest, marks: RedriveMarks, partitions: Int) {
        self.request = request
        self.marks = marks
        self.partitions = partitions
    }

    func judge(_ letter: StoredLetter, _ index: Int, of batch: RecordBatch) -> RedriveVerdict {
        guard request.selects(letter, index, of: batch) else { return .unselected }
        if let mark = marks.mark(of: letter) { return .back(mark) }
        if let source = letter.source, source.place.topic != request.topic.rawValue {
            return .refused(.foreign(source.place.topic))
        }
        if letter.redrives >= request.maxRedrives, !request.isForced {
            return .refused(.tooOften(letter.redrives))
        }
        if let bytes = letter.truncated, request.edit == nil { return .refused(.truncated(bytes)) }
        return .send
    }

    /// The mark that a twin lacks: its record was sent back from another dead letter.
    func missingMark(of letter: StoredLetter) -> RedriveMark? {
        guard marks.own(of: letter) == nil, var mark = marks.mark(of: letter) else { return nil }
        mark.letter = letter.place
        mark.letterTimestampMs = letter.timestampMs
        return mark
    }

    /// How the record goes back: to the partition it came from, while there is one.
    func redrive(of letter: StoredLetter) -> Redrive {
        var partition = letter.source?.place.partition ?? -1
        if !(0..<Int32(clamping: partitions)).contains(partition) { partition = -1 }
        let key = request.edit?.symbol.flatMap { $0 == letter.key ? nil : Array($0.utf8) }
        // Another symbol's partition is another one.
        if key != nil { partition = -1 }
        // An intent stays as old as it is, for the risk gate to see; of other records' Kafka time
        // only retention asks, which must not take them away unread.
        let time = request.topic == .orderIntents ? letter.source?.timestampMs ?? 0 : 0
        return Redrive(
            topic: request.topic.rawValue, partition: partition, timestampMs: time,
            count: letter.redrives + 1, key: key, value: request.edit?.value)
    }

    /// Notes that the dead letter's record is on its way.
    mutating func noteSent(_ letter: StoredLetter, _ redrive: Redrive, at now: Timestamp)
        -> RedriveMark
    {
        let to = redrive.partition < 0 ? redrive.topic : "\(redrive.topic)/\(redrive.partition)"
        let mark = RedriveMark(
            letter: letter.place, letterTimestampMs: letter.timestampMs, source: letter.source,
            count: redrive.count, to: to, at: now)
        marks.add(mark)
        return mark
    }

    mutating func noteTwin(_ mark: RedriveMark) { marks.add(mark) }
}
