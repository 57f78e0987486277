import Contracts
import KafkaBus
import Synchronization
import Trading

/// One plane's figures, written by the plane and read by anybody without entering it.
final class PlaneStatus: Sendable {
    struct Figures: Sendable {
        /// Records worked through and committed, by topic.
        var consumed: [String: Int] = [:]
        /// Records written and committed, by topic.
        var produced: [String: Int] = [:]
        var deadLetters: [String: Int] = [:]
        var drops: [String: Int] = [:]
        var history = 0
        /// Unknown fields met, soft rules broken, keys that are not the symbol.
        var oddities = 0
        var restarts = 0
        var isReady = false
        /// What the plane's bus last told of itself, its counters since the daemon's start.
        var bus = BusFigures()
        /// From a record's Kafka time until what came of it was committed.
        var latency = LatencyHistogram()
        var market: MarketFigures?
        /// The symbols that are worst off, at most ``PlaneContext/symbolsShown``.
        var marketSymbols: [MarketSymbolFigures] = []
        var strategy: StrategyFigures?
        var orders: OrderFigures?
    }

    private let state = Mutex(Figures())
    private let lastSign = Mutex(ContinuousClock.now)
    private let onReady: @Sendable () -> Void

    init(onReady: @escaping @Sendable () -> Void = {}) {
        self.onReady = onReady
    }

    var figures: Figures { state.withLock { $0 } }

    /// Time since the plane last showed that it is alive.
    var silence: Duration { lastSign.withLock { ContinuousClock.now - $0 } }

    func touch() { lastSign.withLock { $0 = .now } }

    func becomeReady() {
        state.withLock { $0.isReady = true }
        onReady()
    }

    func becomeUnready() {
        state.withLock {
            $0.isReady = false
            $0.restarts += 1
        }
    }

    /// Counts a batch whose outputs are committed.
    func add(consumed batch: RecordBatch) {
        var counts = Array(repeating: 0, count: batch.topics.count)
        for record in batch.records { counts[Int(record.topic)] += 1 }
        let latency = Self.latency(of: batch)
        state.withLock { figures in
            figures.latency.add(latency)
            for (topic, count) in zip(batch.topics, counts) {
                figures.consumed[topic, default: 0] += count
            }
        }
    }

    /// How long ago the records came to Kafka.
    private static func latency(of batch: RecordBatch) -> LatencyHistogram {
        let now = WallTime.now().timestamp.nanoseconds / 1000
        var histogram = LatencyHistogram()
        var (latest, times) = (Int64(0), 0)
        // Many in a row have the same time.
        for record in batch.records where record.timestampMs > 0 {
            if record.timestampMs != latest {
                histogram.add(microseconds: now - latest * 1000, times: times)
                (latest, times) = (record.timestampMs, 0)
            }
            times += 1
        }
        histogram.add(microseconds: now - latest * 1000, times: times)
        return histogram
    }

    func add(history count: Int) { state.withLock { $0.history += count } }

    func add(
        produced: Tally, deadLetters: Tally, notes: ReadingNotes, keyDifferences: Int
    ) {
        let unknown = notes.unknownFields.reduce(notes.unknownBeyond) { $0 + $1.count }
        let breaches = ReportRule.allCases.reduce(0) { $0 + notes.count(of: $1) }
        state.withLock { figures in
            for (topic, count) in produced.counts { figures.produced[topic, default: 0] += count }
            for (reason, count) in deadLetters.counts {
                figures.deadLetters[reason, default: 0] += count
            }
            figures.oddities += unknown + breaches + keyDifferences
        }
    }

    func set(_ change: (inout Figures) -> Void) { state.withLock { change(&$0) } }
}
