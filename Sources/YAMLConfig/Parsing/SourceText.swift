/// Checks that bytes are text before libyaml sees them, with the place of what is not.
enum SourceText {
    /// The bytes without a byte order mark.
    static func checked(
        _ bytes: [UInt8], file: String, limits: YAMLLimits
    ) throws(ConfigFault) -> [UInt8] {
        guard bytes.count <= limits.bytes else {
            throw ConfigFault(
                .limit, at: SourcePlace(file: file, line: 1, column: 1),
                "the file is larger than \(limits.bytes / 1_000_000) MB",
                remedy: "a configuration has some hundred lines: is this the right file?")
        }
        let start = SourcePlace(file: file, line: 1, column: 1)
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw ConfigFault(
                .encoding, at: start, "the file is UTF-16", remedy: "save it as UTF-8")
        }
        let bad = bytes.firstIndex { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        if let bad {
            throw ConfigFault(
                .encoding, at: place(ofByte: bad, in: bytes, file: file),
                "this is not a text file: it contains the control character "
                    + hexadecimal(bytes[bad]),
                remedy: "remove it, or write it as an escape in double quotes")
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            throw ConfigFault(
                .encoding, at: place(ofByte: offset, in: bytes, file: file),
                "the byte \(hexadecimal(bytes[offset])) is not UTF-8",
                remedy: "save the file as UTF-8")
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// Line and column of a byte; columns count characters.
    static func place(ofByte offset: Int, in bytes: [UInt8], file: String) -> SourcePlace {
        var place = SourcePlace(file: file, line: 1, column: 1)
        for (index, byte) in bytes.prefix(offset).enumerated() {
            let isCRBeforeLF =
                byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if byte == 0x0A || (byte == 0x0D && !isCRBeforeLF) {
                place.line += 1
                place.column = 1
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        return place
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "0x" + (digits.count == 1 ? "0" + digits : digits)
    }
}
