public import Contracts

/// What the strategy plane may be told; the initial values are the configuration's defaults.
public struct StrategySettings: Equatable, Sendable {
    /// COMPOSITE combines the others and is what trades; without it exactly one signal is listed
    /// and trades under its own name.
    public var strategies: [StrategyID] = [.ofi, .tsx, .pos, .composite]
    /// The capital that weights are fractions of. It is fixed: profit and loss do not change it.
    public var equity = Decimal9(1_000_000)
    /// Most of the equity in one symbol, long or short.
    public var boxLimit = 0.25
    /// Most of the equity in all targets, longs plus shorts.
    public var grossLimit = 2.0
    /// Most of the equity in all targets, longs less shorts.
    public var netLimit = 0.8
    /// A change of weight up to this is not traded.
    public var noTradeBand = 0.01
    /// Annual volatility that a score of one asks for.
    public var volTarget = 0.10
    /// Orders are whole multiples of it.
    public var lotSize = Decimal9.one
    /// A larger change becomes several intents, the legs of one record, each within it; nil: one
    /// intent whatever its size.
    public var maxOrderNotional: Decimal9?
    /// Most legs at once; what is then still missing is left to the symbol's next record.
    public static let maxLegs = 5
    /// Market data of further symbols is ignored and counted.
    public var maxSymbols = 1000
    /// Finished orders that are remembered, so that a repeated report is known as one.
    public var maxClosedOrders = 100_000
    /// The bars that signals are fed with; others are ignored and counted.
    public var barDuration = BarDuration.day1
    public var horizons = StrategyHorizons()

    public init() {}

    /// Everything that is wrong, in words; empty when a machine can be made of it.
    public var problems: [String] {
        var found: [String] = []
        let signals = strategies.filter { $0 != .composite }
        if Set(strategies).count != strategies.count {
            found.append("strategies: each may be listed once")
        }
        for id in signals where !SignalCatalogue.holds(id) {
            found.append("strategies: \(id.rawValue) is not available")
        }
        if strategies.contains(.composite) {
            if signals.isEmpty { found.append("strategies: COMPOSITE needs a signal to combine") }
        } else if signals.count != 1 {
            found.append("strategies: several signals trade only through COMPOSITE")
        }
        if equity <= .zero { found.append("equity: must be > 0") }
        if let most = maxOrderNotional, most <= .zero {
            found.append("max_order_notional: must be > 0")
        }
        if lotSize <= .zero { found.append("lot_size: must be > 0") }
        // Weights in messages are −1…1; the others are bounded so that sums stay exact.
        let fractions = [
            ("box_limit", boxLimit, 1.0), ("gross_limit", grossLimit, 100.0),
            ("net_limit", netLimit, 100.0), ("vol_target", volTarget, 10.0),
        ]
        for (name, value, most) in fractions where !(value > 0 && value <= most) {
            found.append("\(name): must be > 0 and ≤ \(most)")
        }
        if !(noTradeBand >= 0 && noTradeBand < 1) {
            found.append("no_trade_band: must be ≥ 0 and < 1")
        }
        if !(1...CrossSection.maxSymbols).contains(maxSymbols) {
            found.append("max_symbols: must be 1…\(CrossSection.maxSymbols)")
        }
        if maxClosedOrders < 1 { found.append("max_closed_orders: must be ≥ 1") }
        return found + horizons.problems
    }
}

/// Lengths of windows, in bars; in OFI windows where a symbol has no bars.
public struct StrategyHorizons: Equatable, Sendable {
    /// Windows after which an ofi_z counts half.
    public var ofiHalfLife = 3
    public var tsxShort = 30
    public var tsxLong = 120
    public var posLong = 60
    /// Earlier values that a signal's value is compared with.
    public var zWindow = 120
    /// Pairs of signal and return that an information coefficient is computed from.
    public var icWindow = 120
    /// Returns ahead that a signal is judged by.
    public var icHorizon = 5
    /// Returns that volatility is estimated from.
    public var volWindow = 60

    public init() {}

    var problems: [String] {
        let windows = [
            ("ofi_half_life", ofiHalfLife, 1), ("tsx_short", tsxShort, 1),
            ("tsx_long", tsxLong, 2), ("pos_long", posLong, 2), ("z_window", zWindow, 2),
            ("ic_window", icWindow, 2), ("ic_horizon", icHorizon, 1),
            ("vol_window", volWindow, 2),
        ]
        var found: [String] = []
        for (name, value, least) in windows
        where !(least...ExactWindow.maxCapacity).contains(value) {
            found.append("\(name): must be \(least)…\(ExactWindow.maxCapacity)")
        }
        if tsxShort >= tsxLong { found.append("tsx_short: must be below tsx_long") }
        return found
    }
}
