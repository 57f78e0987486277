/// Where records go.
protocol LogSink: Sendable {
    /// False when the record is lost.
    mutating func write(_ record: LogRecord) -> Bool
}
