/// TSX: trend, the mean return over `tsx_short` bars less that over `tsx_long`.
struct TrendSignal: Signal {
    static let feed = SignalFeed.barReturns

    private var short: ExactWindow
    private var long: ExactWindow
    private var score: ZScore

    init(_ horizons: StrategyHorizons) {
        short = ExactWindow(capacity: horizons.tsxShort)
        long = ExactWindow(capacity: horizons.tsxLong)
        score = ZScore(window: horizons.zWindow)
    }

    var value: Double? { score.value }

    mutating func take(_ change: Double) {
        short.push(change)
        long.push(change)
        if long.isFull { score.take(short.mean - long.mean) }
    }

    func write(to state: inout StateWriter) {
        short.write(to: &state)
        long.write(to: &state)
        score.write(to: &state)
    }

    mutating func resume(from state: inout StateReader) throws(StateFault) {
        try short.resume(from: &state)
        try long.resume(from: &state)
        try score.resume(from: &state)
    }
}
