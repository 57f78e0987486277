extension Decimal9: CustomStringConvertible {
    /// From a JSON number, rounded half to even to nine places; nil when the text is none or
    /// the value does not fit.
    public init?(_ text: String) {
        let copy = Array(text.utf8)
        let bytes = copy.span
        var reader = JSONReader()
        guard reader.isAtNumber(bytes), let token = try? reader.number(bytes),
            token.end == bytes.count, let nanos = token.nanos
        else { return nil }
        self.nanos = nanos
    }

    /// The shortest exact form: no point without a fraction, no zeros at its end.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the shortest exact form.
    public func append(to bytes: inout [UInt8]) {
        if nanos < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, fraction) = nanos.magnitude.quotientAndRemainder(
            dividingBy: UInt64(Self.scale))
        bytes.append(decimal: whole)
        guard fraction != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var rest = fraction
        var place = UInt64(Self.scale) / 10
        while rest != 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / place))
            rest %= place
            place /= 10
        }
    }
}

extension [UInt8] {
    /// Appends the number's digits.
    mutating func append(decimal value: UInt64) {
        let start = count
        var rest = value
        repeat {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest != 0
        var low = start
        var high = count - 1
        while low < high {
            swapAt(low, high)
            low += 1
            high -= 1
        }
    }

    /// Appends the number with zeros before it, `width` digits in all.
    mutating func append(decimal value: UInt64, width: Int) {
        var place = NumberToken.powers[width - 1]
        var rest = value
        for _ in 0..<width {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / place))
            rest %= place
            place = Swift.max(place / 10, 1)
        }
    }
}
