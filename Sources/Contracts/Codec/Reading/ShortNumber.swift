/// A number as most prices and sizes are: without a sign, of at most seven characters, all of
/// them and the one behind in one word.
struct ShortNumber {
    let mantissa: UInt64
    /// Digits behind the point.
    let places: Int
    /// The place of the first byte behind the number.
    let next: Int

    /// Nil when the number at `at` is of another kind, or none.
    ///
    /// What stands behind it is only known not to belong to it.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ at: Int) {
        let word = Word.load(bytes, at)
        let others = Word.others(word)
        let whole = Word.place(others)
        // A leading zero is for the other reader, unless it stands alone before a point.
        guard whole > 0, whole < 8, word & 0xFF != 0x30 || whole == 1 else { return nil }
        let end = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: whole &* 8))
        if end == UInt8(ascii: ".") {
            let beyond = others & (others &- 1)
            let count = Word.place(beyond)
            guard count < 8, count > whole &+ 1 else { return nil }
            let last = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: count &* 8))
            guard last | 0x20 != UInt8(ascii: "e") else { return nil }
            // The digits before the point, then those behind it, with the point taken out.
            let head = (others ^ (others &- 1)) &>> 8
            mantissa = Word.decimal(word & head | word &>> 8 & ~head, count &- 1)
            places = count &- whole &- 1
            next = at &+ count
        } else {
            guard end | 0x20 != UInt8(ascii: "e") else { return nil }
            mantissa = Word.decimal(word, whole)
            places = 0
            next = at &+ whole
        }
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
