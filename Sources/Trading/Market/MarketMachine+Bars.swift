import Contracts

extension MarketMachine {
    mutating func applyBar(
        _ bar: RawBar, _ size: BarSize, _ raw: MarketRaw, _ slot: Int,
        into effects: inout [MarketEffect]
    ) throws(GateFault) {
        guard let duration = size.duration else {
            throw GateFault(
                .unsupportedBarSize, "barSize",
                "no bar_duration stands for \(size.rawValue)")
        }
        try bar.checkPrices()
        let event = BarEvent(
            symbol: states[slot].symbol, timestamp: raw.time, open: bar.open, high: bar.high,
            low: bar.low, close: bar.close, volume: try bar.wholeVolume(), duration: duration,
            assetClass: try raw.assetClass(), exchange: try raw.eventExchange(),
            currency: try raw.eventCurrency())
        let stream = states[slot].barStream(duration, at: raw.time)
        try checkOrder(raw.time, after: states[slot].bars[stream].time)
        guard states[slot].bars[stream].jumps.admit(bar.close, settings) else {
            throw .jump("close", bar.close, from: states[slot].bars[stream].jumps.level)
        }
        states[slot].bars[stream].time = max(states[slot].bars[stream].time, raw.time)
        showTime(raw.time, into: &effects)
        counters.bars += 1
        effects.append(.bar(event))
    }
}

extension RawBar {
    /// The least price that a bar event may have, 0.000001.
    private static var minPrice: Decimal9 { Decimal9(nanos: 1000) }

    fileprivate func checkPrices() throws(GateFault) {
        try Self.checkPrice(open, "open")
        try Self.checkPrice(high, "high")
        try Self.checkPrice(low, "low")
        try Self.checkPrice(close, "close")
        guard high >= max(open, close, low) else {
            throw GateFault(.barRange, "high", "must not lie below open, close or low")
        }
        guard low <= min(open, close) else {
            throw GateFault(.barRange, "low", "must not lie above open or close")
        }
    }

    private static func checkPrice(_ price: Decimal9, _ path: String) throws(GateFault) {
        guard price >= minPrice else {
            throw GateFault(
                .invalidPrice, path, "must be at least 0.000001, found \(price.double)")
        }
    }

    /// The volume as a whole number; −1, by which TWS says that there is none (midpoint and
    /// forex bars), is 0.
    fileprivate func wholeVolume() throws(GateFault) -> Int64 {
        if volume == Decimal9(-1) { return 0 }
        let (whole, fraction) = volume.nanos.quotientAndRemainder(dividingBy: Decimal9.scale)
        guard fraction == 0, whole >= 0 else {
            throw GateFault(
                .invalidVolume, "volume", "must be whole and at least 0, found \(volume.double)")
        }
        return whole
    }
}
