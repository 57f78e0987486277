import Contracts

/// All that the machine remembers of one symbol.
struct MarketSymbolState: Equatable, Sendable {
    /// The symbol as events carry it.
    let symbol: Symbol
    /// The newest record that was not refused.
    var previous: MarketRaw?
    /// The newest time among the symbol's ticks.
    var tickTime: Timestamp?
    var top: BookTop?
    var trade: PriceLevel?
    var quoteJumps = JumpGate()
    var tradeJumps = JumpGate()
    var depthJumps = JumpGate()
    var bars: [BarStream] = []
    var flow = FlowWindows()
    /// Whether there is a deadline of this symbol.
    var hasDeadline = false
    /// Whether the state has changed since the changes were last taken.
    var isChanged = false

    init(symbol: Symbol) {
        self.symbol = symbol
    }

    /// A symbol's bars of one duration: a backfill of old bars does not meet the ticks' order.
    struct BarStream: Equatable, Sendable {
        let duration: BarDuration
        var time: Timestamp
        var jumps = JumpGate()
    }

    /// Where the bars of that duration stand; added when there were none.
    mutating func barStream(_ duration: BarDuration, at time: Timestamp) -> Int {
        for i in bars.indices where bars[i].duration == duration { return i }
        bars.append(BarStream(duration: duration, time: time))
        return bars.count - 1
    }
}

// MARK: - Saved state

extension MarketSymbolState {
    func write(to state: inout StateWriter) {
        state.write(previous)
        state.write(tickTime)
        state.write(top)
        state.write(trade)
        state.write(quoteJumps)
        state.write(tradeJumps)
        state.write(depthJumps)
        state.write(bars)
        state.write(flow)
    }

    init(
        _ symbol: Symbol, _ settings: MarketSettings, from state: inout StateReader
    ) throws(StateFault) {
        self.init(symbol: symbol)
        previous = try state.read()
        tickTime = try state.read()
        top = try state.read()
        trade = try state.read()
        quoteJumps = try state.read()
        tradeJumps = try state.read()
        depthJumps = try state.read()
        bars = try state.readList(atMost: BarDuration.allCases.count)
        flow = try state.read()
        try state.require(
            trade.map { $0.price > .zero && !$0.size.isNegative } ?? true, "no such trade")
        try flow.check(settings, state)
    }
}

extension MarketSymbolState.BarStream: StateCoded {
    func write(to state: inout StateWriter) {
        state.write(name: duration)
        state.write(time)
        state.write(jumps)
    }

    init(from state: inout StateReader) throws(StateFault) {
        self.init(
            duration: try state.readName(), time: try state.read(), jumps: try state.read())
    }
}
