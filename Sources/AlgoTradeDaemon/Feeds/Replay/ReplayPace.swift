/// Keeps a replay to its speed.
struct ReplayPace: Sendable {
    private var started: ContinuousClock.Instant?

    /// What is left until so much time has gone by since the first call. One that comes late has
    /// nothing to wait for, and those that follow catch up.
    mutating func left(until due: Duration) -> Duration {
        let now = ContinuousClock.now
        let start = started ?? now
        started = start
        return start + due - now
    }
}
