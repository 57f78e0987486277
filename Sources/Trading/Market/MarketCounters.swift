import Contracts

/// What the data plane's machine has counted since its partition's beginning: part of its state.
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

    private var deadLetters = ReasonCounts<GateFault.Reason>()
    private var drops = ReasonCounts<DropReason>()

    public init() {}

    /// Records refused for that reason.
    public subscript(reason: GateFault.Reason) -> Int { deadLetters[reason] }

    /// Records, or closed windows, that were dropped for that reason.
    public subscript(reason: DropReason) -> Int { drops[reason] }

    /// Adds another partition's counts.
    public mutating func add(_ other: MarketCounters) {
        quotes += other.quotes
        trades += other.trades
        depths += other.depths
        historicalBars += other.historicalBars
        realtimeBars += other.realtimeBars
        ticks += other.ticks
        bars += other.bars
        ofiEvents += other.ofiEvents
        windows += other.windows
        lateQuotes += other.lateQuotes
        cutDepths += other.cutDepths
        for reason in GateFault.Reason.allCases { deadLetters[reason] += other[reason] }
        for reason in DropReason.allCases { drops[reason] += other[reason] }
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
}

extension MarketCounters: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write([
            quotes, trades, depths, historicalBars, realtimeBars, ticks, bars, ofiEvents, windows,
            lateQuotes, cutDepths,
        ])
        state.write(deadLetters)
        state.write(drops)
    }

    public init(from state: inout StateReader) throws(StateFault) {
        let counts = try state.readList(of: Int.self, atMost: 11)
        try state.require(
            counts.count == 11 && counts.allSatisfy { Self.legal ~= $0 }, "no such counts")
        quotes = counts[0]
        trades = counts[1]
        depths = counts[2]
        historicalBars = counts[3]
        realtimeBars = counts[4]
        ticks = counts[5]
        bars = counts[6]
        ofiEvents = counts[7]
        windows = counts[8]
        lateQuotes = counts[9]
        cutDepths = counts[10]
        deadLetters = try state.read()
        drops = try state.read()
    }

    /// What a count may be: far from where adding to it would overflow.
    static let legal = 0...(1 << 62)
}

/// How often each of some reasons was given.
struct ReasonCounts<Reason>: Equatable, Sendable
where Reason: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
    private var counts: [Reason: Int] = [:]

    subscript(reason: Reason) -> Int {
        get { counts[reason, default: 0] }
        set { counts[reason] = newValue == 0 ? nil : newValue }
    }
}

extension ReasonCounts: StateCoded {
    /// Those that were given, by name: reasons may be added without a new format.
    func write(to state: inout StateWriter) {
        let given = Reason.allCases.filter { self[$0] != 0 }
        state.write(varint: UInt64(given.count))
        for reason in given {
            state.write(name: reason)
            state.write(self[reason])
        }
    }

    init(from state: inout StateReader) throws(StateFault) {
        for _ in 0..<(try state.readCount(atMost: Reason.allCases.count)) {
            let reason = try state.readName(of: Reason.self)
            self[reason] = try state.read()
            try state.require(MarketCounters.legal ~= self[reason], "no such count")
        }
    }
}
