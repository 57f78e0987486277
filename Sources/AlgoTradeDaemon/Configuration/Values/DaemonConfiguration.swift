/// The process as a whole.
struct DaemonConfiguration: Sendable {
    /// Empty: the host name.
    var instanceId = ""
    /// Which planes run here; never empty, no plane twice.
    var planes = PlaneName.allCases
    /// Empty: `$STATE_DIRECTORY`, else `./state`.
    var stateDirectory = ""
    var shutdownTimeout = Duration.seconds(10)
    var logLevel = LogLevel.info
    var logFormat = LogFormat.auto
    /// Empty: `/run/systemd/journal/socket`.
    var journalSocket = ""
    var progress = ProgressDisplay.auto
    /// Zero: none.
    var statisticsInterval = Duration.seconds(60)
}

enum PlaneName: String, CaseIterable, Sendable {
    case data
    case strategy
    case orders
}

enum LogLevel: String, CaseIterable, Sendable {
    case trace
    case debug
    case info
    case notice
    case warning
    case error
    case critical
}

enum ProgressDisplay: String, CaseIterable, Sendable {
    case auto
    case always
    case never
}

/// How often and how fast a failed plane is started again.
struct SupervisionConfiguration: Equatable, Sendable {
    var maxRestarts = 5
    var period = Duration.seconds(60)
    var backoffInitial = Duration.milliseconds(200)
    var backoffMax = Duration.seconds(30)
}
