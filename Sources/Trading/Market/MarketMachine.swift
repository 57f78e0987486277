public import Contracts

/// The data plane's machine: raw records in, validated events, OFI and dead letters out.
///
/// Time is the records' own. A refused record (dead letter) leaves no trace but counters and the
/// jump gate's count of agreeing jumps. Records are judged in this order: symbol and security
/// type, exact duplicate, order, age, prices and sizes, empty side, crossing, jump.
public struct MarketMachine: Sendable {
    public let settings: MarketSettings
    public internal(set) var counters = MarketCounters()

    private var slots: [Symbol: Int] = [:]
    var states: [MarketSymbolState] = []
    var clocks: [PartitionClock] = []

    public init(_ settings: MarketSettings) {
        self.settings = settings
    }

    /// Symbols that have state.
    public var symbolCount: Int { states.count }

    /// Applies the next record of a partition and appends what follows from it to `effects`.
    public mutating func apply(
        _ raw: MarketRaw, partition: Int32, into effects: inout [MarketEffect]
    ) {
        counters.count(raw.shape)
        let known = states.count
        do throws(GateFault) {
            let slot = try slot(of: raw, partition)
            if states[slot].previous == raw { return drop(.duplicate, into: &effects) }
            let clock = clock(of: partition, slot)
            switch raw.shape {
            case .bidAsk(let quote):
                try applyQuote(quote, raw, slot, clock, into: &effects)
            case .allLast(let price, let size):
                let trade = PriceLevel(price: price, size: size)
                try applyTrade(trade, raw, slot, clock, into: &effects)
            case .depth(let bids, let asks):
                try applyDepth(bids, asks, raw, slot, clock, into: &effects)
            case .historicalBar(let bar, let size):
                try applyBar(bar, size, raw, slot, clock, into: &effects)
            case .realtimeBar:
                throw GateFault(
                    .unsupportedBarSize, "type", "bars of 5 s have no bar_duration")
            }
            states[slot].previous = raw
        } catch {
            forgetSymbols(after: known)
            counters.count(error.reason)
            effects.append(.deadLetter(error))
        }
    }
}

// MARK: - Symbols and partitions

extension MarketMachine {
    /// Where the symbol's state stands; made when the symbol is new.
    private mutating func slot(of raw: MarketRaw, _ partition: Int32) throws(GateFault) -> Int {
        _ = try raw.assetClass()
        if let slot = slots[raw.symbol] { return slot }
        guard let symbol = Symbol.event(from: raw.symbol) else {
            throw GateFault(
                .invalidSymbol, "symbol",
                "must be A–Z, 0–9 and, inside, blank, dot, dash or underscore, "
                    + "found \(raw.symbol)")
        }
        if symbol != raw.symbol, let slot = slots[symbol] { return slot }
        guard states.count < settings.maxSymbols else {
            throw GateFault(
                .tooManySymbols, "symbol",
                "\(settings.maxSymbols) symbols have state, no room for \(symbol)")
        }
        let clock = clock(of: partition)
        slots[symbol] = states.count
        states.append(MarketSymbolState(symbol: symbol, clock: clock))
        return states.count - 1
    }

    /// Takes back the state of a symbol whose first record was refused.
    private mutating func forgetSymbols(after known: Int) {
        while states.count > known { slots[states.removeLast().symbol] = nil }
    }

    private mutating func clock(of partition: Int32, _ slot: Int) -> Int {
        let home = states[slot].clock
        return clocks[home].partition == partition ? home : clock(of: partition)
    }

    private mutating func clock(of partition: Int32) -> Int {
        for i in clocks.indices where clocks[i].partition == partition { return i }
        clocks.append(PartitionClock(partition: partition))
        return clocks.count - 1
    }
}

// MARK: - Gates of time and events

extension MarketMachine {
    /// Refuses a record that lies behind the newest of its stream or, given a clock, too far
    /// behind the partition.
    func checkOrder(
        _ time: Timestamp, after newest: Timestamp?, clock: Int? = nil
    ) throws(GateFault) {
        if let newest, newest.nanoseconds(since: time) > settings.reorderToleranceNs {
            throw GateFault(
                .outOfOrder, "time",
                "lies \(newest.nanoseconds(since: time)) ns behind the record before")
        }
        guard settings.maxAgeNs > 0, let clock, let newest = clocks[clock].newest else { return }
        guard newest.nanoseconds(since: time) <= settings.maxAgeNs else {
            throw GateFault(
                .stale, "time",
                "lies \(newest.nanoseconds(since: time)) ns behind the partition")
        }
    }

    mutating func drop(_ reason: DropReason, into effects: inout [MarketEffect]) {
        counters.count(reason)
        effects.append(.dropped(reason))
    }

    mutating func write(_ tick: TickEvent, into effects: inout [MarketEffect]) {
        counters.ticks += 1
        effects.append(.tick(tick))
    }
}
