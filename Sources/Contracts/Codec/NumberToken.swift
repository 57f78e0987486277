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
        let magnitude: Double
        if !hasTail, mantissa <= 1 << 53, -22...22 ~= exponent {
            // Both are exact, so one operation rounds once (Clinger 1990).
            magnitude =
                exponent < 0
                ? Double(mantissa) / Self.doubles[-exponent]
                : Double(mantissa) * Self.doubles[exponent]
        } else {
            magnitude = slowDouble(bytes)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// Through text of at most 801 digits: no midpoint between two Doubles has more than 767,
    /// so one digit stands for all others.
    private func slowDouble(_ bytes: Span<UInt8>) -> Double {
        guard mantissa != 0 else { return 0 }
        guard hasTail else { return Self.double("\(mantissa)", power: exponent) }
        var digits: [UInt8] = []
        var hasMore = false
        for i in start..<end {
            guard bytes[i] | 0x20 != UInt8(ascii: "e") else { break }
            guard let digit = hexDigit(bytes[i]), digit > 0 || !digits.isEmpty else { continue }
            if digits.count < 800 {
                digits.append(bytes[i])
            } else {
                hasMore = hasMore || digit > 0
            }
        }
        if hasMore { digits.append(UInt8(ascii: "1")) }
        let text = String(decoding: digits, as: UTF8.self)
        return Self.double(text, power: exponent - (digits.count - Self.digitsMax))
    }

    private static func double(_ digits: String, power: Int) -> Double {
        Double("\(digits)e\(Swift.max(-5000, Swift.min(5000, power)))") ?? .infinity
    }

    private func signed(_ magnitude: UInt64) -> Int64? {
        guard isNegative else { return Int64(exactly: magnitude) }
        guard magnitude <= Int64.min.magnitude else { return nil }
        return Int64(truncatingIfNeeded: 0 &- magnitude)
    }

    static let powers: [UInt64] = (0..<20).map { power in
        (0..<power).reduce(1) { product, _ in product * 10 }
    }
    private static let doubles: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
        1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
