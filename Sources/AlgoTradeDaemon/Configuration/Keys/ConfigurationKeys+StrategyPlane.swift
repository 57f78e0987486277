import Contracts

extension ConfigurationKeys {
    static let strategyPlane: [ConfigurationKey] = [
        .choices(
            "strategy_plane.strategies", \.strategyPlane.strategies,
            "Strategies; several only with COMPOSITE, which combines the others."),
        .decimal(
            "strategy_plane.equity", \.strategyPlane.equity, .one...Decimal9(9_000_000_000),
            "Capital that weights refer to."),
        .fraction(
            "strategy_plane.box_limit", \.strategyPlane.boxLimit, 0...1,
            "Largest weight of one symbol, long or short, as a fraction of equity."),
        .fraction(
            "strategy_plane.gross_limit", \.strategyPlane.grossLimit, 0...10,
            "Largest sum of all weights' sizes."),
        .fraction(
            "strategy_plane.net_limit", \.strategyPlane.netLimit, 0...10,
            "Largest size of the sum of all weights."),
        .fraction(
            "strategy_plane.no_trade_band", \.strategyPlane.noTradeBand, 0...1,
            "Smaller changes of a weight are not traded."),
        .fraction(
            "strategy_plane.vol_target", \.strategyPlane.volTarget, 0.001...2,
            "Annual volatility that a score of 1 aims at."),
        .decimal(
            "strategy_plane.lot_size", \.strategyPlane.lotSize,
            Decimal9(nanos: 1)...Decimal9(1_000_000),
            "Quantities are multiples of it, rounded toward zero."),
        .choice(
            "strategy_plane.bar_duration", \.strategyPlane.barDuration,
            "The bars that signals are made of, a producer's or built; others are ignored."),
        horizon(
            "ofi_half_life", \.strategyPlane.horizons.ofiHalfLife, 1,
            "Half-life of the smoothed OFI score, in windows."),
        horizon("tsx_short", \.strategyPlane.horizons.tsxShort, 1, "Trend: the short mean."),
        horizon("tsx_long", \.strategyPlane.horizons.tsxLong, 2, "Trend: the long mean."),
        horizon("pos_long", \.strategyPlane.horizons.posLong, 2, "Mean reversion: the mean."),
        horizon(
            "z_window", \.strategyPlane.horizons.zWindow, 2,
            "What a signal's z-score is measured against."),
        horizon(
            "ic_window", \.strategyPlane.horizons.icWindow, 2,
            "What information coefficients are measured over."),
        horizon(
            "ic_horizon", \.strategyPlane.horizons.icHorizon, 1,
            "Returns ahead that a signal is held against."),
    ]

    private static func horizon(
        _ name: String, _ field: any ConfigurationField<Int>, _ least: Int, _ meaning: String
    ) -> ConfigurationKey {
        .integer("strategy_plane.horizons.\(name)", field, least...10_000, meaning)
    }
}
