import Contracts

/// Signals, sizing and portfolio. Limits and weights are fractions of equity.
struct StrategyPlaneConfiguration: Equatable, Sendable {
    /// Several only together with `composite`, which combines the others.
    var strategies: [StrategyID] = [.ofi, .tsx, .pos, .composite]
    var equity = Decimal9(1_000_000)
    var boxLimit = 0.25
    var grossLimit = 2.0
    var netLimit = 0.8
    var noTradeBand = 0.01
    var volTarget = 0.10
    var lotSize = Decimal9.one
    var barDuration = BarDuration.day1
    var horizons = Horizons()

    /// Lengths in bars; those of OFI in windows.
    struct Horizons: Equatable, Sendable {
        var ofiHalfLife = 3
        var tsxShort = 30
        var tsxLong = 120
        var posLong = 60
        var zWindow = 120
        var icWindow = 120
        var icHorizon = 5
    }
}
