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

extension [UInt8] {
    /// Appends the shortest text that reads back as the value; traps unless it is finite.
    mutating func append(double value: Double) {
        let text = value.text
        append(addingCapacity: DecimalText.bytesMax) { room in
            room.append(repeating: 0, count: DecimalText.bytesMax)
            var bytes = room.mutableSpan
            room.removeLast(DecimalText.bytesMax - text.write(to: &bytes, at: 0))
        }
    }
}
