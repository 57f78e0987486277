import Contracts

extension MarketMachine {
    /// What an event says of its data: how long after `time` the record arrived that brought it,
    /// how complete the symbol's bars are (1 when none are due), and the source.
    ///
    /// Nil when nobody told when the record arrived. A record from the future is 0 ms old, and so
    /// is what was no live data when it arrived: the past does not age.
    @inline(__always)
    func quality(of raw: MarketRaw, _ slot: Int, at time: Timestamp) -> DataQuality? {
        guard let arrival else { return nil }
        let source = raw.dataSource()
        return DataQuality(
            completenessScore: states[slot].completeness,
            freshnessMs: source == .ibkrRealtime ? Self.age(of: time, arrival) : 0,
            source: source)
    }

    mutating func noteFreshness(of raw: MarketRaw, at time: Timestamp, _ slot: Int) {
        guard let arrival, raw.dataSource() == .ibkrRealtime else { return }
        states[slot].freshness.append(Self.age(of: time, arrival))
    }

    private static func age(of time: Timestamp, _ arrival: Timestamp) -> Int64 {
        max(arrival.nanoseconds(since: time), 0) / 1_000_000
    }
}

extension MarketRaw {
    /// The record's `source` where it is one of the contract's (`replay` is a cache); else TWS's
    /// history for bars of the past, and TWS live.
    func dataSource() -> DataSource {
        // Looking the name up among the raw values would take ten times as long.
        switch source {
        case "ibkr_realtime": return .ibkrRealtime
        case "ibkr_historical": return .ibkrHistorical
        case "cache", "replay": return .cache
        case "synthetic": return .synthetic
        default:
            if case .historicalBar = shape { return .ibkrHistorical }
            return .ibkrRealtime
        }
    }
}
