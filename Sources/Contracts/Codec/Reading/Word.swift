/// Eight bytes of a record in one machine word, the first in the lowest byte.
enum Word {
    /// The eight bytes at `at`; zeros stand for those behind the end.
    @inline(__always)
    static func load(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
        let rest = bytes.extracting(droppingFirst: at)
        return rest.count >= 8 ? whole(rest, 0) : tail(bytes, at)
    }

    /// The eight bytes at `at`, which is a constant; traps when there are fewer.
    @_transparent
    static func whole(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
        // Written out, so that one load of eight bytes becomes of it.
        let low =
            UInt64(bytes[at]) | UInt64(bytes[at &+ 1]) &<< 8 | UInt64(bytes[at &+ 2]) &<< 16
            | UInt64(bytes[at &+ 3]) &<< 24
        let high =
            UInt64(bytes[at &+ 4]) | UInt64(bytes[at &+ 5]) &<< 8
            | UInt64(bytes[at &+ 6]) &<< 16 | UInt64(bytes[at &+ 7]) &<< 24
        return low | high &<< 32
    }

    @inline(never)
    private static func tail(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
        let missing = at &+ 8 &- bytes.count
        if missing >= 8 { return 0 }
        let last = bytes.extracting(last: 8)
        if last.count == 8 { return whole(last, 0) &>> UInt64(truncatingIfNeeded: missing &* 8) }
        var word: UInt64 = 0
        for i in at..<bytes.count {
            word |= UInt64(bytes[i]) &<< UInt64(truncatingIfNeeded: 8 &* (i &- at))
        }
        return word
    }

    /// A word of eight times the byte.
    @_transparent
    static func repeating(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

    /// The high bit of each byte that is 0. Only the lowest one set is sure to be right.
    @inline(__always)
    static func zeros(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    /// The high bit of each byte that is a quote. Only the lowest one set is sure to be right.
    @inline(__always)
    static func quotes(_ word: UInt64) -> UInt64 { zeros(word ^ repeating(UInt8(ascii: "\""))) }

    /// The high bit of each byte that ends plain text in a string: a quote, a backslash, a
    /// control character or one outside ASCII. Only the lowest one set is sure to be right.
    @inline(__always)
    static func specials(_ word: UInt64) -> UInt64 {
        quotes(word) | zeros(word ^ repeating(UInt8(ascii: "\\")))
            | ((word &- repeating(0x20)) & ~word | word) & 0x8080_8080_8080_8080
    }

    /// The high bit of each byte that is no digit.
    @inline(__always)
    static func others(_ word: UInt64) -> UInt64 {
        let digits = word ^ repeating(UInt8(ascii: "0"))
        return ((digits & repeating(0x7F)) &+ repeating(0x76) | digits) & repeating(0x80)
    }

    /// The byte whose highest bit is the word's bit `end`.
    @_transparent
    static func byte(_ word: UInt64, _ end: Int) -> UInt64 {
        word &>> UInt64(truncatingIfNeeded: end &- 7) & 0xFF
    }

    /// The high bit of each byte that is more than 9. Only those up to the lowest that is more
    /// than 137 are sure to be right.
    @_transparent
    static func overNine(_ word: UInt64) -> UInt64 {
        (word &+ repeating(0x76) | word) & repeating(0x80)
    }

    /// The number that the first `count` bytes, 1 to 8 digits, are.
    @inline(__always)
    static func decimal(_ word: UInt64, _ count: Int) -> UInt64 {
        // Zeros in front fill up to eight digits.
        sum((word & repeating(0x0F)) &<< UInt64(truncatingIfNeeded: 64 &- count &* 8))
    }

    /// The number whose eight digits, 0 to 9, are the word's bytes.
    @_transparent
    static func sum(_ digits: UInt64) -> UInt64 {
        // Pairs, fours and all eight are added up.
        let pairs = digits &* 10 &+ digits &>> 8
        let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let high = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (low &+ high) &>> 32
    }

    /// Whether all of the first `count` bytes are `A`–`Z` or `0`–`9`; the others have to be 0.
    @inline(__always)
    static func areAlphanumeric(_ word: UInt64, _ count: Int) -> Bool {
        // Bit 7 of each byte tells; no byte of ASCII carries into the next.
        let digits = (word &+ repeating(0x80 - 0x30)) & ~(word &+ repeating(0x80 - 0x3A))
        let letters = (word &+ repeating(0x80 - 0x41)) & ~(word &+ repeating(0x80 - 0x5B))
        let all = head(repeating(0x80), count)
        return word & repeating(0x80) == 0 && (digits | letters) & all == all
    }

    /// Whether the lowest byte may stand behind a number: no digit, point, exponent or sign.
    @inline(__always)
    static func isEnd(_ word: UInt64) -> Bool {
        let byte = word & 0xFF
        return byte == 0x2C || byte == 0x7D || byte == 0x5D || byte <= 0x20
    }

    /// How many bytes lie before the lowest one that a mask of high bits marks; 8 when it
    /// marks none.
    @inline(__always)
    static func place(_ mask: UInt64) -> Int { mask.trailingZeroBitCount &>> 3 }

    /// The lowest `count` bytes, 0 to 7 of them.
    @inline(__always)
    static func head(_ word: UInt64, _ count: Int) -> UInt64 {
        word & ((1 as UInt64) &<< UInt64(truncatingIfNeeded: count &* 8) &- 1)
    }
}
