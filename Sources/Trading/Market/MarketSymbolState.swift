import Contracts

/// All that the machine remembers of one symbol.
struct MarketSymbolState: Equatable, Sendable {
    /// The symbol as events carry it.
    let symbol: Symbol
    /// Another spelling under which records name it.
    var spelling: Symbol?
    /// The newest record that was not refused.
    var previous: MarketRaw?
    /// The newest time among the symbol's ticks.
    var tickTime: Timestamp?
    var top: BookTop?
    var trade: PriceLevel?
    var quoteJumps = JumpGate()
    var flow = FlowWindows()
    var tallies = SymbolTallies()
    var freshness = FreshnessWindow()
    /// Bars seen of those due, from 0 to 1: those of the shortest duration that comes.
    var completeness = 1.0
    var tradeJumps = JumpGate()
    var depthJumps = JumpGate()
    var bars: [BarStream] = []
    /// In the order of the durations that are built; empty before the first trade.
    var builders: [BarBuilder] = []
    /// The first end among the bars under way.
    var barsEnd = Timestamp(nanoseconds: .max)
    /// The newest bar of five seconds.
    var realtimeTime: Timestamp?
    /// The kinds of deadlines that there are of this symbol, a bit each.
    var deadlines: UInt8 = 0
    /// Whether the state has changed since the changes were last taken.
    var isChanged = false

    init(symbol: Symbol) {
        self.symbol = symbol
    }

    /// Where the bars of that duration stand; nil when there were none.
    func barStream(_ duration: BarDuration) -> Int? {
        bars.firstIndex { $0.duration == duration }
    }

    mutating func judgeCompleteness() {
        let shortest = bars.min { $0.duration.lengthNs < $1.duration.lengthNs }
        completeness = shortest?.completeness() ?? 1
    }

    /// Of the bars under way that end by `time`, the one that ends first; of several that end
    /// together, the shortest.
    func firstBarEnded(by time: Timestamp) -> Int? {
        var first: Int?
        for index in builders.indices
        where builders[index].isUnderWay && builders[index].end <= time {
            if let known = first, builders[known].end <= builders[index].end { continue }
            first = index
        }
        return first
    }

    mutating func findBarsEnd() {
        var first = Timestamp(nanoseconds: .max)
        for builder in builders where builder.isUnderWay { first = min(first, builder.end) }
        barsEnd = first
    }
}

// MARK: - Saved state

extension MarketSymbolState {
    func write(to state: inout StateWriter) {
        state.write(spelling)
        state.write(previous)
        state.write(tickTime)
        state.write(top)
        state.write(trade)
        state.write(quoteJumps)
        state.write(tradeJumps)
        state.write(depthJumps)
        state.write(bars)
        state.write(builders)
        state.write(realtimeTime)
        state.write(flow)
        state.write(tallies)
        state.write(freshness)
    }

    init(
        _ symbol: Symbol, _ settings: MarketSettings, from state: inout StateReader
    ) throws(StateFault) {
        self.init(symbol: symbol)
        spelling = try state.read()
        previous = try state.read()
        tickTime = try state.read()
        top = try state.read()
        trade = try state.read()
        quoteJumps = try state.read()
        tradeJumps = try state.read()
        depthJumps = try state.read()
        bars = try state.readList(atMost: BarDuration.allCases.count)
        let builders = try state.readList(
            of: BarBuilder.self, atMost: BarDuration.allCases.count)
        realtimeTime = try state.read()
        flow = try state.read()
        tallies = try state.read()
        freshness = try state.read()
        try state.require(
            trade.map { $0.price > .zero && !$0.size.isNegative } ?? true, "no such trade")
        try flow.check(settings, state)
        // Other durations may be built now: what is under way of those goes on.
        if !builders.isEmpty {
            self.builders = settings.barDurations.map { duration in
                builders.first { $0.duration == duration } ?? BarBuilder(duration)
            }
        }
        judgeCompleteness()
        findBarsEnd()
    }
}
