/// Market data: where it comes from and what becomes of it.
struct DataPlaneConfiguration: Equatable, Sendable {
    var maxSymbols = 10_000
    var feed = Feed()
    /// Recorded files that are replayed together into `market_raw`. Loading makes their paths
    /// relative to the file's folder.
    var feeds: [ReplayFile] = []
    var replay = Replay()
    var ofi = OrderFlow()
    var gates = Gates()

    /// Recorded data that is replayed into `market_raw`.
    struct Feed: Equatable, Sendable {
        /// CSV of daily bars; empty: no feed. Loading makes it relative to the file's folder.
        var file = ""
        /// NDJSON sent as it stands, spread over the replay.
        var extra = ""
        /// 0: as fast as it goes.
        var recordsPerSecond = 500
        var onEnd = FeedEnd.stay
    }

    /// How `feeds` are replayed.
    struct Replay: Equatable, Sendable {
        /// As ``ReplayPlan/Speed/init(_:)`` reads it.
        var speed = "max"
        /// `none`, or as ``ReplayPlan/Shift/init(_:)`` reads it.
        var shift = "none"
        var loops = 1
        var skipInvalid = false
        var onEnd = FeedEnd.stay
    }

    /// Whether recorded data are replayed.
    var hasFeed: Bool { !feed.file.isEmpty || !feeds.isEmpty }

    /// What the daemon does when they are.
    var onFeedEnd: FeedEnd { feeds.isEmpty ? feed.onEnd : replay.onEnd }

    /// Order flow imbalance.
    struct OrderFlow: Equatable, Sendable {
        var window = Duration.seconds(10)
        var zWindows = 60
        var minWindows = 20
        var levels = 1
        var closeAfter = Duration.seconds(2)
        var sessionGap = Duration.seconds(15 * 60)
    }

    /// Quality gates.
    struct Gates: Equatable, Sendable {
        var maxJumpSigma = 12.0
        var maxJumpPct = 10.0
        var reorderTolerance = Duration.zero
        /// Zero: off.
        var maxAge = Duration.zero
    }
}

enum FeedEnd: String, CaseIterable, Sendable {
    case stay
    case exit
}
