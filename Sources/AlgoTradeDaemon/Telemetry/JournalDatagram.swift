import Logging

/// A record as the journal's native protocol wants it: `KEY=value` lines; a value with a line
/// end in it as `KEY`, its length (64 bits, little endian), the bytes and a line end.
/// (systemd.io, "Native Journal Protocol")
enum JournalDatagram {
    static func append(_ record: LogRecord, to bytes: inout [UInt8]) {
        append("MESSAGE", record.message, to: &bytes)
        append("PRIORITY", record.level.journalPriority.description, to: &bytes)
        append("SYSLOG_IDENTIFIER", "algotraded", to: &bytes)
        append("MESSAGE_ID", record.event.messageID, to: &bytes)
        append(LogField.plane.rawValue, record.plane, to: &bytes)
        append(LogField.event.rawValue, record.event.rawValue, to: &bytes)
        for field in record.fields { append(field.name, field.value, to: &bytes) }
    }

    private static func append(_ name: String, _ value: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: name.utf8)
        if value.utf8.contains(UInt8(ascii: "\n")) {
            bytes.append(UInt8(ascii: "\n"))
            let length = UInt64(value.utf8.count)
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: length >> shift))
            }
        } else {
            bytes.append(UInt8(ascii: "="))
        }
        bytes.append(contentsOf: value.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }
}
