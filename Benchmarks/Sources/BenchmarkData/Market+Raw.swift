public import Contracts

/// Records of `market_raw`, as a bridge to the TWS API writes them.
extension Market {
    public mutating func rawQuote() -> MarketRaw {
        let step = step()
        return raw(
            step,
            .bidAsk(
                RawBidAsk(
                    bidPrice: Decimal9(cents: step.close),
                    askPrice: Decimal9(cents: step.close + 1),
                    bidSize: lots(), askSize: lots(), bidPastLow: false, askPastHigh: false)))
    }

    public mutating func rawTrade() -> MarketRaw {
        let step = step()
        return raw(step, .allLast(price: Decimal9(cents: step.close), size: lots()))
    }

    public mutating func rawBar() -> MarketRaw {
        let step = step()
        let bar = RawBar(
            open: Decimal9(cents: step.open), high: Decimal9(cents: step.high),
            low: Decimal9(cents: step.low), close: Decimal9(cents: step.close), volume: lots(),
            average: Decimal9(nanos: step.close * 10_000_000 + 1_250_000),
            count: .random(in: 1...300, using: &generator))
        return raw(
            step, generator.chance(50) ? .realtimeBar(bar) : .historicalBar(bar, size: .min1))
    }

    /// A book of ten levels a side.
    public mutating func rawDepth() -> MarketRaw {
        let tick = deepTick()
        let step = step()
        let book = tick.level2 ?? Level2(bids: [], asks: [])
        return raw(step, .depth(bids: book.bids, asks: book.asks))
    }

    private mutating func raw(_ step: Step, _ shape: MarketRaw.Shape) -> MarketRaw {
        var raw = MarketRaw(
            symbol: step.symbol, time: time(step),
            conId: 100_000 + .random(in: 0..<900_000, using: &generator), shape: shape)
        if generator.chance(80) {
            raw.secType = "STK"
            raw.exchange = "SMART"
            raw.currency = "USD"
        }
        if generator.chance(50) { raw.source = "ibkr_realtime" }
        return raw
    }
}
