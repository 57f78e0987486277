import Contracts

/// What the data plane's machine has counted since its partition's beginning: part of its state.
///
/// Every record is in one place: `records` is the sum of `ticks`, `bars`, `mergedBars`, all dead
/// letters, and all drops but those of windows (`zeroStd`).
public struct MarketCounters: Equatable, Sendable {
    /// Raw records by shape.
    public internal(set) var quotes = 0
    public internal(set) var trades = 0
    public internal(set) var depths = 0
    public internal(set) var historicalBars = 0
    public internal(set) var realtimeBars = 0

    /// Events written of records.
    public internal(set) var ticks = 0
    public internal(set) var bars = 0
    /// Bars of five seconds that went into the bars built of them.
    public internal(set) var mergedBars = 0

    /// OFI windows closed, with or without an event.
    public internal(set) var windows = 0
    public internal(set) var ofiEvents = 0
    /// Bars built of trades and written; those not written because a producer sends them.
    public internal(set) var builtBars = 0
    public internal(set) var coveredBars = 0

    /// Quotes accepted after their window had closed: their e is in no window.
    public internal(set) var lateQuotes = 0
    /// Trades, or bars of five seconds, that came after a bar of theirs had closed.
    public internal(set) var lateTrades = 0
    /// Depth snapshots cut to fifty levels a side.
    public internal(set) var cutDepths = 0
    /// Bars whose volume was not whole and was rounded.
    public internal(set) var roundedVolumes = 0

    private var deadLetters = ReasonCounts<GateFault.Reason>()
    private var drops = ReasonCounts<DropReason>()

    public init() {}

    /// Records refused for that reason.
    public subscript(reason: GateFault.Reason) -> Int { deadLetters[reason] }

    /// Records, or closed windows, that were dropped for that reason.
    public subscript(reason: DropReason) -> Int { drops[reason] }

    /// Raw records applied.
    public var records: Int { quotes + trades + depths + historicalBars + realtimeBars }

    /// Records that became events or parts of them, or were refused or dropped.
    public var settled: Int {
        ticks + bars + mergedBars + deadLetters.total + drops.total - drops[.zeroStd]
    }

    /// Adds another partition's counts.
    public mutating func add(_ other: MarketCounters) {
        for field in Self.fields { self[keyPath: field] += other[keyPath: field] }
        deadLetters.add(other.deadLetters)
        drops.add(other.drops)
    }

    mutating func count(_ shape: MarketRaw.Shape) {
        switch shape {
        case .bidAsk: quotes += 1
        case .allLast: trades += 1
        case .depth: depths += 1
        case .historicalBar: historicalBars += 1
        case .realtimeBar: realtimeBars += 1
        }
    }

    mutating func count(_ reason: GateFault.Reason) { deadLetters[reason] += 1 }
    mutating func count(_ reason: DropReason) { drops[reason] += 1 }

    /// All counts but those by reason; the order is the saved state's.
    private static var fields: [WritableKeyPath<Self, Int>] {
        [
            \.quotes, \.trades, \.depths, \.historicalBars, \.realtimeBars, \.ticks, \.bars,
            \.mergedBars, \.windows, \.ofiEvents, \.builtBars, \.coveredBars, \.lateQuotes,
            \.lateTrades, \.cutDepths, \.roundedVolumes,
        ]
    }
}

extension MarketCounters: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(Self.fields.map { self[keyPath: $0] })
        state.write(deadLetters)
        state.write(drops)
    }

    public init(from state: inout StateReader) throws(StateFault) {
        let counts = try state.readCounts(Self.fields.count)
        for (field, count) in zip(Self.fields, counts) { self[keyPath: field] = count }
        deadLetters = try state.read()
        drops = try state.read()
    }
}
