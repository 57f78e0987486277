import Contracts

/// A symbol's annual volatility: the population standard deviation of its last `vol_window`
/// returns times the root of the periods in a year.
///
/// Bar returns are preferred. A symbol without enough bars is judged by the returns of its mid
/// price from one OFI window to the next; pairs of windows that do not touch are left out, so a
/// night is never taken for ten seconds.
struct Volatility: Sendable {
    private var bars: ExactWindow
    private var windows: ExactWindow
    private var barsPerYear = 0.0
    private var windowsPerYear = 0.0

    init(window: Int) {
        bars = ExactWindow(capacity: window)
        windows = ExactWindow(capacity: window)
    }

    mutating func take(barReturn change: Double, of bar: BarEvent) {
        bars.push(change)
        barsPerYear = bar.assetClass.periodsPerYear(seconds: bar.duration.seconds)
    }

    mutating func take(windowReturn change: Double, windowMs: Int64, of asset: AssetClass) {
        windows.push(change)
        windowsPerYear = asset.periodsPerYear(seconds: Double(windowMs) / 1000)
    }

    /// Nil until a window is full; 0 when the price did not move.
    var annual: Double? {
        if bars.isFull { return bars.deviation * barsPerYear.squareRoot() }
        if windows.isFull { return windows.deviation * windowsPerYear.squareRoot() }
        return nil
    }
}

extension Volatility: Resumable {
    func write(to state: inout StateWriter) {
        bars.write(to: &state)
        state.write(barsPerYear)
        windows.write(to: &state)
        state.write(windowsPerYear)
    }

    mutating func resume(from state: inout StateReader) throws(StateFault) {
        try bars.resume(from: &state)
        barsPerYear = try Self.readRate(&state)
        try windows.resume(from: &state)
        windowsPerYear = try Self.readRate(&state)
    }

    private static func readRate(_ state: inout StateReader) throws(StateFault) -> Double {
        let rate = try state.read(Double.self)
        try state.require(rate >= 0 && rate.isFinite, "no number of periods in a year")
        return rate
    }
}

extension AssetClass {
    /// Trading days in a year, and trading seconds in a day.
    private var calendar: (days: Double, seconds: Double) {
        switch self {
        case .equity, .bond: (252, 6.5 * 3600)
        case .future: (252, 23 * 3600)
        case .forex: (260, 24 * 3600)
        case .crypto: (365, 24 * 3600)
        }
    }

    /// Periods of that length in a year of trading; a day or longer counts in days, so there are
    /// 252 daily bars of an equity and 252·390 of a minute.
    func periodsPerYear(seconds: Double) -> Double {
        let (days, open) = calendar
        return seconds >= 86_400 ? days * 86_400 / seconds : days * open / seconds
    }
}

extension BarDuration {
    var seconds: Double {
        switch self {
        case .minute1: 60
        case .minute5: 300
        case .minute15: 900
        case .minute30: 1800
        case .hour1: 3600
        case .hour4: 14_400
        case .day1: 86_400
        }
    }
}
