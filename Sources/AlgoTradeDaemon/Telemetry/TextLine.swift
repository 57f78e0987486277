import Logging

/// A record as a line for people: `14:30:05.123 NOTICE   data  ready in 0.4 s  event=ready`.
/// Time is UTC. Control characters are escaped, so that no record can forge another line.
enum TextLine {
    static func append(_ record: LogRecord, colour: Bool, to bytes: inout [UInt8]) {
        record.time.appendClock(to: &bytes)
        bytes.append(UInt8(ascii: " "))
        let level = record.level.rawValue.uppercased()
        let colourCode = colour ? code(record.level) : nil
        if let colourCode { bytes.append(contentsOf: "\u{1B}[\(colourCode)m".utf8) }
        bytes.append(contentsOf: level.utf8)
        if colourCode != nil { bytes.append(contentsOf: "\u{1B}[0m".utf8) }
        for _ in level.utf8.count..<9 { bytes.append(UInt8(ascii: " ")) }
        appendEscaped(record.plane, to: &bytes)
        bytes.append(UInt8(ascii: " "))
        appendEscaped(record.message, to: &bytes)
        if record.event != .note {
            bytes.append(contentsOf: " event=\(record.event.rawValue)".utf8)
        }
        for field in record.fields {
            bytes.append(contentsOf: " \(field.name.lowercased())=".utf8)
            appendValue(field.value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func code(_ level: Logger.Level) -> String? {
        switch level {
        case .trace, .debug: "2"
        case .info: nil
        case .notice: "1"
        case .warning: "33"
        case .error: "31"
        case .critical: "1;31"
        }
    }

    /// As it stands when it is one word, else in quotes.
    private static func appendValue(_ value: String, to bytes: inout [UInt8]) {
        let plain = value.utf8.allSatisfy {
            $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "=")
        }
        guard value.isEmpty || !plain else { return appendEscaped(value, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
        appendEscaped(value, quotes: true, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendEscaped(
        _ text: String, quotes: Bool = false, to bytes: inout [UInt8]
    ) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": bytes.append(contentsOf: "\\n".utf8)
            case "\t": bytes.append(contentsOf: "\\t".utf8)
            case "\"" where quotes, "\\" where quotes:
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case _ where scalar.properties.generalCategory == .control:
                bytes.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".utf8)
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
            }
        }
    }
}
