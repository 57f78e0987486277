/// Bytes in hexadecimal, with their characters beside.
enum HexDump {
    private static let width = 16
    private static let digits = Array("0123456789abcdef".utf8)

    /// `00000010  7b 22 73 79 6d 62 6f 6c  22 3a 22 ff 22 7d        |{"symbol":"."}|`
    static func lines(_ bytes: ArraySlice<UInt8>) -> [String] {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: width).map { start in
            line(bytes[start..<min(start + width, bytes.endIndex)], at: start - bytes.startIndex)
        }
    }

    /// All in one, without blanks.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func line(_ bytes: ArraySlice<UInt8>, at offset: Int) -> String {
        var text: [UInt8] = []
        for shift in stride(from: 28, through: 0, by: -4) {
            text.append(digits[offset >> shift & 15])
        }
        for column in 0..<width {
            text.append(contentsOf: (column % 8 == 0 ? "  " : " ").utf8)
            let index = bytes.startIndex + column
            if index < bytes.endIndex {
                text.append(digits[Int(bytes[index] >> 4)])
                text.append(digits[Int(bytes[index] & 15)])
            } else {
                text.append(contentsOf: "  ".utf8)
            }
        }
        text.append(contentsOf: "  |".utf8)
        for byte in bytes { text.append(0x20..<0x7F ~= byte ? byte : UInt8(ascii: ".")) }
        text.append(UInt8(ascii: "|"))
        return String(decoding: text, as: UTF8.self)
    }
}
