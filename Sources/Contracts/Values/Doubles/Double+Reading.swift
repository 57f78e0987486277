extension Double {
    /// The Double nearest to `digits × 10^exponent`, of two the even one; infinite when it is too
    /// great for any, 0 when it is too small.
    ///
    /// D. Lemire, "Number parsing at a gigabyte per second" (2021), algorithm 1; that one product
    /// always suffices is proved in N. Mushtak and D. Lemire, "Fast number parsing without
    /// fallback" (2023).
    @inline(__always)
    init(decimal digits: UInt64, exponent: Int) {
        if digits <= 1 << 53, -22...22 ~= exponent {
            // Both are exact, so one operation rounds once (W. Clinger, 1990).
            let power = exactTenPowers[Int(truncatingIfNeeded: exponent.magnitude)]
            let value = Double(Int64(bitPattern: digits))
            self = exponent < 0 ? value / power : value * power
        } else {
            self = Double.nearest(digits, exponent)
        }
    }

    private static func nearest(_ digits: UInt64, _ exponent: Int) -> Double {
        guard digits != 0, exponent >= TenPower.exponents.lowerBound else { return 0 }
        guard exponent <= 308 else { return .infinity }
        let zeros = digits.leadingZeroBitCount
        let factor = digits << UInt64(truncatingIfNeeded: zeros)
        let power = TenPower(exponent: exponent)
        var (high, low) = factor.multipliedFullWidth(by: power.high)
        // Of the product 55 bits are needed, which lie before the last nine: while these are not
        // all ones, the low half of the power cannot reach them.
        if high & 0x1FF == 0x1FF {
            let (sum, carry) = low.addingReportingOverflow(
                factor.multipliedFullWidth(by: power.low).high)
            low = sum
            high &+= carry ? 1 : 0
        }
        let top = Int(truncatingIfNeeded: high >> 63)
        // With one bit more than a Double keeps.
        let shift = UInt64(truncatingIfNeeded: top &+ 9)
        var bits = high >> shift
        let biased = TenPower.log2(exponent) &+ 63 &+ 1023 &+ top &- zeros
        guard biased > 0 else { return subnormal(bits, below: 1 &- biased) }
        // Only with these exponents can the product be exact, and so halfway between two.
        if low <= 1, -4...23 ~= exponent, bits & 3 == 1, bits << shift == high {
            bits &-= 1
        }
        bits = (bits &+ (bits & 1)) >> 1
        // The leading bit counts one up in the exponent's place, as does a carry out of rounding.
        let pattern = UInt64(truncatingIfNeeded: biased &- 1) << 52 &+ bits
        return Double(bitPattern: Swift.min(pattern, Double.infinity.bitPattern))
    }

    /// Of 54 bits, the last of them to be rounded away, `distance` below the least normal; no such
    /// value is halfway between two.
    private static func subnormal(_ bits: UInt64, below distance: Int) -> Double {
        let kept = bits >> UInt64(truncatingIfNeeded: distance)
        // A carry makes the least normal of it, exponent and all.
        return distance < 64 ? Double(bitPattern: (kept &+ (kept & 1)) >> 1) : 0
    }
}

/// The powers of ten that are Doubles. An array, as of an inline one each use makes a copy here.
private let exactTenPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]
