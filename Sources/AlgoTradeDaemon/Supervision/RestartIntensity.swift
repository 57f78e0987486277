/// At most so many restarts in a period; more means that restarting does not help.
struct RestartIntensity {
    let maxRestarts: Int
    let period: Duration
    private var restarts: [ContinuousClock.Instant] = []

    init(maxRestarts: Int, period: Duration) {
        self.maxRestarts = maxRestarts
        self.period = period
    }

    /// Counts a restart at `now`; false when it is one too many.
    mutating func admit(at now: ContinuousClock.Instant) -> Bool {
        restarts.removeAll { now - $0 > period }
        restarts.append(now)
        return restarts.count <= maxRestarts
    }
}

/// Waits between restarts: doubling up to a limit, each drawn evenly from zero to that (full
/// jitter), so that several daemons do not come back in step.
struct Backoff {
    let initial: Duration
    let max: Duration
    private var ceiling: Duration

    init(initial: Duration, max: Duration) {
        self.initial = initial
        self.max = max
        ceiling = Swift.min(initial, max)
    }

    mutating func next(using random: inout some RandomNumberGenerator) -> Duration {
        let part = Double.random(in: 0...1, using: &random)
        let wait = ceiling * part
        ceiling = Swift.min(ceiling * 2, max)
        return wait
    }

    mutating func reset() { ceiling = Swift.min(initial, max) }
}
