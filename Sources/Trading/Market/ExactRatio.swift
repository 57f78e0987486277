extension Double {
    /// The Double nearest to `numerator / denominator`, ties to even.
    ///
    /// - Parameter denominator: above 0 and below 2^63.
    init(nearest numerator: Int128, over denominator: Int64) {
        precondition(denominator > 0)
        let size = numerator.magnitude
        if size <= 1 << 53, denominator <= 1 << 53 {
            self = Double(Int64(numerator)) / Double(denominator)
            return
        }
        let bits = UInt128.bitWidth - size.leadingZeroBitCount
        let divisor = UInt128(denominator.magnitude)
        let divisorBits = UInt128.bitWidth - divisor.leadingZeroBitCount
        // At least 56 bits of quotient, so that the bit below them can stand for all the rest.
        let shift = Swift.max(0, 56 + divisorBits - bits)
        let (quotient, remainder) = (size << UInt128(shift)).quotientAndRemainder(
            dividingBy: divisor)
        let (head, lost) = quotient.topWord
        let sticky: UInt64 = remainder != 0 || lost.isInexact ? 1 : 0
        let rounded = Double(head | sticky)
        let scaled = Double(
            sign: .plus, exponent: lost.bits - shift, significand: rounded)
        self = numerator < 0 ? -scaled : scaled
    }
}

extension UInt128 {
    /// The highest 62 bits, how many bits lie below them, and whether any of those is set.
    fileprivate var topWord: (UInt64, (bits: Int, isInexact: Bool)) {
        let below = Swift.max(0, UInt128.bitWidth - leadingZeroBitCount - 62)
        let head = self >> UInt128(below)
        return (UInt64(head), (below, head << UInt128(below) != self))
    }
}
