public import Contracts

extension Market {
    /// The next bar, with the optional fields that producers usually fill.
    public mutating func bar() -> BarEvent {
        let step = step()
        var bar = BarEvent(
            symbol: step.symbol, timestamp: Timestamp(nanoseconds: step.seconds * 1_000_000_000),
            open: Decimal9(cents: step.open), high: Decimal9(cents: step.high),
            low: Decimal9(cents: step.low), close: Decimal9(cents: step.close),
            volume: volume(), duration: generator.pick([.minute1, .minute1, .minute5, .day1]))
        if generator.chance(10) {
            bar.assetClass = generator.pick([.future, .forex, .crypto, .bond])
        }
        if generator.chance(60) {
            bar.exchange = generator.pick(["NASDAQ", "NYSE", "SMART", "ARCA", "IBIS"])
        }
        if generator.chance(10) { bar.currency = generator.pick(["EUR", "GBP", "JPY"]) }
        if generator.chance(50) { bar.dataQuality = quality() }
        if generator.chance(60) { bar.metadata = metadata(step.sequence) }
        return bar
    }

    /// The next bar with nothing but the required fields.
    public mutating func minimalBar() -> BarEvent {
        var bar = bar()
        bar.duration = .day1
        bar.assetClass = .equity
        bar.exchange = nil
        bar.currency = "USD"
        bar.dataQuality = nil
        bar.metadata = nil
        return bar
    }

    private mutating func volume() -> Int64 {
        let magnitude = Int64.random(in: 2...8, using: &generator)
        let most = (0..<magnitude).reduce(Int64(1)) { power, _ in power * 10 }
        return .random(in: 0..<most, using: &generator)
    }

    mutating func quality() -> DataQuality {
        DataQuality(
            completenessScore: generator.pick([1, 1, 1, 0.99, 0.985, 0.9]),
            freshnessMs: .random(in: 0...900, using: &generator),
            source: generator.pick([
                .ibkrRealtime, .ibkrRealtime, .ibkrHistorical, .cache, .synthetic,
            ]))
    }

    mutating func metadata(_ sequence: Int64) -> EventMetadata {
        EventMetadata(
            producerId: generator.pick(["ibkr-bars-01", "ibkr-bars-02", "replay"]),
            sequenceNumber: sequence,
            kafkaTopic: generator.chance(50) ? "market_events" : nil)
    }
}
