import Contracts

/// All that the machine remembers of one symbol.
struct MarketSymbolState: Equatable, Sendable {
    /// The symbol as events carry it.
    let symbol: Symbol
    /// Which of the machine's clocks closes this symbol's windows: that of the partition where
    /// the symbol was first seen.
    let clock: Int
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
    /// Whether the clock has a deadline of this symbol.
    var hasDeadline = false

    init(symbol: Symbol, clock: Int) {
        self.symbol = symbol
        self.clock = clock
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
