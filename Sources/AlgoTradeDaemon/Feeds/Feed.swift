import Contracts

/// A source of `market_raw`: recorded files, or a venue's live data.
///
/// It is pulled: whoever drives it asks for the next records when there is room for them, so a
/// feed needs a bound on what it keeps meanwhile and no more. One caller at a time.
protocol Feed: Sendable {
    /// Names it in logs and in client ids.
    var name: String { get }

    /// Opens files, or connects and subscribes. Called once, before ``next()``.
    func start() async throws(FeedFault)

    /// The next records, when they are due; waits for them. Nil when there are none any more or
    /// the feed is told to stop.
    func next() async throws(FeedFault) -> RecordBatch?

    /// Has ``next()`` end soon, also one that waits; may be called at any time.
    func stop() async

    var status: FeedStatus { get async }
}

/// What a feed has done so far.
struct FeedStatus: Equatable, Sendable {
    enum Phase: Equatable, Sendable {
        case idle
        /// Connecting, or opening files.
        case starting
        case running
        /// Has nothing more.
        case finished
        case failed(String)
    }

    var phase = Phase.idle
    /// Records handed on.
    var records = 0
    /// What was no record, and was passed over.
    var invalid = 0
    /// Of all there is to hand on; nil when that is not known.
    var share: Double?
    /// The latest record's time.
    var lastTime: Timestamp?
}

/// Why a feed cannot go on.
struct FeedFault: Error, Equatable, CustomStringConvertible {
    let reason: String
    let remedy: String
    /// Whether starting it again can succeed.
    let isRetriable: Bool

    init(_ reason: String, remedy: String, retriable: Bool = false) {
        self.reason = reason
        self.remedy = remedy
        isRetriable = retriable
    }

    init(_ fault: CommandFault) {
        self.init(fault.reason, remedy: fault.remedy)
    }

    var description: String { "\(reason); \(remedy)" }
}
