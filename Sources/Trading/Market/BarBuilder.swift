import Contracts

/// The bar of one duration that is under way, made from a symbol's trades.
///
/// Bars are aligned to UTC: bar k covers [k·d, (k + 1)·d), and what has no trade is no bar.
struct BarBuilder: Equatable, Sendable {
    /// The least price that a bar event may have, 0.000001.
    static let minPrice = Decimal9(nanos: 1000)

    let duration: BarDuration
    /// When the bar under way began and when it ends; both zero when there is none.
    private(set) var start = Timestamp.zero
    private(set) var end = Timestamp.zero
    private(set) var open = Decimal9.zero
    private(set) var high = Decimal9.zero
    private(set) var low = Decimal9.zero
    private(set) var close = Decimal9.zero
    /// Billionths of the size's unit.
    private(set) var volume: Int128 = 0
    /// When the newest bar that is over ended.
    private(set) var lastEnd: Timestamp?

    init(_ duration: BarDuration) {
        self.duration = duration
    }

    var isUnderWay: Bool { start < end }

    /// Takes a trade, or a short bar made from some. The caller has ended a bar that lies before
    /// `time`.
    ///
    /// - Returns: false when the trade's bar is over: the trade is in none.
    mutating func take(_ trade: TradedPrices, at time: Timestamp) -> Bool {
        if isUnderWay {
            guard start <= time, time < end else { return false }
            high = max(high, trade.high)
            low = min(low, trade.low)
            volume += Int128(trade.volume.nanos)
        } else {
            let number = time.window(duration.lengthNs)
            let end = Timestamp.windowEnd(number, duration.lengthNs)
            let start = end.advanced(byNanoseconds: -duration.lengthNs)
            guard start <= time, time < end, lastEnd.map({ end > $0 }) ?? true else {
                return false
            }
            (self.start, self.end) = (start, end)
            (open, high, low) = (trade.open, trade.high, trade.low)
            volume = Int128(trade.volume.nanos)
        }
        close = trade.close
        return true
    }

    /// Ends the bar under way.
    mutating func finish() {
        lastEnd = end
        (start, end) = (.zero, .zero)
    }

    /// When the bar before the one under way ended, traded or not.
    var previousEnd: Timestamp { lastEnd ?? start }
}

/// What a trade, or a bar of a few seconds, adds to a bar.
struct TradedPrices: Equatable, Sendable {
    let open: Decimal9
    let high: Decimal9
    let low: Decimal9
    let close: Decimal9
    let volume: Decimal9

    init(_ trade: PriceLevel) {
        (open, high, low, close) = (trade.price, trade.price, trade.price, trade.price)
        volume = trade.size
    }

    /// A bar of TWS, whose volume is −1 when there is none.
    init(_ bar: RawBar) {
        (open, high, low, close) = (bar.open, bar.high, bar.low, bar.close)
        volume = max(bar.volume, .zero)
    }
}

extension BarBuilder: StateCoded {
    func write(to state: inout StateWriter) {
        state.write(name: duration)
        state.write(lastEnd)
        state.write(isUnderWay)
        guard isUnderWay else { return }
        state.write(end)
        for price in [open, high, low, close] { state.write(price) }
        state.write(volume)
    }

    init(from state: inout StateReader) throws(StateFault) {
        self.init(try state.readName())
        lastEnd = try state.read()
        guard try state.read(Bool.self) else { return }
        end = try state.read()
        start = end.advanced(byNanoseconds: -duration.lengthNs)
        open = try state.read()
        high = try state.read()
        low = try state.read()
        close = try state.read()
        volume = try state.read()
        try state.require(
            isUnderWay && low >= Self.minPrice && low <= min(open, close)
                && high >= max(open, close)
                && 0...FlowHistory.flowMax ~= volume, "no such bar")
    }
}
