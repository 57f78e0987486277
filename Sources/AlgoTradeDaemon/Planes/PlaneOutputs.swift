import Contracts
import Logging

/// What comes of a batch: records for other topics, dead letters, and counts of both.
struct PlaneOutputs {
    private(set) var batch = RecordBatch()
    /// Snapshots for the state topic.
    private(set) var state = RecordBatch()
    /// Set when something may only be done after these outputs are committed.
    var mustBeDurable = false
    var notes = ReadingNotes()
    /// Records whose key is not their symbol.
    var keyDifferences = 0

    private let context: PlaneContext
    /// By topic, and by reason.
    private var written = Tally()
    private var letters = Tally()

    /// - Parameter input: what the outputs come of; there is room for as much again.
    init(_ context: PlaneContext, of input: RecordBatch = RecordBatch()) {
        self.context = context
        batch.reserve(records: input.count, bytes: 2 * input.bytes.count)
    }

    /// Adds a message for `topic`, keyed by its symbol, with the headers that say what it is and
    /// which record caused it.
    mutating func write(
        _ topic: Topic, _ symbol: Symbol, schema: String, source: Place?,
        encode: (inout [UInt8]) -> Void
    ) {
        batch.append(topic: topic.rawValue, key: symbol, write: encode)
        if let source { batch.addHeader("source", write: source.append) }
        batch.addHeader("schema", schema)
        written.count(topic.rawValue)
    }

    /// Adds a snapshot: what is kept under `key` in that partition of the state topic from now on
    /// (nil: nothing), and of each input the next record that is not in it.
    mutating func keep(
        _ key: String, _ value: [UInt8]?, in partition: Int32, standingFor next: [Place]
    ) {
        state.append(
            topic: context.stateTopic, partition: partition, key: Array(key.utf8), value: value)
        state.addHeader("position", next.map(\.description).joined(separator: " "))
    }

    /// Sends a record to the dead letters.
    mutating func reject(_ letter: DeadLetter, _ index: Int, of source: RecordBatch) {
        batch.append(
            letter, of: index, in: source, from: context.origin,
            failedAt: WallTime.now().timestamp)
        letters.count(letter.reason)
        let place = source.place(index)
        let symbol = source.keyText(index).flatMap { Symbol($0) }
        context.logger.record(
            .deadLetter, .warning, "dead letter: \(letter.reason)",
            [
                .topic: place.topic, .partition: place.partition, .offset: place.offset,
                .symbol: symbol?.description ?? "",
                .fault: letter.fault.count > 1024 ? "\(letter.fault.prefix(1024))…" : letter.fault,
            ])
    }

    /// Puts the counts on the board, once the outputs are committed.
    func report() {
        context.status.add(
            produced: written, deadLetters: letters, notes: notes,
            keyDifferences: keyDifferences)
    }
}

/// Counts of a few names, in the order they came.
struct Tally: Sendable {
    private(set) var counts: [(name: String, count: Int)] = []

    mutating func count(_ name: String) {
        if let index = counts.firstIndex(where: { $0.name == name }) {
            counts[index].count += 1
        } else {
            counts.append((name, 1))
        }
    }
}

extension WallTime {
    var timestamp: Timestamp {
        Timestamp(nanoseconds: Int64(seconds) * 1_000_000_000 + Int64(nanoseconds))
    }
}
