import Contracts

extension ConfigurationKeys {
    private static let money = Decimal9.zero...Decimal9(9_000_000_000)

    static let orderPlane: [ConfigurationKey] = [
        .choice("order_plane.venue", \.orderPlane.venue, "Where orders go."),
        .decimal(
            "order_plane.paper.commission_per_share", \.orderPlane.paper.commissionPerShare,
            .zero...Decimal9(1000), "Commission for each share."),
        .decimal(
            "order_plane.paper.commission_min", \.orderPlane.paper.commissionMin,
            .zero...Decimal9(1_000_000), "Least commission of an order."),
        .integer(
            "order_plane.paper.seed", \.orderPlane.paper.seed, 0...Int.max,
            "Seed of the venue's draws: the same seed, the same fills."),
        .duration(
            "order_plane.paper.latency", \.orderPlane.paper.latency, .zero ... .seconds(60),
            "Delay of orders, answers and cancels."),
        .integer(
            "order_plane.paper.max_walk", \.orderPlane.paper.maxWalk, 0...100,
            "Most price steps that one order takes from the book."),
        .decimal(
            "order_plane.paper.tick_size", \.orderPlane.paper.tickSize,
            Decimal9(nanos: 1)...Decimal9(1_000_000), "Price step."),
        .fraction(
            "order_plane.paper.pov_cap", \.orderPlane.paper.povCap, 0...1,
            "Most of a bar's volume that orders fill against."),
        .fraction(
            "order_plane.paper.spread_bps", \.orderPlane.paper.spreadBps, 0...1000,
            "Spread that is assumed where only bars are known, in basis points."),
    ]

    static let risk: [ConfigurationKey] = [
        limit("max_order_qty", \.orderPlane.risk.maxOrderQty, "Largest quantity of an order."),
        limit(
            "max_order_notional", \.orderPlane.risk.maxOrderNotional,
            "Largest value of an order."),
        .decimal(
            "order_plane.risk.price_collar_pct", \.orderPlane.risk.priceCollarPct,
            Decimal9(nanos: 1_000_000)...Decimal9(100),
            "How far an order's price may be worse than the reference, in percent."),
        .duration(
            "order_plane.risk.max_price_age", \.orderPlane.risk.maxPriceAge,
            .milliseconds(1) ... .seconds(864_000), "Older prices are no reference."),
        limit(
            "max_position_notional", \.orderPlane.risk.maxPositionNotional,
            "Largest value of a position with its open orders."),
        limit(
            "max_gross_exposure", \.orderPlane.risk.maxGrossExposure,
            "Largest sum of all positions' values."),
        limit(
            "max_net_exposure", \.orderPlane.risk.maxNetExposure,
            "Largest difference between long and short."),
        .integer(
            "order_plane.risk.max_open_orders", \.orderPlane.risk.maxOpenOrders, 0...1_000_000,
            "Most open orders."),
        .integer(
            "order_plane.risk.max_orders_per_second", \.orderPlane.risk.maxOrdersPerSecond,
            1...100_000, "Most orders a second, over time."),
        .integer(
            "order_plane.risk.burst", \.orderPlane.risk.burst, 1...1_000_000,
            "Most orders at once."),
        .duration(
            "order_plane.risk.max_intent_age", \.orderPlane.risk.maxIntentAge,
            .milliseconds(1) ... .seconds(86_400), "Older intents are not sent."),
        .boolean(
            "order_plane.risk.allow_short", \.orderPlane.risk.allowShort,
            "Whether positions may go below zero."),
        .symbols(
            "order_plane.risk.restricted", \.orderPlane.risk.restricted,
            "Symbols that are not traded."),
    ].map { $0.reloadable() }

    private static func limit(
        _ name: String, _ field: any ConfigurationField<Decimal9>, _ meaning: String
    ) -> ConfigurationKey {
        .decimal("order_plane.risk.\(name)", field, money, meaning)
    }
}
