import Contracts

/// Takes lines that are records of `market_raw` already.
struct JSONRows: Sendable {
    /// The record read last.
    private(set) var record: MarketRaw?
    private var line = 0..<0
    private var notes = ReadingNotes()

    /// Checks the record that is the line.
    ///
    /// - Throws: ``RowFault`` with what breaks the contract.
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(RowFault) {
        do {
            record = try MarketRaw.decode(bytes.extracting(line), notes: &notes)
            self.line = line
        } catch {
            throw RowFault(
                error.faults.map(\.description).joined(separator: "; "),
                remedy: "mend or remove the line, or go on past such lines with --skip-invalid")
        }
    }

    /// Appends the bytes of the line as they are; another time makes canonical JSON of them,
    /// without the fields that the contract does not know.
    func write(_ bytes: Span<UInt8>, _ time: Timestamp, to target: inout [UInt8]) {
        guard var record else { return }
        guard record.time != time else {
            var writer = ByteWriter(appendingTo: &target, atMost: line.count)
            var room = target.mutableSpan
            writer.copy(bytes, line, &room)
            return writer.finish(&target)
        }
        record.time = time
        record.encode(into: &target)
    }
}
