import Logging

/// The daemon's log: one output, from which every logger is made.
struct Telemetry: Sendable {
    private let output: LogOutput

    /// - Parameter journalSocket: empty: `$ALGOTRADED_JOURNAL_SOCKET`, else systemd's own.
    init(
        format: LogFormat = .auto, level: Logger.Level = .info, journalSocket: String = "",
        environment: ProcessEnvironment = .current
    ) {
        let text = LineSink.Style.text(colour: LogFormat.coloured(environment: environment))
        switch format.resolved(environment: environment) {
        case .json: output = LogOutput(LineSink(.json), level: level)
        case .text, .auto: output = LogOutput(LineSink(text), level: level)
        case .journal:
            let path =
                journalSocket.isEmpty
                ? environment["ALGOTRADED_JOURNAL_SOCKET"] ?? JournalSink.defaultPath
                : journalSocket
            let sink = JournalSink(path: path)
            if let sink, sink.isConnected || format == .journal {
                output = LogOutput(sink, level: level)
            } else {
                output = LogOutput(LineSink(text), level: level)
            }
            if sink?.isConnected != true {
                LogOutput(LineSink(text), level: .warning).write(
                    LogRecord(
                        time: .now(), level: .warning, message: "no journal listens at \(path)",
                        event: .logDropped))
            }
        }
    }

    /// For tests and for outputs of another kind.
    init(_ output: LogOutput) {
        self.output = output
    }

    /// The level of all loggers; may be changed while they log.
    var level: Logger.Level {
        get { output.level }
        nonmutating set { output.level = newValue }
    }

    /// Records lost because the journal, or the reader of standard error, did not keep up.
    var dropped: Int { output.dropped }

    /// A logger whose records carry `PLANE=plane`.
    func logger(plane: String = LogRecord.defaultPlane) -> Logger {
        var logger = Logger(label: "algotraded.\(plane)") { _ in DaemonLogHandler(output) }
        logger[metadataKey: LogField.plane.rawValue] = .string(plane)
        return logger
    }

    /// Makes loggers of libraries write here too. Once in a process.
    func installAsDefault() {
        LoggingSystem.bootstrap { [output] _ in DaemonLogHandler(output) }
    }

    /// Writes the records that were being summed up. To be called before the process ends.
    func flush() {
        output.flush()
    }
}
