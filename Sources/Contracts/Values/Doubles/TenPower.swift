/// The 128 leading bits of a power of ten; the first of them is 1.
///
/// Exact for the exponents from 0 to ``exactMax``; rounded up below 0 and cut off above
/// ``exactMax``, as D. Lemire, "Number parsing at a gigabyte per second" (2021), section 5, has
/// them. The powers of two in a power of ten only move the bits, so these are bits of 5^e.
struct TenPower {
    var high: UInt64
    var low: UInt64

    /// What reading (from −342) and writing (up to 324) need.
    static let exponents = -342...324
    /// 5^55 is the greatest power of five with at most 128 bits.
    static let exactMax = 55

    @inline(__always)
    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The power with this exponent, which must be one of ``exponents``.
    @inline(__always)
    init(exponent: Int) {
        self = Self.table[exponent &- Self.exponents.lowerBound]
    }

    /// Next power up when it is not exact; no low half is all ones, so nothing is carried.
    @inline(__always)
    static func roundedUp(exponent: Int) -> TenPower {
        var power = TenPower(exponent: exponent)
        power.low &+= exponent > exactMax ? 1 : 0
        return power
    }

    /// floor(log2(10^exponent)) for exponents from −400 to 400.
    @inline(__always)
    static func log2(_ exponent: Int) -> Int { (exponent &* 217_706) >> 16 }

    /// Held in place: reaching an element takes no reference and no memory.
    private static let table: InlineArray<667, TenPower> = {
        var table = InlineArray<667, TenPower>(repeating: TenPower(high: 0, low: 0))
        fill(&table)
        return table
    }()

    private static func fill(_ table: inout InlineArray<667, TenPower>) {
        let zero = -exponents.lowerBound
        // 5^324 has 753 bits.
        var product = WideNumber<16>(1)
        for exponent in 0...exponents.upperBound {
            table[zero + exponent] = product.leading
            product.multiply(by: 5)
        }
        // Cutting off after each division by 5 is as good as doing it once, after the last, and
        // of 2^1023 ÷ 5^342 there are 229 bits left. No quotient is exact: all round up.
        var quotient = WideNumber<16>(1)
        quotient.shift(by: 1023)
        for exponent in 1...zero {
            quotient.divide(by: 5)
            table[zero - exponent] = quotient.leading
            table[zero - exponent].low += 1
        }
    }
}
