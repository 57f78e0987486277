import Logging
import Synchronization

/// The one way out for all loggers of the process: level, rate limit and sink.
///
/// Records are written by the caller itself, in order, so that the last words before a crash
/// are not lost in a queue. What cannot be written at once is dropped and counted (a caller waits
/// at most 10 ms in a second, see `WaitBudget`); the count is told as soon as there is room again.
final class LogOutput: Sendable {
    /// More records than this of one event of one plane in a second are summed up.
    static let recordsPerSecond = 200

    private struct State {
        var sink: any LogSink
        var limit: LogRateLimit
        var untold = 0
    }

    private let levelPosition: Atomic<Int>
    private let lost = Atomic<Int>(0)
    private let state: Mutex<State>

    init(
        _ sink: sending some LogSink, level: Logger.Level,
        recordsPerSecond: Int = LogOutput.recordsPerSecond
    ) {
        levelPosition = Atomic(level.position)
        state = Mutex(State(sink: sink, limit: LogRateLimit(perSecond: recordsPerSecond)))
    }

    /// May be changed at any time, from any thread.
    var level: Logger.Level {
        get { Logger.Level.allCases[levelPosition.load(ordering: .relaxed)] }
        set { levelPosition.store(newValue.position, ordering: .relaxed) }
    }

    /// Records lost since the start.
    var dropped: Int { lost.load(ordering: .relaxed) }

    /// `now` in nanoseconds of the monotonic clock.
    func write(_ record: LogRecord, at now: Int64 = MonotonicClock.nanoseconds()) {
        state.withLock { state in
            for summary in state.limit.summaries(at: now) { put(summary, &state) }
            if state.limit.admits(record, at: now) { put(record, &state) }
        }
    }

    /// Tells what was summed up so far. To be called before the process ends.
    func flush() {
        state.withLock { state in
            for summary in state.limit.summaries(at: 0, all: true) { put(summary, &state) }
            _ = tellLoss(&state, at: .now())
        }
    }

    private func put(_ record: LogRecord, _ state: inout State) {
        guard tellLoss(&state, at: record.time), state.sink.write(record) else {
            state.untold += 1
            lost.add(1, ordering: .relaxed)
            return
        }
    }

    /// False when there is still no room.
    private func tellLoss(_ state: inout State, at time: WallTime) -> Bool {
        guard state.untold > 0 else { return true }
        let message =
            "\(grouped(state.untold)) log records were dropped: their reader did not keep up"
        let record = LogRecord(time: time, level: .warning, message: message, event: .logDropped)
        guard state.sink.write(record) else { return false }
        state.untold = 0
        return true
    }
}

extension Logger.Level {
    /// Index in `allCases`, which goes from trace to critical.
    fileprivate var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
