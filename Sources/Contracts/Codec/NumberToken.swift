/// A number of the record, already proved valid, as `mantissa × 10^exponent`, exact.
///
/// The mantissa holds the first nineteen significant digits; of the digits behind them the
/// first and whether any other is not 0 are known, which rounding needs.
struct NumberToken {
    /// Digits that any UInt64 can hold.
    static let digitsMax = 19
    /// Beyond the reach of the places a record can hold.
    static let exponentMax = 1_000_000_000_000_000

    var start: Int
    var end: Int
    var isNegative: Bool
    var mantissa: UInt64 = 0
    var exponent = 0
    /// First digit that is not in the mantissa.
    var nextDigit: UInt8 = 0
    /// Whether a digit behind that is not 0.
    var isSticky = false
    /// Digits behind the mantissa up to the last that is not 0.
    var tailPlaces = 0

    var hasTail: Bool { nextDigit != 0 || isSticky }

    enum Whole {
        case value(Int64)
        case fraction
        case overflow
    }

    /// Billionths, rounded half to even; nil when they do not fit.
    var nanos: Int64? {
        guard mantissa != 0 else { return 0 }
        let shift = exponent + 9
        guard shift < Self.powers.count else { return nil }
        guard shift < 0 else {
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: Self.powers[shift])
            guard !overflow else { return nil }
            // A tail means nineteen digits, which leave no room for a shift that fits.
            let isUp =
                nextDigit > 5 || (nextDigit == 5 && (isSticky || product & 1 != 0))
            return signed(shift == 0 && isUp ? product + 1 : product)
        }
        guard -shift < Self.powers.count else { return 0 }
        let divisor = Self.powers[-shift]
        let (quotient, rest) = mantissa.quotientAndRemainder(dividingBy: divisor)
        let half = divisor / 2
        let isUp = rest > half || (rest == half && (hasTail || quotient & 1 != 0))
        return signed(isUp ? quotient + 1 : quotient)
    }

    /// The value as a whole number.
    var whole: Whole {
        guard mantissa != 0 else { return .value(0) }
        if hasTail, exponent < tailPlaces { return .fraction }
        var magnitude = mantissa
        if exponent >= 0 {
            guard exponent < Self.powers.count else { return .overflow }
            let (product, overflow) = mantissa.multipliedReportingOverflow(
                by: Self.powers[exponent])
            guard !overflow else { return .overflow }
            magnitude = product
        } else {
            guard -exponent < Self.powers.count else { return .fraction }
            let (quotient, rest) = mantissa.quotientAndRemainder(
                dividingBy: Self.powers[-exponent])
            guard rest == 0 else { return .fraction }
            magnitude = quotient
        }
        return signed(magnitude).map(Whole.value) ?? .overflow
    }

    /// The nearest Double; infinite when there is none.
    func double(_ bytes: Span<UInt8>) -> Double {
        let magnitude =
            hasTail
            ? Double(leading: mantissa, exponent: exponent, text: bytes.extracting(start..<end))
            : Double(decimal: mantissa, exponent: exponent)
        return isNegative ? -magnitude : magnitude
    }

    private func signed(_ magnitude: UInt64) -> Int64? {
        guard isNegative else { return Int64(exactly: magnitude) }
        guard magnitude <= Int64.min.magnitude else { return nil }
        return Int64(truncatingIfNeeded: 0 &- magnitude)
    }

    static let powers: InlineArray<20, UInt64> = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
        100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]
}
