extension JSONReader {
    /// Reads the number at the reader's place, which is a minus or a digit.
    @inline(__always)
    mutating func number(_ bytes: Span<UInt8>) throws(Stop) -> NumberToken {
        var token = NumberToken(start: position, end: position, isNegative: false)
        if byte(bytes) == UInt8(ascii: "-") {
            token.isNegative = true
            position += 1
        }
        let whole = position
        let isZero = byte(bytes) == UInt8(ascii: "0")
        var digits = try digits(bytes, &token.mantissa)
        if isZero, digits > 1 {
            position = whole + 1
            try fail("must have no digit after a leading 0", bytes)
        }
        if byte(bytes) == UInt8(ascii: ".") {
            position += 1
            let places = try self.digits(bytes, &token.mantissa)
            token.exponent = -places
            digits += places
        }
        if digits > NumberToken.digitsMax { refine(&token, bytes) }
        if byte(bytes) | 0x20 == UInt8(ascii: "e") { token.exponent += try exponent(bytes) }
        token.end = position
        return token
    }

    /// Reads one digit or more onto `value`, which wraps when they are too many; how many.
    @inline(__always)
    private mutating func digits(
        _ bytes: Span<UInt8>, _ value: inout UInt64
    ) throws(Stop) -> Int {
        let start = position
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value &* 10 &+ UInt64(digit)
            position &+= 1
        }
        guard position > start else { try fail("must have a digit here", bytes) }
        return position - start
    }

    /// Any exponent; one beyond ``NumberToken/exponentMax`` is held there.
    private mutating func exponent(_ bytes: Span<UInt8>) throws(Stop) -> Int {
        position += 1
        let isNegative = byte(bytes) == UInt8(ascii: "-")
        if isNegative || byte(bytes) == UInt8(ascii: "+") { position += 1 }
        let start = position
        var value = 0
        while case let digit = byte(bytes) &- UInt8(ascii: "0"), digit < 10 {
            if value < NumberToken.exponentMax { value = value * 10 + Int(digit) }
            position += 1
        }
        guard position > start else { try fail("must have a digit here", bytes) }
        return isNegative ? -value : value
    }

    /// Reads the digits from the token's start to the reader's place again, keeping the first
    /// nineteen significant ones and what rounding needs of the others.
    private func refine(_ token: inout NumberToken, _ bytes: Span<UInt8>) {
        token.mantissa = 0
        token.exponent = 0
        var kept = 0
        var dropped = 0
        var isFraction = false
        for i in token.start..<position {
            let digit = bytes[i] &- UInt8(ascii: "0")
            guard digit < 10 else {
                if bytes[i] == UInt8(ascii: ".") { isFraction = true }
                continue
            }
            if kept < NumberToken.digitsMax {
                token.mantissa = token.mantissa * 10 + UInt64(digit)
                if token.mantissa != 0 { kept += 1 }
                if isFraction { token.exponent -= 1 }
                continue
            }
            if dropped == 0 {
                token.nextDigit = digit
            } else if digit != 0 {
                token.isSticky = true
            }
            dropped += 1
            if digit != 0 { token.tailPlaces = dropped }
            if !isFraction { token.exponent += 1 }
        }
    }
}
