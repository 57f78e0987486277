import Contracts

/// One recorded file and what its records are.
struct ReplayFile: Equatable, Sendable {
    /// `-` is standard input.
    var path: String
    /// Nil: NDJSON, or a table known by its header.
    var mapping: ColumnMapping?
    var constants = RecordConstants()
    /// The symbol of a table that has none of its own, unless its name tells another.
    var symbolOtherwise: Symbol?
    /// Whether a table begins with the names of its columns.
    var hasHeader = true
    /// Prices of bars are scaled by `adj_close`, where the header tells the mapping.
    var isAdjusted = false
}

/// What is replayed, and how.
struct ReplayPlan: Equatable, Sendable {
    /// How fast time goes by.
    enum Speed: Equatable, Sendable {
        /// As fast as the records can be read and written.
        case max
        /// So many times as fast as it went when the records were made.
        case times(Double)
    }

    /// What becomes of the times.
    enum Shift: Equatable, Sendable {
        case none
        /// The first record's time is the moment at which it is sent.
        case now
        /// The first record's time is this.
        case first(Timestamp)
        /// All times are so many nanoseconds later.
        case by(Int64)
    }

    var files: [ReplayFile]
    var speed = Speed.max
    /// How often all files are replayed.
    var loops = 1
    var shift = Shift.none
    /// Records before it are passed over.
    var from: Timestamp?
    /// Records at and after it are passed over.
    var until: Timestamp?
    /// Ends after so many records.
    var limit = Int.max
    /// Records that were written before, and are passed over.
    var skip = 0
    /// Records that are due within so many nanoseconds go on together.
    var tick: Int64 = 1_000_000
    /// Lines that are no records are counted and passed over.
    var skipsInvalid = false

    /// Nanoseconds between the last record of a loop and the first of the next.
    static let loopGap: Int64 = 1_000_000_000
}
