import Contracts

/// What the data plane's machine has counted since it was made.
public struct MarketCounters: Equatable, Sendable {
    /// Raw records by shape.
    public internal(set) var quotes = 0
    public internal(set) var trades = 0
    public internal(set) var depths = 0
    public internal(set) var historicalBars = 0
    public internal(set) var realtimeBars = 0

    /// Events written.
    public internal(set) var ticks = 0
    public internal(set) var bars = 0
    public internal(set) var ofiEvents = 0

    /// OFI windows closed, with or without an event.
    public internal(set) var windows = 0
    /// Quotes accepted after their window had closed: their e is in no window.
    public internal(set) var lateQuotes = 0
    /// Depth snapshots cut to fifty levels a side.
    public internal(set) var cutDepths = 0

    private var deadLetters: [GateFault.Reason: Int] = [:]
    private var drops: [DropReason: Int] = [:]

    public init() {}

    /// Records refused for that reason.
    public subscript(reason: GateFault.Reason) -> Int { deadLetters[reason, default: 0] }

    /// Records, or closed windows, that were dropped for that reason.
    public subscript(reason: DropReason) -> Int { drops[reason, default: 0] }

    mutating func count(_ shape: MarketRaw.Shape) {
        switch shape {
        case .bidAsk: quotes += 1
        case .allLast: trades += 1
        case .depth: depths += 1
        case .historicalBar: historicalBars += 1
        case .realtimeBar: realtimeBars += 1
        }
    }

    mutating func count(_ reason: GateFault.Reason) { deadLetters[reason, default: 0] += 1 }
    mutating func count(_ reason: DropReason) { drops[reason, default: 0] += 1 }
}
