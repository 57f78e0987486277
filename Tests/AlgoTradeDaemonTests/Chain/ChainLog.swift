import Contracts
import Logging
import Synchronization

@testable import AlgoTradeDaemon

/// Keeps the log records of a test.
final class ChainLog: Sendable {
    private let records = Mutex<[LogRecord]>([])

    private struct Sink: LogSink {
        let log: ChainLog

        mutating func write(_ record: LogRecord) -> Bool {
            log.records.withLock { $0.append(record) }
            return true
        }
    }

    func logger(_ plane: PlaneName) -> Logger {
        let output = LogOutput(Sink(log: self), level: .debug, recordsPerSecond: 1_000_000)
        return Telemetry(output).logger(plane: plane.rawValue)
    }

    func messages(_ event: EventName) -> [String] {
        records.withLock { $0.filter { $0.event == event }.map(\.message) }
    }

    func count(_ event: EventName, plane: PlaneName? = nil) -> Int {
        records.withLock { records in
            records.count { $0.event == event && (plane == nil || $0.plane == plane?.rawValue) }
        }
    }
}

/// Waits until `condition` holds, and says what it waited for when it does not within a minute.
func eventually(
    _ what: String, within limit: Duration = .seconds(60),
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < end else { throw TestTimeout(what: what, limit: limit) }
        try await Task.sleep(for: .milliseconds(5))
    }
}

struct TestTimeout: Error, CustomStringConvertible {
    let what: String
    let limit: Duration

    var description: String { "waited \(limit) in vain for: \(what)" }
}

/// Counts, from any task.
final class ChainCounter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func add() { value.withLock { $0 += 1 } }
}
