/// Tells a change of connection once, not each retry.
struct ConnectionWatch {
    /// How the brokers were lost; what shows that they are back differs.
    enum Loss {
        /// No connection stands.
        case connections
        /// Connections stand, but the group's coordinator did not answer for a session timeout.
        case session
    }

    /// What shows that brokers are there, from weak to strong.
    enum Sign: Int {
        case connected, answered, assigned
    }

    private enum State {
        case unknown, up
        case down(Loss)
        /// Back, but for what still comes of the outage: the other client's last failed attempt,
        /// the group sorting out who was away.
        case settling(Loss)
    }

    /// What is lost this soon after connections came back was lost in the same outage.
    private static func settlingTime(_ loss: Loss) -> Duration {
        loss == .session ? .seconds(20) : .seconds(3)
    }

    private var state = State.unknown
    private var regained: ContinuousClock.Instant?
    private var lastError: String?

    var isDown: Bool {
        if case .down = state { true } else { false }
    }

    /// Whether this error differs from the last one.
    mutating func isNew(_ error: String) -> Bool {
        defer { lastError = error }
        return lastError != error
    }

    /// True when this is news.
    mutating func lost(_ loss: Loss, at now: ContinuousClock.Instant = .now) -> Bool {
        if !isDown, let regained, now - regained < Self.settlingTime(loss) {
            state = .settling(loss)
            return false
        }
        defer { state = .down(loss) }
        return !isDown
    }

    /// True when this is news.
    ///
    /// - Parameter now: read only where it counts, since each record is such a sign.
    mutating func saw(
        _ sign: Sign, at now: @autoclosure () -> ContinuousClock.Instant = .now
    ) -> Bool {
        switch state {
        case .up: return false
        case .down(.session) where sign != .assigned: return false
        case .settling(let loss):
            if loss == .connections || sign == .assigned { state = .up }
            return false
        case .down, .unknown:
            if isDown { regained = now() }
            state = .up
            lastError = nil
            return true
        }
    }
}
