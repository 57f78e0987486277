extension Double {
    /// The shortest decimal, `digits × 10^exponent`, that reads back as this Double, and of the
    /// shortest ones the nearest to it; the digits end with none that is 0.
    ///
    /// Traps unless the value is positive and finite.
    var shortestDecimal: (digits: UInt64, exponent: Int) {
        var (digits, exponent) = unstrippedDecimal
        while digits % 100_000_000 == 0 {
            digits /= 100_000_000
            exponent &+= 8
        }
        while digits % 10 == 0 {
            digits /= 10
            exponent &+= 1
        }
        return (digits, exponent)
    }

    /// The shortest decimal with zeros at the end of its digits, at most seventeen in all.
    ///
    /// R. Giulietti, "The Schubfach way to render doubles" (2020), section 9. Traps unless the
    /// value is positive and finite.
    @inline(__always)
    var unstrippedDecimal: (digits: UInt64, exponent: Int) {
        let biased = Int(truncatingIfNeeded: bitPattern >> 52)
        let fraction = bitPattern & (1 << 52 &- 1)
        precondition(biased < 2047 && bitPattern != 0, "no decimal is this Double")
        let significand = biased == 0 ? fraction : fraction | 1 << 52
        // The value is significand × 2^binary.
        let binary = Swift.max(biased, 1) &- 1075
        // A whole number below 2^53: no decimal with fewer digits comes as near as a half.
        if -52...0 ~= binary, significand.trailingZeroBitCount >= -binary {
            return (significand >> UInt64(truncatingIfNeeded: -binary), 0)
        }
        return Self.shortest(significand, binary, isAtPower: fraction == 0 && biased > 1)
    }

    /// With `isAtPower`, for the least significand, the neighbour below is half as far off.
    private static func shortest(
        _ significand: UInt64, _ binary: Int, isAtPower: Bool
    ) -> (digits: UInt64, exponent: Int) {
        // floor(log10(2^binary)), or of three quarters of that: the widest 10^exponent that the
        // interval of the decimals that read back is sure to hold.
        let exponent = (binary &* 1_262_611 &- (isAtPower ? 524_031 : 0)) >> 22
        let power = TenPower.roundedUp(exponent: -exponent)
        let shift = UInt64(truncatingIfNeeded: binary &+ TenPower.log2(-exponent) &+ 1)
        // Value and bounds in quarters of 10^exponent; an odd number means "more than the even
        // one below".
        let quarters = significand << 2
        let value = scaled(quarters << shift, by: power)
        let isOdd = significand & 1
        let lower = scaled((quarters &- (isAtPower ? 1 : 2)) << shift, by: power) &+ isOdd
        let upper = scaled((quarters &+ 2) << shift, by: power) &- isOdd

        let whole = value >> 2
        if whole >= 10 {
            let tens = whole / 10
            let isBelowIn = lower <= 40 &* tens
            let isAboveIn = 40 &* tens &+ 40 <= upper
            // At most one of the two is.
            if isBelowIn != isAboveIn { return (tens &+ (isAboveIn ? 1 : 0), exponent &+ 1) }
        }
        let isBelowIn = lower <= 4 &* whole
        let isAboveIn = 4 &* whole &+ 4 <= upper
        if isBelowIn != isAboveIn { return (whole &+ (isAboveIn ? 1 : 0), exponent) }
        let middle = 4 &* whole &+ 2
        let isUp = value > middle || (value == middle && whole & 1 != 0)
        return (whole &+ (isUp ? 1 : 0), exponent)
    }

    /// The product's leading 64 bits, made odd if bits behind them are not 0 (section 9.9).
    @inline(__always)
    private static func scaled(_ factor: UInt64, by power: TenPower) -> UInt64 {
        let rest = factor.multipliedFullWidth(by: power.low).high
        let (high, low) = factor.multipliedFullWidth(by: power.high)
        let (sum, carry) = low.addingReportingOverflow(rest)
        return (high &+ (carry ? 1 : 0)) | (sum > 1 ? 1 : 0)
    }
}
