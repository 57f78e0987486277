extension RecordWriter {
    /// Bytes at most: `-9223372036.854775808`.
    static let decimalMax = 21

    @inline(__always)
    mutating func write(_ field: Field, _ value: Decimal9, _ room: inout MutableSpan<UInt8>) {
        key(field, &room)
        decimal(value, &room)
    }

    @inline(__always)
    mutating func write(_ field: Field, _ value: Int64, _ room: inout MutableSpan<UInt8>) {
        key(field, &room)
        integer(value, &room)
    }

    @inline(__always)
    mutating func write(_ field: Field, _ value: Bool, _ room: inout MutableSpan<UInt8>) {
        key(field, &room)
        // "true" and "false".
        word(value ? 0x6575_7274 : 0x65_736C_6166, count: value ? 4 : 5, &room)
    }

    /// Shortest digits that read back as the same Double; traps unless it is finite.
    @inline(__always)
    mutating func write(_ field: Field, _ value: Double, _ room: inout MutableSpan<UInt8>) {
        precondition(value.isFinite, "JSON has no \(value) for \(field.name)")
        key(field, &room)
        double(value, &room)
    }

    /// Shortest digits that read back as the same Double; traps unless it is finite.
    @inline(__always)
    mutating func double(_ value: Double, _ room: inout MutableSpan<UInt8>) {
        let text = value.text
        Self.store(text.words.0, at, &room)
        Self.store(text.words.1, at &+ 8, &room)
        Self.store(text.words.2, at &+ 16, &room)
        at &+= text.count
    }

    /// The shortest exact form: no point without a fraction, no zeros at its end.
    @inline(__always)
    mutating func decimal(_ value: Decimal9, _ room: inout MutableSpan<UInt8>) {
        let scale = UInt64(Decimal9.scale)
        sign(value.nanos < 0, &room)
        let (whole, fraction) = value.nanos.magnitude.quotientAndRemainder(dividingBy: scale)
        natural(whole, &room)
        guard fraction != 0 else { return }
        let (eight, last) = fraction.quotientAndRemainder(dividingBy: 10)
        let digits = eight.eightDigits
        room[at] = UInt8(ascii: ".")
        Self.store(digits | Self.zeros, at &+ 1, &room)
        room[at &+ 9] = UInt8(ascii: "0") | UInt8(truncatingIfNeeded: last)
        at &+= last != 0 ? 10 : 9 &- digits.leadingZeroBitCount &>> 3
    }

    @inline(__always)
    mutating func integer(_ value: Int64, _ room: inout MutableSpan<UInt8>) {
        sign(value < 0, &room)
        natural(value.magnitude, &room)
    }

    /// The number's digits.
    @inline(__always)
    mutating func natural(_ value: UInt64, _ room: inout MutableSpan<UInt8>) {
        guard value >= 100_000_000 else { return lead(value, &room) }
        let (upper, lower) = value.quotientAndRemainder(dividingBy: 100_000_000)
        if upper >= 100_000_000 {
            let (first, second) = upper.quotientAndRemainder(dividingBy: 100_000_000)
            lead(first, &room)
            word(second.eightDigits | Self.zeros, count: 8, &room)
        } else {
            lead(upper, &room)
        }
        word(lower.eightDigits | Self.zeros, count: 8, &room)
    }

    /// The digits of a number below 10^8, without zeros before it.
    @inline(__always)
    private mutating func lead(_ value: UInt64, _ room: inout MutableSpan<UInt8>) {
        let digits = value.eightDigits
        // The last digit stays, be it 0.
        let bits = (digits | 1 &<< 56).trailingZeroBitCount & ~7
        let shifted = (digits | Self.zeros) &>> UInt64(truncatingIfNeeded: bits)
        word(shifted, count: 8 &- bits &>> 3, &room)
    }

    @inline(__always)
    private mutating func sign(_ isNegative: Bool, _ room: inout MutableSpan<UInt8>) {
        room[at] = UInt8(ascii: "-")
        at &+= isNegative ? 1 : 0
    }

    static var zeros: UInt64 { 0x3030_3030_3030_3030 }
}
