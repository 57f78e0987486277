public import Contracts

/// One symbol's position by average-cost accounting, exact.
///
/// Cost is kept as the whole sum Σ quantity × price of what is open, never as an average, so
/// nothing is lost to rounding: at every moment realised − cost = cash from fills, to the last
/// nano².
public struct Position: Equatable, Sendable {
    /// Units held; negative is short.
    public private(set) var quantity = Decimal9.zero
    /// What the open quantity cost, in nano², signed like the quantity.
    public private(set) var costNano2: Int128 = 0
    /// Profit of what was closed, in nano², before commission.
    public private(set) var realisedNano2: Int128 = 0
    /// Paid so far; negative when rebates outweigh it.
    public private(set) var commission = Decimal9.zero

    public init() {}

    /// Nil when flat.
    public var averageEntry: Decimal9? {
        guard !quantity.isZero else { return nil }
        return Decimal9(roundingNanos: costNano2, dividedBy: Int128(quantity.nanos))
    }

    /// Profit of what was closed less commission, in nano².
    public var netRealisedNano2: Int128 {
        realisedNano2.addingHeld(-Int128(commission.nanos) * Int128(Decimal9.scale))
    }

    /// Profit if the open quantity were closed at `price`, in nano².
    public func unrealisedNano2(at price: Decimal9) -> Int128 {
        quantity.product(price).addingHeld(-costNano2)
    }

    /// Takes an execution: `change` units (negative: sold) for `cost` nano², signed alike.
    ///
    /// Away from zero it adds to the cost. Toward zero it releases its share of the cost and
    /// realises the difference. Across zero it is two legs, both at the execution's price: one
    /// closes, the rest opens.
    mutating func apply(_ change: Decimal9, costNano2 cost: Int128) throws(StrategyFault) {
        let total = try quantity.adding(change)
        let held = quantity.nanos.magnitude
        let size = change.nanos.magnitude
        if quantity.isZero || quantity.isNegative == change.isNegative {
            costNano2 = try costNano2.adding(cost)
        } else if size <= held {
            let released = costNano2.share(size, of: held)
            realisedNano2 = try realisedNano2.adding(-cost).adding(-released)
            costNano2 -= released
        } else {
            let closing = cost.share(held, of: size)
            realisedNano2 = try realisedNano2.adding(-closing).adding(-costNano2)
            costNano2 = cost - closing
        }
        quantity = total
    }

    mutating func charge(_ amount: Decimal9) throws(StrategyFault) {
        commission = try commission.adding(amount)
    }
}
