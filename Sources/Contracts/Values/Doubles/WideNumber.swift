/// A whole number of at most `size` words, in place, without memory of its own.
///
/// What does not fit traps.
struct WideNumber<let size: Int> {
    /// From the least significant word on.
    private var words = InlineArray<size, UInt64>(repeating: 0)
    /// Words up to the first that is not 0.
    private var count = 0

    init(_ value: UInt64) {
        add(value)
    }

    mutating func multiply(by factor: UInt64, adding summand: UInt64 = 0) {
        var carry = summand
        for i in 0..<count {
            let (high, low) = words[i].multipliedFullWidth(by: factor)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            words[i] = sum
            carry = high + (overflow ? 1 : 0)
        }
        add(carry)
    }

    mutating func multiply(byFiveTo exponent: Int) {
        // 5^27 is the greatest power of five that a word holds.
        var rest = exponent
        while rest >= 27 {
            multiply(by: 7_450_580_596_923_828_125)
            rest -= 27
        }
        multiply(by: (0..<rest).reduce(1) { power, _ in power * 5 })
    }

    /// Divides, leaving out the remainder.
    mutating func divide(by divisor: UInt64) {
        var rest: UInt64 = 0
        for i in (0..<count).reversed() {
            (words[i], rest) = divisor.dividingFullWidth((high: rest, low: words[i]))
        }
        while count > 0, words[count - 1] == 0 { count -= 1 }
    }

    /// Multiplies by 2^bits.
    mutating func shift(by bits: Int) {
        guard count > 0 else { return }
        multiply(by: 1 << UInt64(bits % 64))
        let distance = bits / 64
        guard distance > 0 else { return }
        for i in (0..<count).reversed() { words[i + distance] = words[i] }
        for i in 0..<distance { words[i] = 0 }
        count += distance
    }

    /// The 128 leading bits, with zeros behind them when there are fewer; the number is not 0.
    var leading: TenPower {
        let first = words[count - 1]
        let second = count > 1 ? words[count - 2] : 0
        let third = count > 2 ? words[count - 3] : 0
        let zeros = UInt64(first.leadingZeroBitCount)
        return TenPower(
            high: first << zeros | second >> (64 - zeros),
            low: second << zeros | third >> (64 - zeros))
    }

    func isLess(than other: borrowing Self) -> Bool {
        guard count == other.count else { return count < other.count }
        for i in (0..<count).reversed() where words[i] != other.words[i] {
            return words[i] < other.words[i]
        }
        return false
    }

    /// Sets the word behind the last; 0 is left out.
    private mutating func add(_ word: UInt64) {
        guard word != 0 else { return }
        words[count] = word
        count += 1
    }
}
