import Contracts
import YAMLConfig

/// What the configuration's daemon on this host told of itself lately.
enum LocalDaemon: Sendable {
    case told(DaemonStatistics, age: Duration)
    /// Nothing, and why.
    case silent(String)

    /// Where systemd keeps the state of a daemon with a configuration of that folder.
    private static let system = (configurations: "/etc/algotraded/", state: "/var/lib/algotraded")
    /// Reports may come late by that many intervals, or that long.
    private static let patience = (intervals: 3, atLeast: Duration.seconds(10))
    private static let bytesMax = 1 << 20

    static func read(
        _ loaded: LoadedConfiguration, surroundings: Surroundings = .process,
        at now: Timestamp = WallTime.now().timestamp
    ) -> LocalDaemon {
        let interval = loaded.configuration.daemon.statisticsInterval
        guard interval > .zero else {
            return .silent("daemon.statistics_interval is 0s, so that none are written")
        }
        let patience = max(interval * Self.patience.intervals, Self.patience.atLeast)
        let folders = folders(loaded, given: surroundings.variable(StateDirectory.variable))
        let absence = LocalDaemon.silent(
            "no statistics of the last \(NumberText.span(patience)) in "
                + folders.joined(separator: " or "))
        for folder in folders {
            let path = "\(folder)/\(StatisticsReporter.fileName)"
            let bytes: [UInt8]
            do {
                bytes = try surroundings.contents(path, bytesMax)
            } catch .missing {
                continue
            } catch {
                return .silent("\(path) cannot be read: \(error)")
            }
            guard let statistics = DaemonStatistics(bytes, file: path) else {
                return .silent("\(path) is not as this version writes it")
            }
            let age = Duration.nanoseconds(now.nanoseconds(since: statistics.time))
            guard max(age, .zero - age) <= patience else { return absence }
            let group = loaded.configuration.kafka.groupId
            guard statistics.group == group else {
                let other = TerminalText.shown(statistics.group)
                return .silent("\(path) is of kafka.group_id \(other), not of \(group)")
            }
            return .told(statistics, age: max(age, .zero))
        }
        return absence
    }

    private static func folders(_ loaded: LoadedConfiguration, given: String?) -> [String] {
        let configured = loaded.configuration.daemon.stateDirectory
        if let one = StateDirectory.path(configured, given: given) { return [one] }
        let isSystem = loaded.path.hasPrefix(system.configurations)
        return (isSystem ? [system.state] : []) + [StateDirectory.fallback]
    }

    /// Of a daemon that goes on.
    var statistics: DaemonStatistics? {
        guard case .told(let statistics, _) = self, statistics.isRunning else { return nil }
        return statistics
    }
}
