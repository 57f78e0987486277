public import Contracts

/// How the paper venue trades: `order_plane.paper`.
public struct PaperSettings: Equatable, Sendable {
    /// Money for each unit traded.
    public var commissionPerShare: Decimal9
    /// Least money for an order that trades, once.
    public var commissionMin: Decimal9
    /// Goes into the execution ids.
    public var seed: UInt64
    /// Nanoseconds of market time from the decision to the book; cancels take as long.
    public var latency: Int64
    /// Most price steps beyond the best price that a taker goes.
    public var maxWalk: Int
    /// The price step beyond the best price when the depth is not known.
    public var tickSize: Decimal9
    /// Most of a bar's volume that own orders take, 0…1.
    public var povCap: Decimal9
    /// The spread that a bar's open is taken to have, in basis points.
    public var spreadBps: Decimal9
    /// Nanoseconds of market time after which nothing trades on a quote.
    public var maxQuoteAge: Int64

    /// λ of the impact λ·POV^0.7: 5e-4, fixed on paper.
    static let impact = Decimal9(nanos: 500_000)

    public init(
        commissionPerShare: Decimal9 = Decimal9(nanos: 5_000_000),
        commissionMin: Decimal9 = .one, seed: UInt64 = 1, latency: Int64 = 20_000_000,
        maxWalk: Int = 5, tickSize: Decimal9 = Decimal9(nanos: 10_000_000),
        povCap: Decimal9 = Decimal9(nanos: 80_000_000), spreadBps: Decimal9 = Decimal9(2),
        maxQuoteAge: Int64 = 5_000_000_000
    ) {
        self.commissionPerShare = commissionPerShare
        self.commissionMin = commissionMin
        self.seed = seed
        self.latency = latency
        self.maxWalk = maxWalk
        self.tickSize = tickSize
        self.povCap = povCap
        self.spreadBps = spreadBps
        self.maxQuoteAge = maxQuoteAge
    }

    /// The whole commission of an order that traded `quantity` for `value` (billionths of
    /// billionths): per unit, at least the minimum, at most 1 % of the value.
    func commission(quantity: Decimal9, value: Int128) -> Decimal9 {
        let scale = Int128(Decimal9.scale)
        let perUnit = commissionPerShare.product(quantity).dividedHalfEven(by: scale)
        let cap = value.dividedHalfEven(by: 100 * scale)
        let due = min(max(perUnit, Int128(commissionMin.nanos)), cap)
        return Decimal9(nanos: Int64(clamping: due))
    }
}
