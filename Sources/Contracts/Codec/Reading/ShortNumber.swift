/// A number as most prices and sizes are: without a sign, of at most seven characters, all of
/// them and the one behind in one word.
struct ShortNumber {
    let mantissa: UInt64
    /// Digits behind the point, 0 to 5.
    let places: Int
    /// Its characters, 1 to 7.
    let count: Int

    /// Nil when the number that the word begins with is of another kind, or none.
    ///
    /// What stands behind it is only known not to belong to it.
    @_transparent
    init?(_ word: UInt64) {
        let digits = word ^ Word.repeating(UInt8(ascii: "0"))
        let others = Word.overNine(digits)
        let end = others.trailingZeroBitCount
        // Behind a leading zero there must be no digit.
        guard others & 0x80 == 0, others != 0, digits & 0xFF | others & 0x8000 != 0
        else { return nil }
        if Word.byte(word, end) == UInt64(UInt8(ascii: ".")) {
            let beyond = others & (others &- 1)
            let stop = beyond.trailingZeroBitCount
            guard beyond != 0, stop != end &+ 8, !Self.isExponent(Word.byte(word, stop))
            else { return nil }
            // The digits before the point, then those behind it, with the point taken out.
            let head = (others ^ (others &- 1)) &>> 8
            let behind = digits &>> 8
            let both = (digits ^ behind) & head ^ behind
            mantissa = Word.sum(both &<< UInt64(truncatingIfNeeded: 79 &- stop))
            places = (stop &- end) &>> 3 &- 1
            count = stop &>> 3
        } else {
            guard !Self.isExponent(Word.byte(word, end)) else { return nil }
            mantissa = Word.sum(digits &<< UInt64(truncatingIfNeeded: 71 &- end))
            places = 0
            count = end &>> 3
        }
    }

    /// Whether the byte is an exponent's letter.
    @_transparent
    private static func isExponent(_ byte: UInt64) -> Bool {
        byte | 0x20 == UInt64(UInt8(ascii: "e"))
    }

    /// Billionths.
    @_transparent
    var nanos: Int64 {
        // Seven digits times a billion: far from overflow.
        Int64(truncatingIfNeeded: mantissa &* Self.units[places & 7])
    }

    /// Billionths in the last of so many places.
    private static let units: InlineArray<8, UInt64> = [
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100,
    ]
}

/// A whole number of at most seven digits, all of them and the byte behind in one word.
struct ShortInteger {
    let value: Int64
    /// Its digits, 1 to 7.
    let count: Int

    /// Nil when the number that the word begins with is of another kind, or none.
    @_transparent
    init?(_ word: UInt64) {
        let digits = word ^ Word.repeating(UInt8(ascii: "0"))
        let others = Word.overNine(digits)
        let end = others.trailingZeroBitCount
        guard others & 0x80 == 0, others != 0, digits & 0xFF | others & 0x8000 != 0,
            !Self.goesOn(Word.byte(word, end))
        else { return nil }
        value = Int64(
            truncatingIfNeeded: Word.sum(digits &<< UInt64(truncatingIfNeeded: 71 &- end)))
        count = end &>> 3
    }

    /// Whether the byte, which is no digit, belongs to a number that it stands behind.
    @_transparent
    private static func goesOn(_ byte: UInt64) -> Bool {
        byte == UInt64(UInt8(ascii: ".")) || byte | 0x20 == UInt64(UInt8(ascii: "e"))
    }

    /// The number of eight digits that the bytes begin with; nil when it is of another kind, or
    /// none.
    @inline(never)
    static func eight(_ bytes: Span<UInt8>) -> Int64? {
        guard bytes.count > 8, bytes[0] != UInt8(ascii: "0") else { return nil }
        let digits = Word.whole(bytes, 0) ^ Word.repeating(UInt8(ascii: "0"))
        let last = UInt64(bytes[8])
        guard Word.overNine(digits) == 0, !goesOn(last), last &- 0x30 > 9 else { return nil }
        return Int64(truncatingIfNeeded: Word.sum(digits))
    }
}

/// The number at a place as written: `±mantissa × 10^-places`, with at most eighteen digits and no
/// exponent.
struct PlainNumber {
    private(set) var mantissa: UInt64 = 0
    /// Digits behind the point.
    private(set) var places = 0
    private(set) var isNegative = false
    /// The place of the first byte behind the number.
    private(set) var next: Int

    /// Nil when the number at `at` is of another kind, or none.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ at: Int) {
        next = at
        if Self.byte(bytes, at) == UInt8(ascii: "-") {
            isNegative = true
            next &+= 1
        }
        let whole = next
        let first = Self.byte(bytes, whole)
        readDigits(bytes)
        var count = next &- whole
        guard count == 1 || (count > 1 && first != UInt8(ascii: "0")) else { return nil }
        var end = Self.byte(bytes, next)
        if end == UInt8(ascii: ".") {
            next &+= 1
            let fraction = next
            readDigits(bytes)
            places = next &- fraction
            guard places > 0 else { return nil }
            count &+= places
            end = Self.byte(bytes, next)
        }
        guard count <= 18, end | 0x20 != UInt8(ascii: "e") else { return nil }
    }

    /// Reads digits onto the mantissa, which wraps when they are too many.
    @inline(__always)
    private mutating func readDigits(_ bytes: Span<UInt8>) {
        while true {
            let word = Word.load(bytes, next)
            let count = Word.place(Word.others(word))
            if count == 0 { return }
            mantissa = mantissa &* NumberToken.powers[count] &+ Word.decimal(word, count)
            next &+= count
            if count < 8 || Self.byte(bytes, next) &- UInt8(ascii: "0") > 9 { return }
        }
    }

    @inline(__always)
    private static func byte(_ bytes: Span<UInt8>, _ at: Int) -> UInt8 {
        at < bytes.count ? bytes[at] : 0
    }
}
