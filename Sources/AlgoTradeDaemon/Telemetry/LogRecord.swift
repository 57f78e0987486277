import Logging

/// One record of the log, ready to be written in any format.
struct LogRecord: Sendable {
    /// `name` is as the journal wants it: upper-case letters, digits and underscores.
    struct Field: Equatable, Sendable {
        var name: String
        var value: String
    }

    static let defaultPlane = "daemon"

    var time: WallTime
    var level: Logger.Level
    var message: String
    var event: EventName
    var plane: String
    /// Without PLANE and EVENT; those of `LogField` first, in its order, then the others by name.
    var fields: [Field]

    init(
        time: WallTime, level: Logger.Level, message: String, event: EventName = .note,
        plane: String = defaultPlane, fields: [Field] = []
    ) {
        self.time = time
        self.level = level
        self.message = message
        self.event = event
        self.plane = plane
        self.fields = fields
    }

    /// Later metadata wins over earlier. An error that came with the record becomes its FAULT.
    init(_ event: Logging.LogEvent, metadata: [Logger.Metadata], time: WallTime) {
        self.init(time: time, level: event.level, message: event.message.description)
        if let error = event.error { set(LogField.fault.rawValue, "\(error)") }
        for layer in metadata {
            for (key, value) in layer { set(Self.fieldName(key), value.description) }
        }
        if let layer = event.metadata {
            for (key, value) in layer { set(Self.fieldName(key), value.description) }
        }
        fields.sort { (Self.rank($0.name), $0.name) < (Self.rank($1.name), $1.name) }
    }

    private mutating func set(_ name: String, _ value: String) {
        switch LogField(rawValue: name) {
        case .plane: plane = value
        case .event where EventName(rawValue: value) != nil:
            event = EventName(rawValue: value) ?? .note
        default:
            if let index = fields.firstIndex(where: { $0.name == name }) {
                fields[index].value = value
            } else {
                fields.append(Field(name: name, value: value))
            }
        }
    }

    private static func rank(_ name: String) -> Int {
        LogField.allCases.firstIndex { $0.rawValue == name } ?? LogField.allCases.count
    }

    /// A legal journal field name (at most 64 of `A-Z0-9_`, a letter first) from a metadata key.
    /// Names that a record has by itself are kept apart by a prefix.
    static func fieldName(_ key: String) -> String {
        if LogField(rawValue: key) != nil { return key }
        var name = String.UnicodeScalarView()
        for scalar in key.unicodeScalars.prefix(60) {
            switch scalar {
            case "A"..."Z", "0"..."9": name.append(scalar)
            case "a"..."z": name.append(Unicode.Scalar(UInt8(ascii: scalar) - 32))
            default: name.append("_")
            }
        }
        let reserved = ["MESSAGE", "MESSAGE_ID", "PRIORITY", "SYSLOG_IDENTIFIER", "TIME", "LEVEL"]
        let legal = String(name)
        return reserved.contains(legal) || legal.first?.isLetter != true ? "KEY_" + legal : legal
    }
}
