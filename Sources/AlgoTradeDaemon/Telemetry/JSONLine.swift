import Logging

/// A record as one line of JSON, for log shippers: keys in lower case, `time` in RFC 3339.
enum JSONLine {
    static func append(_ record: LogRecord, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: #"{"time":""#.utf8)
        record.time.appendDateTime(to: &bytes)
        bytes.append(contentsOf: #"","level":"#.utf8)
        appendString(record.level.rawValue, to: &bytes)
        bytes.append(contentsOf: #","message":"#.utf8)
        appendString(record.message, to: &bytes)
        bytes.append(contentsOf: #","plane":"#.utf8)
        appendString(record.plane, to: &bytes)
        bytes.append(contentsOf: #","event":"#.utf8)
        appendString(record.event.rawValue, to: &bytes)
        for field in record.fields {
            bytes.append(UInt8(ascii: ","))
            appendString(field.name.lowercased(), to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            if LogField(rawValue: field.name)?.isNumber == true, let number = Int64(field.value) {
                bytes.append(contentsOf: number.description.utf8)
            } else {
                appendString(field.value, to: &bytes)
            }
        }
        bytes.append(contentsOf: "}\n".utf8)
    }

    /// A JSON string with its quotes.
    static func appendString(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): bytes.append(contentsOf: #"\n"#.utf8)
            case UInt8(ascii: "\r"): bytes.append(contentsOf: #"\r"#.utf8)
            case UInt8(ascii: "\t"): bytes.append(contentsOf: #"\t"#.utf8)
            case 0..<0x20:
                bytes.append(contentsOf: #"\u00"#.utf8)
                bytes.append(hexDigit(byte >> 4))
                bytes.append(hexDigit(byte & 0xF))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
