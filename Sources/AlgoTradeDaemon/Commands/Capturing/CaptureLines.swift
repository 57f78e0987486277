import Contracts

/// Records as lines of NDJSON.
struct CaptureLines: Sendable {
    enum Form: Sendable {
        /// Records of market_raw as they are, where replaying them makes the same record again;
        /// others with all that Kafka knows of them.
        case replayable
        /// Values as they are, where they are one line.
        case values
        /// {"topic", "partition", "offset", "timestamp", "key", "headers", "value"}, as tail has.
        case envelopes
    }

    let form: Form
    /// Lines with everything around them that were written instead of the bare record.
    private(set) var odd = 0
    private var notes = ReadingNotes()

    init(_ form: Form) {
        self.form = form
    }

    /// Appends the record's line.
    mutating func add(_ index: Int, of batch: RecordBatch, to bytes: inout [UInt8]) {
        if form != .envelopes, let value = batch.records[index].value,
            form == .values ? isOneLine(batch.bytes, value) : isReplayable(index, batch, value)
        {
            bytes.append(contentsOf: batch.bytes[value])
            bytes.append(UInt8(ascii: "\n"))
            return
        }
        if form != .envelopes { odd += 1 }
        var lines = RecordLines(format: .json)
        lines.add(index, of: batch)
        bytes.append(contentsOf: lines.text.bytes)
    }

    /// A replay sends a line's bytes with the record's symbol as key.
    private mutating func isReplayable(
        _ index: Int, _ batch: RecordBatch, _ value: Range<Int>
    ) -> Bool {
        guard isOneLine(batch.bytes, value), batch.records[index].headers.isEmpty,
            batch.bytes[value.lowerBound] == UInt8(ascii: "{"),
            let record = try? MarketRaw.decode(batch.bytes.span.extracting(value), notes: &notes)
        else { return false }
        var symbol: [UInt8] = []
        record.symbol.append(to: &symbol)
        return batch.records[index].key.map { batch.bytes[$0].elementsEqual(symbol) } ?? false
    }

    private func isOneLine(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        !value.isEmpty && bytes[value.upperBound - 1] != UInt8(ascii: "\r")
            && bytes.span.extracting(value).lineEnd(from: 0) == nil
    }
}
