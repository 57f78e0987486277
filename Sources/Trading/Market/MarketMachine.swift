public import Contracts

/// The data plane's machine of one partition: raw records in, validated events, OFI and dead
/// letters out.
///
/// Time is the records' own. A refused record (dead letter) leaves no trace but counters and the
/// jump gate's count of agreeing jumps. Records are judged in this order: symbol and security
/// type, exact duplicate, order, age, prices and sizes, empty side, crossing, jump.
///
/// What it remembers can leave (``takeChanges(_:)``) and come back (``restore(_:_:)``): a machine
/// restored from all changes goes on as the one that wrote them.
public struct MarketMachine: Sendable {
    public let settings: MarketSettings
    /// Part of the state: what has been counted since the partition's beginning.
    public internal(set) var counters = MarketCounters()

    var slots: [Symbol: Int] = [:]
    var states: [MarketSymbolState] = []
    /// The newest time that a record which was not refused had.
    var newest: Timestamp?
    var deadlines = WindowDeadlines()
    /// Whether a restored state's windows are missing among the deadlines.
    var lacksDeadlines = false
    /// Slots of the symbols that have changed since their changes were last taken.
    var changed: [Int] = []
    var hasChanged = false

    public init(_ settings: MarketSettings) {
        self.settings = settings
    }

    /// Symbols that have state.
    public var symbolCount: Int { states.count }

    /// Applies the partition's next record and appends what follows from it to `effects`.
    public mutating func apply(_ raw: MarketRaw, into effects: inout [MarketEffect]) {
        if lacksDeadlines { findDeadlines() }
        hasChanged = true
        counters.count(raw.shape)
        let known = states.count
        do throws(GateFault) {
            let slot = try slot(of: raw)
            defer { if slot < states.count { mark(slot) } }
            do throws(GateFault) {
                try apply(raw, slot, into: &effects)
            } catch {
                forgetSymbols(after: known)
                throw error
            }
        } catch {
            counters.count(error.reason)
            effects.append(.deadLetter(error))
        }
    }

    private mutating func apply(
        _ raw: MarketRaw, _ slot: Int, into effects: inout [MarketEffect]
    ) throws(GateFault) {
        if states[slot].previous == raw { return drop(.duplicate, into: &effects) }
        switch raw.shape {
        case .bidAsk(let quote): try applyQuote(quote, raw, slot, into: &effects)
        case .allLast(let price, let size):
            let trade = PriceLevel(price: price, size: size)
            try applyTrade(trade, raw, slot, into: &effects)
        case .depth(let bids, let asks): try applyDepth(bids, asks, raw, slot, into: &effects)
        case .historicalBar(let bar, let size):
            try applyBar(bar, size, raw, slot, into: &effects)
        case .realtimeBar:
            throw GateFault(.unsupportedBarSize, "type", "bars of 5 s have no bar_duration")
        }
        states[slot].previous = raw
    }
}

// MARK: - Symbols

extension MarketMachine {
    /// Where the symbol's state stands; made when the symbol is new.
    private mutating func slot(of raw: MarketRaw) throws(GateFault) -> Int {
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
        slots[symbol] = states.count
        states.append(MarketSymbolState(symbol: symbol))
        return states.count - 1
    }

    /// Takes back the state of a symbol whose first record was refused.
    private mutating func forgetSymbols(after known: Int) {
        while states.count > known { slots[states.removeLast().symbol] = nil }
    }

    /// The symbol's state is among the next changes taken.
    mutating func mark(_ slot: Int) {
        guard !states[slot].isChanged else { return }
        states[slot].isChanged = true
        changed.append(slot)
    }
}

// MARK: - Gates of time and events

extension MarketMachine {
    /// Refuses a record that lies behind the newest of its stream or, being a tick, too far
    /// behind the partition.
    func checkOrder(
        _ time: Timestamp, after newestOfStream: Timestamp?, isTick: Bool = false
    ) throws(GateFault) {
        if let newestOfStream,
            newestOfStream.nanoseconds(since: time) > settings.reorderToleranceNs
        {
            throw GateFault(
                .outOfOrder, "time",
                "lies \(newestOfStream.nanoseconds(since: time)) ns behind the record before")
        }
        guard settings.maxAgeNs > 0, isTick, let newest else { return }
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
