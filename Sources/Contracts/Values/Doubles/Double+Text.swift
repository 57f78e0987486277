extension Double {
    /// The shortest text that reads back as this Double, in the form of ``DecimalText``; 0 and −0
    /// are both `0`. Traps unless the value is finite.
    @inline(__always)
    var text: DecimalText {
        let isZero = self == 0
        let (digits, exponent) = isZero ? (0, 0) : magnitude.unstrippedDecimal
        return DecimalText(digits: digits, exponent: exponent, isNegative: self < 0)
    }
}
