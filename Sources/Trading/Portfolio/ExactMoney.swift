public import Contracts

/// Amounts of money in billionths of billionths (nano²), the unit of quantity × price.
extension Int128 {
    /// `self` × `part` / `whole` for 0 ≤ part ≤ whole, over 256 bits, rounded half to even.
    func share(_ part: UInt64, of whole: UInt64) -> Int128 {
        precondition(part <= whole && whole > 0, "a share is a part of a whole")
        guard part < whole else { return self }
        let product = magnitude.multipliedFullWidth(by: UInt128(part))
        let (quotient, remainder) = UInt128(whole).dividingFullWidth(product)
        let twice = remainder * 2
        let isUp = twice > UInt128(whole) || (twice == UInt128(whole) && quotient & 1 != 0)
        let size = Int128(quotient + (isUp ? 1 : 0))
        return self < 0 ? -size : size
    }

    /// The sum; throws `.overflow` instead of trapping.
    func adding(_ other: Int128) throws(StrategyFault) -> Int128 {
        let (sum, overflow) = addingReportingOverflow(other)
        if overflow { throw StrategyFault(.overflow, "an amount of money leaves 128 bits") }
        return sum
    }

    /// The sum, held at the ends of the range. For valuations, which change no state.
    func addingHeld(_ other: Int128) -> Int128 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other < 0 ? .min : .max
    }
}

extension Decimal9 {
    /// The nearest decimal to an amount in nano², held at the ends of the range.
    public init(nano2 value: Int128) {
        let rounded = Decimal9(roundingNanos: value, dividedBy: Int128(Self.scale))
        self = rounded ?? (value < 0 ? .min : .max)
    }

    /// The sum; throws `.overflow` instead of trapping.
    func adding(_ other: Decimal9) throws(StrategyFault) -> Decimal9 {
        let (sum, overflow) = nanos.addingReportingOverflow(other.nanos)
        if overflow { throw StrategyFault(.overflow, "a quantity leaves 64 bits") }
        return Decimal9(nanos: sum)
    }
}
