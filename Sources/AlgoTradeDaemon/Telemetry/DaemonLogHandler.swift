import Logging

/// The `LogHandler` behind every logger of the daemon.
struct DaemonLogHandler: LogHandler {
    private let output: LogOutput
    private var ownLevel: Logger.Level?

    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(_ output: LogOutput) {
        self.output = output
    }

    /// The level of the output, which may change at run time, unless this logger has its own.
    var logLevel: Logger.Level {
        get { ownLevel ?? output.level }
        set { ownLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: Logging.LogEvent) {
        var layers: [Logger.Metadata] = []
        if let provided = metadataProvider?.get() { layers.append(provided) }
        layers.append(metadata)
        output.write(LogRecord(event, metadata: layers, time: .now()))
    }
}
