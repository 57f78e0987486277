import Contracts

/// A symbol's bars of one duration as a producer sends them: a backfill of old bars does not meet
/// the ticks' order.
struct BarStream: Equatable, Sendable {
    let duration: BarDuration
    /// The newest time as the records have it, and the newest close.
    private(set) var time: Timestamp
    private(set) var close: Timestamp
    var jumps = JumpGate()
    /// The latest bars due, the newest in the lowest bit: set when it was seen.
    private var seen: UInt64 = 0
    private var due = 0

    init(_ duration: BarDuration, at time: Timestamp, close: Timestamp) {
        self.duration = duration
        self.time = time
        self.close = close
    }

    /// Takes note of a bar.
    ///
    /// - Parameter barsDue: how many bars are due that end after the first time and not after
    ///   the second; nil when nobody knows.
    mutating func take(
        at time: Timestamp, close: Timestamp, barsDue: (Timestamp, Timestamp) -> Int?
    ) {
        self.time = max(self.time, time)
        if due == 0 {
            (seen, due) = (1, 1)
        } else if close > self.close {
            // A bar beside the sessions is not due; one that nobody can tell of is.
            let step = barsDue(self.close, close) ?? 1
            if step > 0 { seen = step < 64 ? seen << UInt64(step) | 1 : 1 }
            due = min(64, due + min(step, 64))
        } else if let step = barsDue(close, self.close), step < 64 {
            seen |= 1 << UInt64(step)
        }
        self.close = max(self.close, close)
    }

    /// Bars seen of the latest 64 that were due up to the newest, from 0 to 1, and as many again
    /// as are missing since.
    func completeness(missing: Int = 0) -> Double {
        let missing = min(max(missing, 0), 64)
        let all = min(64, due + missing)
        guard all > 0 else { return 1 }
        let kept = missing < 64 ? seen << UInt64(missing) : 0
        return Double(kept.nonzeroBitCount) / Double(all)
    }
}

extension BarStream: StateCoded {
    func write(to state: inout StateWriter) {
        state.write(name: duration)
        state.write(time)
        state.write(close)
        state.write(jumps)
        state.write(word: seen)
        state.write(due)
    }

    init(from state: inout StateReader) throws(StateFault) {
        self.init(try state.readName(), at: try state.read(), close: try state.read())
        jumps = try state.read()
        seen = try state.readWord()
        due = try state.read()
        try state.require(
            1...64 ~= due && (due == 64 || seen >> UInt64(due) == 0), "no such bars")
    }
}
