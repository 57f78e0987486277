/// A string of the record, already proved valid: where its content lies between the quotes.
struct StringToken {
    var start: Int
    var end: Int
    var isEscaped = false

    /// The text's UTF-8, escapes resolved.
    func content(_ bytes: Span<UInt8>) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(end - start)
        var at = start
        while at < end {
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "\\") {
                at = Self.appendEscape(at, bytes, to: &content)
            } else {
                content.append(byte)
            }
        }
        return content
    }

    /// The text's UTF-8, escapes resolved, between quotes.
    func quoted(_ bytes: Span<UInt8>) -> [UInt8] {
        [UInt8(ascii: "\"")] + content(bytes) + [UInt8(ascii: "\"")]
    }

    /// The first `most` characters of the valid string whose content begins at `start`.
    static func head(_ start: Int, _ most: Int, _ bytes: Span<UInt8>) -> StringToken {
        var end = start
        for _ in 0..<most {
            switch bytes[end] {
            case UInt8(ascii: "\""): return StringToken(start: start, end: end, isEscaped: true)
            case UInt8(ascii: "\\"):
                guard bytes[end + 1] == UInt8(ascii: "u") else {
                    end += 2
                    continue
                }
                end += hex4(end + 2, bytes) & 0xFC00 == 0xD800 ? 12 : 6
            case 0..<0x80: end += 1
            case 0..<0xE0: end += 2
            case 0..<0xF0: end += 3
            default: end += 4
            }
        }
        return StringToken(start: start, end: end, isEscaped: true)
    }

    /// By code points, after escapes.
    func isEqual(to other: StringToken, _ bytes: Span<UInt8>) -> Bool {
        if isEscaped || other.isEscaped { return content(bytes) == other.content(bytes) }
        guard end - start == other.end - other.start else { return false }
        for i in 0..<(end - start) where bytes[start + i] != bytes[other.start + i] {
            return false
        }
        return true
    }

    /// Appends what the escape means whose letter is at `at`; returns the place behind it.
    private static func appendEscape(
        _ at: Int, _ bytes: Span<UInt8>, to content: inout [UInt8]
    ) -> Int {
        switch bytes[at] {
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            let unit = hex4(at + 1, bytes)
            guard unit & 0xFC00 == 0xD800 else {
                append(unit, to: &content)
                return at + 5
            }
            let low = hex4(at + 7, bytes)
            append(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF, to: &content)
            return at + 11
        case let byte: content.append(byte)
        }
        return at + 1
    }

    private static func hex4(_ at: Int, _ bytes: Span<UInt8>) -> UInt32 {
        var value: UInt32 = 0
        for i in at..<(at + 4) { value = value << 4 | UInt32(hexDigit(bytes[i]) ?? 0) }
        return value
    }

    private static func append(_ scalar: UInt32, to content: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(scalar) else { return }
        content.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}

/// 0…15; nil when the byte is no hexadecimal digit.
func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
