import Logging

extension Logger {
    /// Logs what happened under its fixed name.
    ///
    ///     logger.record(.deadLetter, .warning, "not a tick", [.topic: topic, .offset: offset])
    ///
    /// Neither text nor fields are made when the level is off.
    func record(
        _ event: EventName, _ level: Logger.Level, _ message: @autoclosure () -> String,
        _ fields: @autoclosure () -> KeyValuePairs<LogField, any CustomStringConvertible> = [:]
    ) {
        guard logLevel <= level else { return }
        var metadata: Logger.Metadata = [LogField.event.rawValue: .string(event.rawValue)]
        for (field, value) in fields() {
            let text = value.description
            if !text.isEmpty { metadata[field.rawValue] = .string(text) }
        }
        log(level: level, "\(message())", metadata: metadata)
    }
}

extension Logger.Level {
    /// The journal's PRIORITY (syslog's numbers): debug 7, info 6 … critical 2.
    var journalPriority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
