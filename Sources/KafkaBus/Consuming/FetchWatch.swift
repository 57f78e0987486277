internal import CRDKafka
import Synchronization

/// Knows which brokers are not asked for records, and when to wake the client so that it asks.
///
/// While `queued.min.messages` or `queued.max.messages.kbytes` are waiting librdkafka fetches
/// nothing. Before 2.2 nobody tells the broker's thread when they are read: it sleeps on for up to
/// a second, and the reader stands still meanwhile.
final class FetchWatch: FetchObserver {
    /// Brokers that have answered a fetch and got no other yet, and how often they were woken
    /// with nothing waiting.
    private let idle = Mutex<[Int32: Int]>([:])
    private let idleCount = Atomic<Int>(0)

    /// From 2.2 on librdkafka looks by itself (`fetch.queue.backoff.ms`).
    private static let isNeeded = rd_kafka_version() < 0x0202_0000
    /// Between two wakings while records are still waiting.
    private static let interval: Duration = .milliseconds(5)
    /// Half of what makes librdkafka stop by default: until they are read the next ones come.
    private static let waitingMax = 50_000
    /// Who sends nothing when woken that often, with room for all, has no partitions any more.
    private static let wakingsMax = 400

    /// The reader's side, on its own thread.
    struct Waking {
        private var last: ContinuousClock.Instant?
        private var hasWokenEmpty = false

        /// Records were read, or what is waiting may be void.
        mutating func note() { hasWokenEmpty = false }

        /// Has the client fetch on when what it has fetched is being used up.
        mutating func wake(_ client: borrowing ClientHandle, _ watch: FetchWatch) {
            guard FetchWatch.isNeeded, watch.isIdle, isDue(watch, waiting: client.waiting) else {
                return
            }
            client.wakeBrokers()
        }

        /// Whether to wake the client's threads now.
        ///
        /// - Parameter waiting: records that are fetched and not read.
        mutating func isDue(_ watch: FetchWatch, waiting: Int) -> Bool {
            guard watch.isIdle, waiting < FetchWatch.waitingMax, !hasWokenEmpty else {
                return false
            }
            if waiting == 0 {
                hasWokenEmpty = true
                watch.noteWaking()
                return true
            }
            let now = ContinuousClock.now
            if let last, now - last < FetchWatch.interval { return false }
            last = now
            return true
        }
    }

    /// Whether some broker is not asked.
    var isIdle: Bool { idleCount.load(ordering: .relaxed) > 0 }

    func fetchSent(to broker: Int32) { change { $0[broker] = nil } }

    func fetchAnswered(by broker: Int32, after roundTrip: Int64) { change { $0[broker] = 0 } }

    private func noteWaking() {
        change { idle in
            idle = idle.mapValues { $0 + 1 }.filter { $0.value < Self.wakingsMax }
        }
    }

    private func change(_ body: (inout [Int32: Int]) -> Void) {
        idle.withLock { idle in
            body(&idle)
            idleCount.store(idle.count, ordering: .relaxed)
        }
    }
}
