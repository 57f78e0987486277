import Contracts

/// Records that go on together.
struct ReplayPart: Sendable {
    /// How records are handed on.
    enum Form: Sendable {
        case batch
        /// NDJSON.
        case lines
    }

    var batch = RecordBatch()
    var lines: [UInt8] = []
    var records = 0
    /// When the last of them is due, from the first record of all; nil: at once.
    var due: Duration?
    /// How far the reading is.
    var reading = ReplayReading()

    var bytes: Int { batch.bytes.count + lines.count }
}

/// How far the reading of a replay is.
struct ReplayReading: Equatable, Sendable {
    /// Stored bytes of all files and all loops that are read.
    var bytesRead = 0
    /// How many there are, nil when a pipe is among them.
    var bytesAll: Int?
    /// Lines that were passed over since they are no records.
    var invalid = 0
    /// Records that were passed over since they had been written before.
    var skipped = 0
    /// What was added to the times of the first loop; nil before the first record.
    var shift: Int64?
    /// The times of the first and the latest record, as sent.
    var first: Timestamp?
    var last: Timestamp?
}
