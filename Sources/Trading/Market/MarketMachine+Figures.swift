public import Contracts

/// One symbol at one moment, for reading elsewhere.
public struct MarketSymbolFigures: Equatable, Sendable {
    public struct Count<Reason: Equatable & Sendable>: Equatable, Sendable {
        public let reason: Reason
        public let count: Int
    }

    public let symbol: Symbol
    /// The newest time among its ticks.
    public let newest: Timestamp?
    public let records: Int
    /// Events written.
    public let ticks: Int
    public let bars: Int
    public let builtBars: Int
    public let ofiEvents: Int
    /// OFI windows closed.
    public let windows: Int
    /// Refused records and drops by reason, those that there were.
    public let deadLetters: [Count<GateFault.Reason>]
    public let drops: [Count<DropReason>]
    /// Milliseconds from the record's time to its arrival, of the latest 128 ticks and bars of
    /// five seconds; nil when no arrival is known.
    public let freshnessP50Ms: Int64?
    public let freshnessP95Ms: Int64?
    /// Bars seen of the latest 64 due, from 0 to 1, of the shortest duration that a producer
    /// sends; nil when it sends none.
    public let completeness: Double?
}

extension MarketMachine {
    /// A copy for readers, by symbol; O(symbols · log symbols).
    public func symbolFigures() -> [MarketSymbolFigures] {
        states.map(figures).sorted { $0.symbol < $1.symbol }
    }

    /// Nil for a symbol that has no state.
    public func figures(of symbol: Symbol) -> MarketSymbolFigures? {
        slots[symbol].map { figures(states[$0]) }
    }

    private func figures(_ state: MarketSymbolState) -> MarketSymbolFigures {
        let tallies = state.tallies
        let freshness = state.freshness.percentiles([50, 95])
        return MarketSymbolFigures(
            symbol: state.symbol, newest: state.tickTime, records: tallies.records,
            ticks: tallies.ticks, bars: tallies.bars, builtBars: tallies.builtBars,
            ofiEvents: tallies.ofiEvents, windows: tallies.windows,
            deadLetters: GateFault.Reason.allCases.compactMap { reason in
                let count = tallies.deadLetters[reason]
                return count > 0 ? .init(reason: reason, count: count) : nil
            },
            drops: DropReason.allCases.compactMap { reason in
                let count = tallies.drops[reason]
                return count > 0 ? .init(reason: reason, count: count) : nil
            },
            freshnessP50Ms: freshness[0], freshnessP95Ms: freshness[1],
            completeness: completeness(state))
    }

    /// Counts the bars as missing that are due since the newest one.
    private func completeness(_ state: MarketSymbolState) -> Double? {
        guard let raw = state.previous, let newest,
            let stream = state.bars.min(by: { $0.duration.lengthNs < $1.duration.lengthNs })
        else { return nil }
        let now = newest.advanced(byNanoseconds: -settings.closeAfterNs)
        let missing =
            now > stream.close
            ? calendar.barsDue(
                (try? raw.assetClass()) ?? .equity, raw.exchange, stream.duration, stream.close,
                now) ?? 0 : 0
        return stream.completeness(missing: missing)
    }
}
