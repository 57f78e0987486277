extension JSONReader {
    /// Reads a key; the field is nil when no contract has one of that name.
    @inline(__always)
    mutating func key(_ bytes: Span<UInt8>) throws(Stop) -> (field: Field?, key: StringToken) {
        guard byte(bytes) == UInt8(ascii: "\"") else {
            try fail("must have a key in quotes here", bytes)
        }
        let start = position + 1
        var at = start
        var name = PackedName()
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                position = at + 1
                return (FieldTable.shared.field(name), StringToken(start: start, end: at))
            }
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") else { break }
            name.append(byte)
            at &+= 1
        }
        let token = try string(bytes)
        guard let packed = PackedName(token.content(bytes).span) else { return (nil, token) }
        return (FieldTable.shared.field(packed), token)
    }

    /// Reads the string at the reader's place, which is a quote.
    mutating func string(_ bytes: Span<UInt8>) throws(Stop) -> StringToken {
        position += 1
        var token = StringToken(start: position, end: position)
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                token.end = position
                position += 1
                return token
            }
            if byte == UInt8(ascii: "\\") {
                token.isEscaped = true
                try escape(bytes)
            } else if byte >= 0x80 {
                try multibyte(bytes)
            } else if byte >= 0x20 {
                position &+= 1
            } else {
                try fail("must have no bare control character in a string", bytes)
            }
        }
        try fail("must have a closing quote here", bytes)
    }

    private mutating func escape(_ bytes: Span<UInt8>) throws(Stop) {
        let start = position
        position += 1
        switch byte(bytes) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            let unit = try codeUnit(bytes)
            guard unit & 0xF800 == 0xD800 else { return }
            if unit < 0xDC00, byte(bytes) == UInt8(ascii: "\\") {
                position += 1
                if byte(bytes) == UInt8(ascii: "u"), try codeUnit(bytes) & 0xFC00 == 0xDC00 {
                    return
                }
            }
            position = start
            try fail("must have no unpaired surrogate", bytes)
        default:
            position = start
            try fail("must have an escape of JSON here", bytes)
        }
    }

    /// Reads `uXXXX`.
    private mutating func codeUnit(_ bytes: Span<UInt8>) throws(Stop) -> UInt32 {
        position += 1
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = hexDigit(byte(bytes)) else {
                try fail("must have four hexadecimal digits", bytes)
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    /// Reads one well-formed sequence of two to four bytes (Unicode 15, table 3-7).
    private mutating func multibyte(_ bytes: Span<UInt8>) throws(Stop) {
        let lead = bytes[position]
        let second: ClosedRange<UInt8>
        let more: Int
        switch lead {
        case 0xC2...0xDF: (second, more) = (0x80...0xBF, 0)
        case 0xE0: (second, more) = (0xA0...0xBF, 1)
        case 0xED: (second, more) = (0x80...0x9F, 1)
        case 0xE1...0xEF: (second, more) = (0x80...0xBF, 1)
        case 0xF0: (second, more) = (0x90...0xBF, 2)
        case 0xF1...0xF3: (second, more) = (0x80...0xBF, 2)
        case 0xF4: (second, more) = (0x80...0x8F, 2)
        default: try fail("must be valid UTF-8", bytes)
        }
        guard bytes.count - position >= more + 2, second.contains(bytes[position + 1]) else {
            try fail("must be valid UTF-8", bytes)
        }
        for i in 0..<more where bytes[position + 2 + i] & 0xC0 != 0x80 {
            try fail("must be valid UTF-8", bytes)
        }
        position += more + 2
    }
}
