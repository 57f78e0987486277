public import Contracts

/// What the time of a raw bar says.
public enum BarStamp: String, CaseIterable, Sendable {
    /// When the bar began, as TWS has it; a day's bar has its date.
    case start
    /// When the bar closed.
    case close
}

/// What the data plane's machine is told by the configuration (`data_plane`).
public struct MarketSettings: Equatable, Sendable {
    /// A gap of more windows than this ends the session whatever `sessionGapNs` says: the most
    /// empty windows that one quote can bring.
    public static let maxEmptyWindows: Int64 = 10_000
    /// The most windows that a z-score may be measured against.
    public static let maxZWindows = 100_000

    /// Length of an OFI window, nanoseconds: whole milliseconds.
    public var windowNs: Int64
    /// Windows that the mean and the deviation of a z-score are taken from.
    public var zWindows: Int
    /// Fewest windows before the first z-score.
    public var minWindows: Int
    /// Book levels in OFI: 1 takes quotes, more take depth snapshots and no quotes.
    public var levels: Int
    /// How far past a window's end the partition's records must be to close it, nanoseconds.
    public var closeAfterNs: Int64
    /// A longer time without a quote ends the session, nanoseconds.
    public var sessionGapNs: Int64
    /// Most symbols that have state.
    public var maxSymbols: Int
    /// A price jump is more than this many deviations of the rolling relative change …
    public var maxJumpSigma: Double
    /// … and more than this many per cent.
    public var maxJumpPct: Double
    /// How far a record may lie behind the symbol's newest, nanoseconds.
    public var reorderToleranceNs: Int64
    /// How far a live record may lie behind the partition's newest and behind its own arrival,
    /// nanoseconds; 0: any.
    public var maxAgeNs: Int64
    /// Whether a record equal in everything to the symbol's record before is dropped.
    public var dropDuplicates: Bool
    /// Bars that are built of trades, the shortest first.
    public var barDurations: [BarDuration]
    public var barStamp: BarStamp

    public init(
        windowNs: Int64 = 10_000_000_000, zWindows: Int = 60, minWindows: Int = 20,
        levels: Int = 1, closeAfterNs: Int64 = 2_000_000_000,
        sessionGapNs: Int64 = 900_000_000_000, maxSymbols: Int = 10_000,
        maxJumpSigma: Double = 12, maxJumpPct: Double = 10, reorderToleranceNs: Int64 = 0,
        maxAgeNs: Int64 = 0, dropDuplicates: Bool = true,
        barDurations: [BarDuration] = BarDuration.allCases, barStamp: BarStamp = .start
    ) {
        precondition(
            windowNs > 0 && windowNs % 1_000_000 == 0, "a window lasts whole milliseconds")
        precondition(1...Self.maxZWindows ~= zWindows, "z_windows lies in 1...100000")
        precondition(1...zWindows ~= minWindows, "min_windows lies in 1...z_windows")
        precondition(1...50 ~= levels, "levels lies in 1...50")
        precondition(closeAfterNs >= 0 && sessionGapNs >= 0, "durations are not negative")
        precondition(reorderToleranceNs >= 0 && maxAgeNs >= 0, "durations are not negative")
        precondition(maxSymbols > 0, "max_symbols is positive")
        precondition(maxJumpSigma >= 0 && maxJumpPct > 0, "jump limits are positive")
        self.windowNs = windowNs
        self.zWindows = zWindows
        self.minWindows = minWindows
        self.levels = levels
        self.closeAfterNs = closeAfterNs
        self.sessionGapNs = sessionGapNs
        self.maxSymbols = maxSymbols
        self.maxJumpSigma = maxJumpSigma
        self.maxJumpPct = maxJumpPct
        self.reorderToleranceNs = reorderToleranceNs
        self.maxAgeNs = maxAgeNs
        self.dropDuplicates = dropDuplicates
        self.barDurations = BarDuration.allCases.filter(barDurations.contains)
        self.barStamp = barStamp
    }
}
