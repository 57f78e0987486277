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
        let volume = try bar.wholeVolume()
        let asset = try raw.assetClass()
        let exchange = try raw.eventExchange()
        var event = BarEvent(
            symbol: states[slot].symbol,
            timestamp: close(of: duration, raw.time, asset, exchange), open: bar.open,
            high: bar.high, low: bar.low, close: bar.close, volume: volume.whole,
            duration: duration, assetClass: asset, exchange: exchange,
            currency: try raw.eventCurrency())
        let known = states[slot].barStream(duration)
        try checkOrder(raw.time, after: known.map { states[slot].bars[$0].time })
        let stream = known ?? states[slot].bars.count
        if known == nil {
            states[slot].bars.append(BarStream(duration, at: raw.time, close: event.timestamp))
        }
        let range = bar.high - bar.low
        guard states[slot].bars[stream].jumps.admit(bar.close, settings, range: range) else {
            throw .jump("close", bar.close, from: states[slot].bars[stream].jumps.level)
        }
        states[slot].bars[stream].take(at: raw.time, close: event.timestamp) {
            calendar.barsDue(asset, exchange, duration, $0, $1)
        }
        states[slot].judgeCompleteness()
        showTime(raw.time, into: &effects)
        event.dataQuality = quality(of: raw, slot, at: event.timestamp)
        if volume.isRounded { counters.roundedVolumes += 1 }
        counters.bars += 1
        states[slot].tallies.bars += 1
        effects.append(.bar(event))
    }

    /// When a bar closes that TWS stamps with its start.
    ///
    /// Up to an hour: the next multiple of the duration in UTC (New York's first bar of an hour
    /// starts at 9:30 and closes at 10:00). Four hours: as much later. A day's bar is stamped
    /// with a date, midnight UTC: it closes with that day's session, or where no calendar knows
    /// one with the day; with any other time of day, that is its close.
    private func close(
        of duration: BarDuration, _ stamp: Timestamp, _ asset: AssetClass, _ exchange: String?
    ) -> Timestamp {
        guard settings.barStamp == .start else { return stamp }
        switch duration {
        case .hour4: return stamp.advanced(byNanoseconds: duration.lengthNs)
        case .day1:
            guard stamp.nanoseconds % duration.lengthNs == 0 else { return stamp }
            return calendar.dayClose(asset, exchange, stamp)
                ?? stamp.advanced(byNanoseconds: duration.lengthNs)
        default: return .windowEnd(stamp.window(duration.lengthNs), duration.lengthNs)
        }
    }
}

extension BarDuration {
    var lengthNs: Int64 { Int64(seconds) * 1_000_000_000 }
}

extension RawBar {
    func checkPrices() throws(GateFault) {
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
        guard price >= BarBuilder.minPrice else {
            throw GateFault(
                .invalidPrice, path, "must be at least 0.000001, found \(price.double)")
        }
    }

    /// The volume as a whole number, rounded half to even; −1, by which TWS says that there is
    /// none (midpoint and forex bars), is 0.
    func wholeVolume() throws(GateFault) -> (whole: Int64, isRounded: Bool) {
        if volume == Decimal9(-1) { return (0, false) }
        guard !volume.isNegative else {
            throw GateFault(
                .invalidVolume, "volume", "must be at least 0, or −1, found \(volume.double)")
        }
        return Int128(volume.nanos).wholeUnits
    }
}

extension Int128 {
    /// Of billionths: whole units, rounded half to even and held at Int64's end.
    var wholeUnits: (whole: Int64, isRounded: Bool) {
        let scale = Int128(Decimal9.scale)
        return (Int64(clamping: dividedHalfEven(by: scale)), self % scale != 0)
    }
}
