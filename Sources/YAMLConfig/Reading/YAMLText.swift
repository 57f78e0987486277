/// Writes scalars so that any YAML reader gives the same text back.
public enum YAMLText {
    /// `text` as a scalar: plain when that is unmistakable, else in double quotes. A `${` is
    /// written `$${`, so that it is not expanded.
    public static func scalar(_ text: String) -> String {
        if isUnmistakable(text) { return text }
        var out = "\""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "{", previous == "$" { out += "${" } else { out += escaped(scalar) }
            previous = scalar
        }
        return out + "\""
    }

    /// At most `count` characters of a text in one line, fit for a message.
    public static func cut(_ text: String, to count: Int) -> String { text.cut(to: count) }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\t": return "\\t"
        case "\r": return "\\r"
        default:
            let isPrintable = scalar.value >= 0x20 && scalar.value < 0x7F
            if isPrintable || (scalar.value >= 0xA0 && scalar.value < 0xD800 && !isBreak(scalar)) {
                return String(scalar)
            }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        }
    }

    /// YAML 1.1 takes these for line ends.
    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x2028 || scalar.value == 0x2029
    }

    private static func isUnmistakable(_ text: String) -> Bool {
        let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "/"),
            !words.contains(text.lowercased())
        else { return false }
        return text.utf8.allSatisfy { byte in
            isLetter(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
                || "_-./".utf8.contains(byte)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }
}
