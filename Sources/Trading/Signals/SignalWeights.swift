/// How much each signal of one symbol counts: equally at first, then by its information
/// coefficient, the correlation of the signal with the sum of the next `ic_horizon` returns over
/// the last `ic_window` pairs (Grinold and Kahn, *Active Portfolio Management*, 2000, ch. 6).
///
/// Coefficients are a symbol's own, over time: a symbol's weights never depend on which other
/// symbols the same process happens to see.
struct SignalWeights: Sendable {
    private let signals: Int
    private let horizon: Int
    private var pairs: [PairWindow]
    /// Values of the last `horizon` steps, oldest at `next` once full; `absent` where not ready.
    private var waiting: [Int64] = []
    private var next = 0
    private var ahead: ExactWindow

    private static let absent = Int64.min

    init(signals: Int, window: Int, horizon: Int) {
        self.signals = signals
        self.horizon = horizon
        pairs = [PairWindow](repeating: PairWindow(capacity: window), count: signals)
        ahead = ExactWindow(capacity: horizon)
        waiting.reserveCapacity(signals * horizon)
    }

    /// One step of the symbol's clock: the return into it, and the signals' values after it.
    mutating func step(_ change: Double, latest: [Int64], ready: UInt8) {
        ahead.push(change)
        let isFull = waiting.count == signals * horizon
        for i in 0..<signals {
            let value = ready & (1 << UInt8(i)) != 0 ? latest[i] : Self.absent
            guard isFull else {
                waiting.append(value)
                continue
            }
            let earlier = waiting[next + i]
            if earlier != Self.absent {
                pairs[i].push(earlier, Fixed40.clamped(ahead.sum))
            }
            waiting[next + i] = value
        }
        if isFull { next = next + signals == waiting.count ? 0 : next + signals }
    }

    /// A gap in the clock: what waits for its returns will never have them.
    mutating func interrupt() {
        waiting.removeAll(keepingCapacity: true)
        next = 0
        ahead.removeAll()
    }

    /// Another clock begins: no pair of the old one counts.
    mutating func restart() {
        interrupt()
        for i in pairs.indices { pairs[i].removeAll() }
    }

    /// Information coefficients of the ready signals scaled to Σ|w| = 1; equal weights while one
    /// of them has too few pairs, or all are zero. A single ready signal has weight 1, whatever
    /// its coefficient: there is nothing to weigh it against.
    func weights(ready: UInt8, into weights: inout [Double]) {
        weights.removeAll(keepingCapacity: true)
        let count = ready.nonzeroBitCount
        var total = 0.0
        for i in 0..<signals {
            let isReady = ready & (1 << UInt8(i)) != 0
            if isReady, count == 1 || !pairs[i].isFull {
                return equal(ready, count, into: &weights)
            }
            let coefficient = isReady ? pairs[i].correlation : 0
            weights.append(coefficient)
            total += coefficient.magnitude
        }
        guard total > 0 else { return equal(ready, count, into: &weights) }
        for i in weights.indices { weights[i] /= total }
    }

    private func equal(_ ready: UInt8, _ count: Int, into weights: inout [Double]) {
        weights.removeAll(keepingCapacity: true)
        for i in 0..<signals {
            weights.append(ready & (1 << UInt8(i)) != 0 ? 1 / Double(count) : 0)
        }
    }
}

extension SignalWeights: Resumable {
    func write(to state: inout StateWriter) {
        for window in pairs { window.write(to: &state) }
        ahead.write(to: &state)
        state.write(Array(waiting[next...] + waiting[..<next]))
    }

    mutating func resume(from state: inout StateReader) throws(StateFault) {
        for i in pairs.indices { try pairs[i].resume(from: &state) }
        try ahead.resume(from: &state)
        waiting.removeAll(keepingCapacity: true)
        next = 0
        let count = try state.readCount(atMost: signals * horizon)
        try state.require(count % signals == 0, "values are missing")
        for _ in 0..<count {
            let value = try state.read(Int64.self)
            try state.require(
                value == Self.absent || Fixed40.clamped(value) == value,
                "\(value) is beyond ±256")
            waiting.append(value)
        }
    }
}
