/// POS: mean reversion, the mean return over `pos_long` bars less the latest return.
struct ReversionSignal: Signal {
    static let feed = SignalFeed.barReturns

    private var long: ExactWindow
    private var score: ZScore

    init(_ horizons: StrategyHorizons) {
        long = ExactWindow(capacity: horizons.posLong)
        score = ZScore(window: horizons.zWindow)
    }

    var value: Double? { score.value }

    mutating func take(_ change: Double) {
        long.push(change)
        if long.isFull { score.take(long.mean - change) }
    }

    func write(to state: inout StateWriter) {
        long.write(to: &state)
        score.write(to: &state)
    }

    mutating func resume(from state: inout StateReader) throws(StateFault) {
        try long.resume(from: &state)
        try score.resume(from: &state)
    }
}
