import Contracts

// MARK: - Bars built of trades

extension MarketMachine {
    /// What builds bars, as their metadata names it.
    static let builder = "algotraded"

    /// A bar of five seconds is a part of the bars built, of a symbol that has no trades.
    mutating func applyRealtimeBar(
        _ bar: RawBar, _ raw: MarketRaw, _ slot: Int, into effects: inout [MarketEffect]
    ) throws(GateFault) {
        guard !settings.barDurations.isEmpty else {
            throw GateFault(
                .unsupportedBarSize, "type",
                "bars of 5 s have no bar_duration, and data_plane.bars.durations builds none "
                    + "of them")
        }
        let length: Int64 = 5_000_000_000
        let start =
            settings.barStamp == .start ? raw.time : raw.time.advanced(byNanoseconds: -length)
        try checkOrder(raw.time, after: states[slot].realtimeTime)
        let end = start.advanced(byNanoseconds: length)
        try checkAge(end)
        try bar.checkPrices()
        _ = try bar.wholeVolume()
        guard states[slot].tradeJumps.admit(bar.close, settings) else {
            throw .jump("close", bar.close, from: states[slot].tradeJumps.level)
        }
        states[slot].realtimeTime = max(states[slot].realtimeTime ?? raw.time, raw.time)
        showTime(raw.time, into: &effects)
        guard states[slot].trade == nil else {
            return drop(.barBesideTrades, slot, into: &effects)
        }
        noteFreshness(of: raw, at: end, slot)
        counters.mergedBars += 1
        build(TradedPrices(bar), at: start, slot, into: &effects)
    }

    /// Gives a trade to the symbol's bars; those that end before it are over.
    mutating func build(
        _ trade: TradedPrices, at time: Timestamp, _ slot: Int,
        into effects: inout [MarketEffect]
    ) {
        guard !settings.barDurations.isEmpty else { return }
        guard trade.low >= BarBuilder.minPrice else {
            counters.lateTrades += 1
            return
        }
        if states[slot].builders.isEmpty {
            states[slot].builders = settings.barDurations.map(BarBuilder.init)
        }
        if states[slot].barsEnd <= time {
            while let ended = states[slot].firstBarEnded(by: time) {
                closeBar(ended, slot, into: &effects)
            }
        }
        var isLate = false
        for index in states[slot].builders.indices {
            guard states[slot].builders[index].take(trade, at: time) else {
                isLate = true
                continue
            }
            let kind = MarketDeadlines.bar(index)
            guard states[slot].deadlines & kind.bit == 0 else { continue }
            setDeadline(slot, kind, states[slot].builders[index].end)
        }
        if isLate { counters.lateTrades += 1 }
        states[slot].findBarsEnd()
    }

    /// Ends a bar and writes it, unless a producer's bars of that duration have covered the one
    /// before it: then the producer's are the symbol's.
    mutating func closeBar(_ index: Int, _ slot: Int, into effects: inout [MarketEffect]) {
        let bar = states[slot].builders[index]
        let isCovered = isCovered(bar, slot)
        states[slot].builders[index].finish()
        states[slot].findBarsEnd()
        mark(slot)
        guard !isCovered else {
            counters.coveredBars += 1
            return
        }
        counters.builtBars += 1
        states[slot].tallies.builtBars += 1
        effects.append(.bar(event(of: bar, slot)))
    }

    /// Whether the producer's bars of that duration have reached the end of the one before it. A
    /// day's bar closes with its session, hours before the day of UTC ends: what counts is that
    /// no other day was due until then.
    private func isCovered(_ bar: BarBuilder, _ slot: Int) -> Bool {
        guard let stream = states[slot].barStream(bar.duration) else { return false }
        let close = states[slot].bars[stream].close
        guard close < bar.previousEnd else { return true }
        guard bar.duration == .day1, let latest = states[slot].previous else { return false }
        let asset = (try? latest.assetClass()) ?? .equity
        return calendar.barsDue(asset, latest.exchange, .day1, close, bar.previousEnd) == 0
    }

    private func event(of bar: BarBuilder, _ slot: Int) -> BarEvent {
        let latest = states[slot].previous
        return BarEvent(
            symbol: states[slot].symbol, timestamp: bar.end, open: bar.open, high: bar.high,
            low: bar.low, close: bar.close, volume: bar.volume.wholeUnits.whole,
            duration: bar.duration, assetClass: (try? latest?.assetClass()) ?? .equity,
            currency: (try? latest?.eventCurrency()) ?? "USD",
            dataQuality: latest.flatMap { quality(of: $0, slot, at: bar.end) },
            metadata: EventMetadata(producerId: Self.builder))
    }
}
