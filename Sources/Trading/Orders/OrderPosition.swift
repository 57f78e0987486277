internal import Contracts

/// A symbol's position by average cost.
struct OrderPosition: Equatable, Sendable {
    /// Billionths of a unit, negative when short.
    private(set) var quantity: Int128 = 0
    /// What the open position cost, with the sign of the quantity.
    private(set) var cost = Notional.zero
    /// Σ closed quantity × (exit − average entry) × sign, before commissions.
    private(set) var realised = Notional.zero
    private(set) var commission = Notional.zero

    /// A flip is two legs: close to zero, open the rest at the same price; its commission counts
    /// once.
    mutating func fill(
        _ direction: Direction, _ filled: Decimal9, at price: Decimal9, commission paid: Decimal9
    ) {
        commission += Notional(paid)
        let sign = Int128(direction.sign)
        var opening = Int128(filled.nanos)
        if quantity * sign < 0 {
            let held = quantity * -sign
            let closing = min(held, opening)
            let basis = cost.share(closing, of: held)
            let proceeds = Notional(quantityNanos: closing * -sign, price: price)
            realised += proceeds - basis
            cost = cost - basis
            quantity += closing * sign
            opening -= closing
        }
        quantity += opening * sign
        cost += Notional(quantityNanos: opening * sign, price: price)
    }

    /// What closing at `mark` would realise.
    func unrealised(at mark: Decimal9) -> Notional {
        Notional(quantityNanos: quantity, price: mark) - cost
    }
}
