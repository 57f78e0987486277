import Contracts

/// One block being judged: what is to be written about its records, and their tally.
struct ValidationPart: Sendable {
    /// Text is handed on in pieces of about so many bytes.
    let textMax: Int
    let block: RecordBlock
    let topic: Topic
    private let verdicts: VerdictText

    private(set) var text = JSONText()
    private(set) var tally: ValidationTally
    /// The tally holds all records before the block too: it takes the place of their tally.
    private(set) var isTotal = false

    private let beginning: ValidationTally
    private var cursor: LineCursor
    private var isComplete: Bool

    /// - Parameter beginning: what ``ValidationTally/beginning`` tells for records so far.
    init(
        _ block: RecordBlock, _ job: ValidationJob, after beginning: ValidationTally
    ) {
        self.block = block
        self.beginning = beginning
        topic = job.topic
        textMax = job.textMax
        tally = beginning
        verdicts = VerdictText(
            job.isQuiet ? nil : job.format, file: block.file, namesFile: job.namesFiles)
        cursor = LineCursor(after: block.firstLine - 1)
        isComplete = block.isEmpty
    }

    /// Whether all records are judged and the tally can be merged.
    var isFinal: Bool { isComplete && (isTotal || !tally.hasLostNames(after: beginning)) }

    /// Judges the next records, until the last one or until the text is long enough.
    mutating func judge(_ buffer: [UInt8]) {
        guard !isComplete else { return }
        let bytes = buffer.span.extracting(0..<block.end)
        if block.isWhole {
            take(bytes, 1)
        } else {
            while let record = cursor.next(bytes) {
                take(bytes.extracting(record), cursor.line)
                if text.bytes.count >= textMax { return }
            }
        }
        isComplete = true
    }

    /// All records before the block are judged and written: from now on the part continues
    /// their tally. If its own has lost names that belong there it begins anew.
    mutating func follow(_ total: ValidationTally) {
        isTotal = true
        let later = tally
        tally = total
        guard later.hasLostNames(after: beginning) else { return tally.merge(later) }
        text.removeAll()
        cursor = LineCursor(after: block.firstLine - 1)
        isComplete = false
    }

    /// The text so far, which is no longer the part's.
    mutating func takeText() -> [UInt8] {
        let bytes = text.bytes
        text.removeAll()
        return bytes
    }

    private mutating func take(_ bytes: Span<UInt8>, _ line: Int) {
        do {
            _ = try Message.decode(bytes, topic: topic, notes: &tally.notes)
            tally.addValid()
            verdicts.add(valid: line, to: &text)
        } catch {
            tally.add(error.faults)
            verdicts.add(error.faults, of: line, to: &text)
        }
    }
}
