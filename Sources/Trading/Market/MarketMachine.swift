public import Contracts

/// The data plane's machine of one partition: raw records in, validated events, OFI, bars and
/// dead letters out.
///
/// Time is the records' own. A refused record (dead letter) leaves no trace but counters and the
/// jump gate's count of agreeing jumps. Records are judged in this order: symbol and security
/// type, exact duplicate, order, age, prices and sizes, empty side, crossing, jump.
///
/// What it remembers can leave (``takeChanges(_:)``) and come back (``restore(_:_:)``): a machine
/// restored from all changes goes on as the one that wrote them.
public struct MarketMachine: Sendable {
    public let settings: MarketSettings
    let calendar: MarketCalendar
    /// Part of the state: what has been counted since the partition's beginning.
    public internal(set) var counters = MarketCounters()

    /// By the symbol as events carry it, and by its other spelling.
    var slots: [Symbol: Int] = [:]
    var states: [MarketSymbolState] = []
    /// The newest time that a record which was not refused had.
    var newest: Timestamp?
    var deadlines = MarketDeadlines()
    /// Whether a restored state's windows and bars are missing among the deadlines.
    var lacksDeadlines = false
    /// Slots of the symbols that have changed since their changes were last taken.
    var changed: [Int] = []
    var hasChanged = false
    /// When the record at hand arrived.
    var arrival: Timestamp?

    public init(_ settings: MarketSettings, calendar: MarketCalendar = .none) {
        self.settings = settings
        self.calendar = calendar
    }

    /// Symbols that have state.
    public var symbolCount: Int { states.count }

    /// Applies the partition's next record and appends what follows from it to `effects`.
    ///
    /// - Parameter arrival: when the record came to Kafka; without it events tell nothing of
    ///   their quality.
    public mutating func apply(
        _ raw: MarketRaw, arrival: Timestamp? = nil, into effects: inout [MarketEffect]
    ) {
        if lacksDeadlines { findDeadlines() }
        hasChanged = true
        self.arrival = arrival
        counters.count(raw.shape)
        let known = states.count
        do throws(GateFault) {
            let slot = try slot(of: raw)
            do throws(GateFault) {
                try apply(raw, slot, into: &effects)
                states[slot].tallies.records += 1
                mark(slot)
            } catch {
                if slot < known {
                    states[slot].tallies.records += 1
                    states[slot].tallies.deadLetters[error.reason] += 1
                    mark(slot)
                } else {
                    forgetNewest()
                }
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
        // Times differ mostly, and are compared at once.
        if settings.dropDuplicates, states.span[slot].previous?.time == raw.time,
            states[slot].previous == raw
        {
            return drop(.duplicate, slot, into: &effects)
        }
        switch raw.shape {
        case .bidAsk(let quote): try applyQuote(quote, raw, slot, into: &effects)
        case .allLast(let price, let size):
            let trade = PriceLevel(price: price, size: size)
            try applyTrade(trade, raw, slot, into: &effects)
        case .depth(let bids, let asks): try applyDepth(bids, asks, raw, slot, into: &effects)
        case .historicalBar(let bar, let size):
            try applyBar(bar, size, raw, slot, into: &effects)
        case .realtimeBar(let bar): try applyRealtimeBar(bar, raw, slot, into: &effects)
        }
        states[slot].previous = raw
    }

    /// The symbol's state is among the next changes taken.
    mutating func mark(_ slot: Int) {
        guard !states[slot].isChanged else { return }
        states[slot].isChanged = true
        changed.append(slot)
    }

    mutating func drop(_ reason: DropReason, _ slot: Int, into effects: inout [MarketEffect]) {
        counters.count(reason)
        states[slot].tallies.drops[reason] += 1
        effects.append(.dropped(reason))
    }
}

// MARK: - Symbols

extension MarketMachine {
    /// Where the symbol's state stands; made when the symbol is new.
    private mutating func slot(of raw: MarketRaw) throws(GateFault) -> Int {
        let pair = raw.currencyPair
        if pair == nil, let slot = slots[raw.symbol] {
            if states.span[slot].previous?.secType != raw.secType { _ = try raw.assetClass() }
            return slot
        }
        _ = try raw.assetClass()
        guard let symbol = pair ?? Symbol.event(from: raw.symbol) else {
            throw GateFault(
                .invalidSymbol, "symbol",
                "must be A–Z, 0–9 and, inside, blank, dot, dash or underscore, "
                    + "found \(raw.symbol)")
        }
        if let slot = slots[symbol] {
            if pair == nil, states[slot].spelling == nil {
                states[slot].spelling = raw.symbol
                slots[raw.symbol] = slot
            }
            return slot
        }
        guard states.count < settings.maxSymbols else {
            throw GateFault(
                .tooManySymbols, "symbol",
                "\(settings.maxSymbols) symbols have state, no room for \(symbol)")
        }
        var state = MarketSymbolState(symbol: symbol)
        if pair == nil, symbol != raw.symbol { state.spelling = raw.symbol }
        append(state)
        return states.count - 1
    }

    mutating func append(_ state: MarketSymbolState) {
        slots[state.symbol] = states.count
        if let spelling = state.spelling { slots[spelling] = states.count }
        states.append(state)
    }

    /// Takes back the state of a symbol whose first record was refused.
    private mutating func forgetNewest() {
        let state = states.removeLast()
        slots[state.symbol] = nil
        if let spelling = state.spelling { slots[spelling] = nil }
    }
}

// MARK: - Gates of time

extension MarketMachine {
    /// Refuses a record that lies behind the newest of its stream.
    @inline(__always)
    func checkOrder(_ time: Timestamp, after newest: Timestamp?) throws(GateFault) {
        guard let newest, newest.nanoseconds(since: time) > settings.reorderToleranceNs else {
            return
        }
        throw GateFault(
            .outOfOrder, "time",
            "lies \(newest.nanoseconds(since: time)) ns behind the record before")
    }

    /// Refuses a live record that is too far behind the partition, or came too late.
    @inline(__always)
    func checkAge(_ time: Timestamp) throws(GateFault) {
        guard settings.maxAgeNs > 0 else { return }
        let now = max(newest ?? time, arrival ?? time)
        guard now.nanoseconds(since: time) <= settings.maxAgeNs else {
            throw GateFault(
                .stale, "time",
                "lies \(now.nanoseconds(since: time)) ns behind the partition or its arrival")
        }
    }
}
