/// The text of a decimal, at most 24 bytes, as three words: the earlier bytes are the lower ones.
///
/// Bytes from ``count`` on may be anything.
struct DecimalText {
    /// Room for every text of a Double: `-1.7976931348623157e+308`.
    static let bytesMax = 24

    private(set) var words: (UInt64, UInt64, UInt64)
    private(set) var count: Int

    /// Of `digits × 10^exponent`, with 1 to 17 digits, where zeros at the end count for nothing.
    ///
    /// The form is that of a Double's `description` without ".0" at the end: from 0.0001 to 2^53
    /// there is no exponent, otherwise one of at least two digits.
    @inline(never)
    init(digits: UInt64, exponent: Int, isNegative: Bool) {
        let length = digits.decimalLength
        let filled = digits &* tenPowers[17 &- length]
        let (lead, rest) = filled.quotientAndRemainder(dividingBy: 10_000_000_000_000_000)
        let (upper, lower) = rest.quotientAndRemainder(dividingBy: 100_000_000)
        let second = upper.eightDigits
        let third = lower.eightDigits
        // Up to the last digit that is not 0.
        let significant =
            third != 0
            ? 17 &- third.leadingZeroBitCount / 8 : 9 &- second.leadingZeroBitCount / 8
        words = (
            (lead | second << 8) | Self.zeros, (second >> 56 | third << 8) | Self.zeros,
            third >> 56 | Self.zeros
        )
        count = significant
        // Digits before the point.
        let point = exponent &+ length
        if -3...15 ~= point || (point == 16 && filled <= (1 << 53) * 10) {
            if point >= significant {
                count = point
            } else if point > 0 {
                insertPoint(at: point)
            } else {
                insertZeros(-point)
            }
        } else {
            if significant > 1 { insertPoint(at: 1) }
            appendExponent(point &- 1)
        }
        if isNegative {
            shift(bytes: 1)
            words.0 |= UInt64(UInt8(ascii: "-"))
        }
    }

    @inline(__always)
    private mutating func insertPoint(at place: Int) {
        let (first, second, third) = words
        words.2 = third << 8 | second >> 56
        if place < 8 {
            words.1 = second << 8 | first >> 56
            words.0 = Self.inserting(into: first, at: place)
        } else if place < 16 {
            words.1 = Self.inserting(into: second, at: place &- 8)
        } else {
            words.2 = Self.inserting(into: third, at: 0)
        }
        count &+= 1
    }

    /// The point in a word whose last byte goes.
    @inline(__always)
    private static func inserting(into word: UInt64, at place: Int) -> UInt64 {
        let bits = UInt64(truncatingIfNeeded: 8 &* place)
        let before = (1 << bits) &- 1 as UInt64
        return word & before | point << bits | (word & ~before) << 8
    }

    /// `0.` and at most three zeros more before the digits.
    @inline(__always)
    private mutating func insertZeros(_ zeros: Int) {
        shift(bytes: zeros &+ 2)
        let bits = UInt64(truncatingIfNeeded: 8 &* (zeros &+ 2))
        words.0 |= (Self.zeros ^ 0x30 << 8 | Self.point << 8) & ((1 << bits) &- 1)
    }

    private mutating func appendExponent(_ exponent: Int) {
        let sign = exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")
        let (hundreds, rest) = exponent.magnitude.quotientAndRemainder(dividingBy: 100)
        var text = UInt64(rest / 10 | (rest % 10) << 8) | 0x3030
        var length = 4
        if hundreds > 0 {
            text = text << 8 | UInt64(hundreds) | 0x30
            length = 5
        }
        text = text << 16 | UInt64(sign) << 8 | UInt64(UInt8(ascii: "e"))
        let bits = UInt64(truncatingIfNeeded: count % 8 &* 8)
        let before = (1 << bits) &- 1 as UInt64
        // No bits are left of a word that is shifted by 64.
        let carried = text >> (64 &- bits)
        switch count / 8 {
        case 0: words = (words.0 & before | text << bits, carried, 0)
        case 1: words = (words.0, words.1 & before | text << bits, carried)
        default: words.2 = words.2 & before | text << bits
        }
        count &+= length
    }

    /// Makes room before the text, all bits 0, of less than eight bytes.
    @inline(__always)
    private mutating func shift(bytes: Int) {
        let bits = UInt64(truncatingIfNeeded: 8 &* bytes)
        words.2 = words.2 << bits | words.1 >> (64 &- bits)
        words.1 = words.1 << bits | words.0 >> (64 &- bits)
        words.0 <<= bits
        count &+= bytes
    }

    private static let zeros: UInt64 = 0x3030_3030_3030_3030
    private static let point = UInt64(UInt8(ascii: "."))
}

private let tenPowers: InlineArray<18, UInt64> = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
]

extension UInt64 {
    /// How many digits the number has, which is below 10^17; 0 has one.
    @inline(__always)
    fileprivate var decimalLength: Int {
        // 1233 ÷ 4096 is close above log10(2).
        let atLeast = ((64 &- (self | 1).leadingZeroBitCount) &* 1233) >> 12
        return atLeast &+ (self | 1 >= tenPowers[atLeast] ? 1 : 0)
    }

    /// The digits of a number below 10^8 with zeros before it, the first in the lowest byte.
    ///
    /// Each step halves all parts at once, each of which stays in its own bits: 10486 ÷ 2^20 is
    /// 1 ÷ 100 as far as 9999 can tell, and 103 ÷ 2^10 is 1 ÷ 10 as far as 99 can.
    @inline(__always)
    var eightDigits: UInt64 {
        let fours = self / 10_000 | (self % 10_000) << 32
        let hundreds = ((fours &* 10_486) >> 20) & 0x7F_0000_007F
        let twos = hundreds | (fours &- hundreds &* 100) << 16
        let tens = ((twos &* 103) >> 10) & 0xF_000F_000F_000F
        return tens | (twos &- tens &* 10) << 8
    }
}
