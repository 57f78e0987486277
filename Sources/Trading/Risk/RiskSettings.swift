public import Contracts

/// The limits of `order_plane.risk`. They are the user's to derive; the defaults are small.
public struct RiskSettings: Equatable, Sendable {
    /// Units of one order.
    public var maxOrderQty: Decimal9
    /// Money of one order.
    public var maxOrderNotional: Decimal9
    /// Percent from the reference on the losing side.
    public var priceCollarPct: Decimal9
    /// Nanoseconds; see ``ReferenceBook`` for how a price's age is taken.
    public var maxPriceAge: Int64
    /// Money of one symbol, on its worst side.
    public var maxPositionNotional: Decimal9
    /// Money of all symbols, each on its worst side, signs dropped.
    public var maxGrossExposure: Decimal9
    /// Money of all symbols, all buys filled or all sells filled, signs kept.
    public var maxNetExposure: Decimal9
    public var maxOpenOrders: Int
    public var maxOrdersPerSecond: Int
    /// Orders that may go out at once after a pause.
    public var burst: Int
    /// Nanoseconds between an intent's Kafka timestamp and the wall clock.
    public var maxIntentAge: Int64
    public var allowShort: Bool
    public var restricted: [Symbol]

    public init(
        maxOrderQty: Decimal9 = Decimal9(10_000), maxOrderNotional: Decimal9 = Decimal9(100_000),
        priceCollarPct: Decimal9 = Decimal9(5), maxPriceAge: Int64 = 5_000_000_000,
        maxPositionNotional: Decimal9 = Decimal9(250_000),
        maxGrossExposure: Decimal9 = Decimal9(1_000_000),
        maxNetExposure: Decimal9 = Decimal9(500_000), maxOpenOrders: Int = 200,
        maxOrdersPerSecond: Int = 20, burst: Int = 40, maxIntentAge: Int64 = 5_000_000_000,
        allowShort: Bool = true, restricted: [Symbol] = []
    ) {
        self.maxOrderQty = maxOrderQty
        self.maxOrderNotional = maxOrderNotional
        self.priceCollarPct = priceCollarPct
        self.maxPriceAge = maxPriceAge
        self.maxPositionNotional = maxPositionNotional
        self.maxGrossExposure = maxGrossExposure
        self.maxNetExposure = maxNetExposure
        self.maxOpenOrders = maxOpenOrders
        self.maxOrdersPerSecond = maxOrdersPerSecond
        self.burst = burst
        self.maxIntentAge = maxIntentAge
        self.allowShort = allowShort
        self.restricted = restricted
    }
}
