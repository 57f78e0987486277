extension RecordReader {
    @inline(__always)
    mutating func decimal(
        _ bytes: Span<UInt8>, _ bound: DecimalBound = .any
    ) throws(Invalid) -> Decimal9 {
        let nanos = try nanos(bytes)
        guard nanos >= bound.least else { throw Invalid() }
        return Decimal9(nanos: nanos)
    }

    /// Billionths.
    @inline(__always)
    mutating func nanos(_ bytes: Span<UInt8>) throws(Invalid) -> Int64 {
        if let number = ShortNumber(Word.load(bytes, at)) {
            at &+= number.count
            return number.nanos
        }
        let (nanos, next) = try Self.longNanos(bytes, at)
        at = next
        return nanos
    }

    @inline(never)
    static func longNanos(
        _ bytes: Span<UInt8>, _ at: Int
    ) throws(Invalid) -> (nanos: Int64, next: Int) {
        if let number = PlainNumber(bytes, at), number.places <= 9 {
            let (product, overflow) = number.mantissa.multipliedReportingOverflow(
                by: NumberToken.powers[9 &- number.places])
            if !overflow, product <= UInt64(Int64.max) {
                let nanos = Int64(truncatingIfNeeded: product)
                return (number.isNegative ? 0 &- nanos : nanos, number.next)
            }
        }
        let token = try anyNumber(bytes, at)
        guard let nanos = token.nanos else { throw Invalid() }
        return (nanos, token.end)
    }

    @inline(__always)
    mutating func integer(_ bytes: Span<UInt8>, least: Int64) throws(Invalid) -> Int64 {
        let value: Int64
        if let number = ShortNumber(Word.load(bytes, at)), number.places == 0 {
            value = Int64(truncatingIfNeeded: number.mantissa)
            at &+= number.count
        } else {
            (value, at) = try Self.longInteger(bytes, at)
        }
        guard value >= least else { throw Invalid() }
        return value
    }

    @inline(never)
    static func longInteger(
        _ bytes: Span<UInt8>, _ at: Int
    ) throws(Invalid) -> (value: Int64, next: Int) {
        if let number = PlainNumber(bytes, at), number.places == 0 {
            let value = Int64(truncatingIfNeeded: number.mantissa)
            return (number.isNegative ? 0 &- value : value, number.next)
        }
        let token = try anyNumber(bytes, at)
        guard case .value(let value) = token.whole else { throw Invalid() }
        return (value, token.end)
    }

    /// A finite Double.
    @inline(__always)
    mutating func double(_ bytes: Span<UInt8>) throws(Invalid) -> Double {
        let value: Double
        if let number = ShortNumber(Word.load(bytes, at)) {
            value = Double(decimal: number.mantissa, exponent: 0 &- number.places)
            at &+= number.count
        } else {
            (value, at) = try Self.longDouble(bytes, at)
        }
        return value
    }

    /// A finite Double of at least `least` and at most `most`.
    @inline(__always)
    mutating func double(
        _ bytes: Span<UInt8>, in least: Double, _ most: Double
    ) throws(Invalid) -> Double {
        let value = try double(bytes)
        guard value >= least, value <= most else { throw Invalid() }
        return value
    }

    @inline(never)
    private static func longDouble(
        _ bytes: Span<UInt8>, _ at: Int
    ) throws(Invalid) -> (value: Double, next: Int) {
        if let number = PlainNumber(bytes, at) {
            let value = Double(decimal: number.mantissa, exponent: 0 &- number.places)
            return (number.isNegative ? -value : value, number.next)
        }
        let token = try anyNumber(bytes, at)
        let value = token.double(bytes)
        guard value.isFinite else { throw Invalid() }
        return (value, token.end)
    }

    /// Any number.
    @inline(never)
    private static func anyNumber(
        _ bytes: Span<UInt8>, _ at: Int
    ) throws(Invalid) -> NumberToken {
        var reader = JSONReader()
        reader.position = at
        guard reader.isAtNumber(bytes) else { throw Invalid() }
        do { return try reader.number(bytes) } catch { throw Invalid() }
    }
}
