/// A whole number from 0 to 2^256 − 1, for sums of squares. Going beyond is a broken invariant.
struct UInt256: Equatable, Sendable {
    private var high: UInt128 = 0
    private var low: UInt128 = 0

    static let zero = UInt256(0)

    init(_ number: UInt128) {
        low = number
    }

    private init(high: UInt128, low: UInt128) {
        (self.high, self.low) = (high, low)
    }

    static func square(_ number: UInt128) -> UInt256 {
        let (high, low) = number.multipliedFullWidth(by: number)
        return UInt256(high: high, low: low)
    }

    static func += (sum: inout UInt256, term: UInt256) {
        let (low, carries) = sum.low.addingReportingOverflow(term.low)
        sum.high += term.high + (carries ? 1 : 0)
        sum.low = low
    }

    static func - (number: UInt256, term: UInt256) -> UInt256 {
        let (low, borrows) = number.low.subtractingReportingOverflow(term.low)
        return UInt256(high: number.high - term.high - (borrows ? 1 : 0), low: low)
    }

    static func * (number: UInt256, factor: UInt128) -> UInt256 {
        let (carry, low) = number.low.multipliedFullWidth(by: factor)
        return UInt256(high: number.high * factor + carry, low: low)
    }

    /// Its highest 128 bits as they are, what lies below them left out.
    var twoDouble: TwoDouble {
        guard high != 0 else { return TwoDouble(low) }
        let zeros = UInt128(high.leadingZeroBitCount)
        let top = zeros == 0 ? high : high << zeros | low >> (128 - zeros)
        return TwoDouble(top, exponent: 128 - Int(zeros))
    }
}
