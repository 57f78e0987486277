import Contracts

/// Orders: where they go and what they may not exceed.
struct OrderPlaneConfiguration: Equatable, Sendable {
    var venue = VenueName.paper
    var paper = PaperVenue()
    var risk = RiskLimits()

    /// The venue that fills orders from market data.
    struct PaperVenue: Equatable, Sendable {
        var commissionPerShare = Decimal9(nanos: 5_000_000)
        var commissionMin = Decimal9.one
        var seed = 1
        var latency = Duration.milliseconds(20)
        var maxWalk = 5
        var tickSize = Decimal9(nanos: 10_000_000)
        var povCap = 0.1
        var spreadBps = 1.0
    }

    /// Limits of the risk gate; money in the account's currency.
    struct RiskLimits: Equatable, Sendable {
        var maxOrderQty = Decimal9(10_000)
        var maxOrderNotional = Decimal9(100_000)
        var priceCollarPct = Decimal9(5)
        var maxPriceAge = Duration.seconds(5)
        var maxPositionNotional = Decimal9(250_000)
        var maxGrossExposure = Decimal9(1_000_000)
        var maxNetExposure = Decimal9(500_000)
        var maxOpenOrders = 200
        var maxOrdersPerSecond = 20
        var burst = 40
        var maxIntentAge = Duration.seconds(5)
        var allowShort = true
        var restricted: [Symbol] = []
    }
}

enum VenueName: String, CaseIterable, Sendable {
    case paper
}
