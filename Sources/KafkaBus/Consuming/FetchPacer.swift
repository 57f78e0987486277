import Glibc
import Synchronization

/// Watches the brokers' answers to a consumer's fetches: tells when they answer again after a loss,
/// and keeps an idle consumer quiet on brokers that answer an empty fetch at once.
///
/// Kafka holds a fetch until there are records or `fetch.wait.max.ms` is over, so an idle consumer
/// asks twice a second. Some brokers answer at once; then librdkafka asks again at once, ten
/// thousand times a second. After a while without records such a consumer's next fetch waits a
/// little, at most 30 ms, and 400 ms after a few seconds; the first record ends that. On brokers
/// that hold fetches nothing happens.
final class FetchPacer: Sendable {
    /// Empty answers in a row before the first wait: some ten milliseconds of full attention.
    private static let patience = 256
    private static let waitMaxMicroseconds: UInt32 = 30_000
    private static let restMicroseconds: UInt32 = 400_000
    /// Waits of the maximum before the rest: three seconds.
    private static let waitsBeforeRest = 100
    /// An answer that took longer was held by the broker.
    private static let promptMicroseconds: Int64 = 20_000

    private struct State {
        var seen: UInt64 = 0
        var empty = 0
    }

    let watch = FetchWatch()
    private let thread: BusThread
    private let records = Atomic<UInt64>(0)
    private let isAwaiting = Atomic(false)
    private let hasAnswer = Atomic(false)
    private let brokers = Mutex<[Int32: State]>([:])

    /// - Parameter thread: rung when an answer comes that is awaited.
    init(_ thread: BusThread) {
        self.thread = thread
    }

    /// From now on the next answer rings the thread.
    func awaitAnswer() { isAwaiting.store(true, ordering: .sequentiallyConsistent) }

    /// Whether an awaited answer has come; once.
    func takeAnswer() -> Bool { hasAnswer.exchange(false, ordering: .sequentiallyConsistent) }

    private func answered() {
        guard isAwaiting.load(ordering: .relaxed),
            isAwaiting.exchange(false, ordering: .sequentiallyConsistent)
        else { return }
        hasAnswer.store(true, ordering: .sequentiallyConsistent)
        thread.ring()
    }

    /// Records have come.
    func note() { records.add(1, ordering: .relaxed) }

    /// How long the next fetch to the broker is to wait, in microseconds, after an answer that
    /// took `roundTrip` microseconds.
    func wait(after roundTrip: Int64, from broker: Int32) -> UInt32 {
        let now = records.load(ordering: .relaxed)
        return brokers.withLock { brokers in
            var state = brokers[broker] ?? State()
            defer { brokers[broker] = state }
            guard now == state.seen, roundTrip < Self.promptMicroseconds else {
                state = State(seen: now, empty: 0)
                return 0
            }
            state.empty += 1
            let doublings = state.empty - Self.patience
            guard doublings >= 0 else { return 0 }
            if doublings >= Self.waitsBeforeRest { return Self.restMicroseconds }
            return min(Self.waitMaxMicroseconds, 200 << min(doublings, 8))
        }
    }
}

extension FetchPacer: FetchObserver {
    func fetchSent(to broker: Int32) { watch.fetchSent(to: broker) }

    func fetchAnswered(by broker: Int32, after roundTrip: Int64) {
        watch.fetchAnswered(by: broker, after: roundTrip)
        answered()
        let wait = wait(after: roundTrip, from: broker)
        if wait > 0 { usleep(wait) }
    }
}
