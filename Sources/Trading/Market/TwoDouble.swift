/// A number from 0 on as the sum of two doubles, the second less than half a last place of the
/// first: 106 bits, so that a result is rounded once, at the end.
struct TwoDouble: Sendable {
    private let high: Double
    private let low: Double

    private init(_ high: Double, _ low: Double) {
        self.high = high + low
        self.low = low - (self.high - high)
    }

    /// `number` · 2^`exponent`, exact up to 106 bits.
    init(_ number: UInt128, exponent: Int = 0) {
        guard number != 0 else {
            self.init(0, 0)
            return
        }
        let zeros = number.leadingZeroBitCount
        let bits = number << UInt128(zeros)
        func part(_ shift: Int, _ width: Int) -> Double {
            let word = UInt64(truncatingIfNeeded: bits >> UInt128(shift)) & (1 << width - 1)
            return Double(
                sign: .plus, exponent: shift - zeros + exponent, significand: Double(word))
        }
        self.init(part(75, 53), part(22, 53) + part(0, 22))
    }

    /// The root, to a unit of 2^-104.
    func squareRoot() -> TwoDouble {
        let root = high.squareRoot()
        guard root > 0 else { return self }
        // What is missing is a double: Boldo and Daumas, Representable correcting terms, 2003.
        let missing = high.addingProduct(-root, root) + low
        return TwoDouble(root, missing / (2 * root))
    }

    /// The double nearest to the quotient: wrong by its last digit in one case of 2^49 at most.
    static func / (numerator: TwoDouble, denominator: TwoDouble) -> Double {
        let quotient = numerator.high / denominator.high
        let missing =
            numerator.high.addingProduct(-quotient, denominator.high)
            + (numerator.low - quotient * denominator.low)
        return quotient + missing / denominator.high
    }
}
