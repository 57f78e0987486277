public import Contracts

/// What the whole portfolio is worth, rounded to nine places.
public struct PortfolioTotals: Equatable, Sendable {
    /// Profit of what was closed, less commission.
    public var realised = Decimal9.zero
    /// Profit of what is open, at the latest prices.
    public var unrealised = Decimal9.zero
    public var commission = Decimal9.zero
    /// Value of longs plus value of shorts.
    public var gross = Decimal9.zero
    /// Value of longs less value of shorts.
    public var net = Decimal9.zero

    public init() {}
}

extension Portfolio {
    /// Sums over all symbols, O(symbols). Integers, so the order of symbols has no part in it. A
    /// position without a price is valued at its cost.
    public var totals: PortfolioTotals {
        var realised: Int128 = 0
        var unrealised: Int128 = 0
        var commission: Int128 = 0
        var gross: Int128 = 0
        var net: Int128 = 0
        for holding in holdings {
            let position = holding.position
            let value = holding.mark.map { position.quantity.product($0) } ?? position.costNano2
            realised = realised.addingHeld(position.netRealisedNano2)
            unrealised = unrealised.addingHeld(value.addingHeld(-position.costNano2))
            commission += Int128(position.commission.nanos)
            gross = gross.addingHeld(value < 0 ? -value : value)
            net = net.addingHeld(value)
        }
        var totals = PortfolioTotals()
        totals.realised = Decimal9(nano2: realised)
        totals.unrealised = Decimal9(nano2: unrealised)
        totals.commission = Decimal9(nanos: Int64(clamping: commission))
        totals.gross = Decimal9(nano2: gross)
        totals.net = Decimal9(nano2: net)
        return totals
    }

    /// The equity curve's latest value: capital plus realised and unrealised profit.
    public func value(startingWith capital: Decimal9) -> Decimal9 {
        let totals = totals
        let sum = Int128(capital.nanos) + Int128(totals.realised.nanos)
        return Decimal9(nanos: Int64(clamping: sum + Int128(totals.unrealised.nanos)))
    }

    /// Gross and net value in nano² once all unfinished orders are filled, O(symbols).
    func effectiveExposure() -> (gross: Int128, net: Int128) {
        var gross: Int128 = 0
        var net: Int128 = 0
        for holding in holdings {
            guard let mark = holding.mark else { continue }
            let value = holding.effective.product(mark)
            gross = gross.addingHeld(value < 0 ? -value : value)
            net = net.addingHeld(value)
        }
        return (gross, net)
    }
}
