/// One line on a terminal's standard error that tells how far a replay is.
struct ReplayProgress: Sendable {
    private static let interval: Duration = .milliseconds(200)

    private let isShown = Terminal.isWatched
    private var due = ContinuousClock.now + interval
    private var isDrawn = false

    /// Draws it anew, five times a second at most.
    mutating func show(_ status: FeedStatus, after started: ContinuousClock.Instant) {
        guard isShown else { return }
        let now = ContinuousClock.now
        guard due <= now else { return }
        due = now + Self.interval
        isDrawn = true
        Terminal.show("\r\u{1B}[2K\(Self.text(status, after: now - started))")
    }

    /// Takes it away, before other text.
    mutating func clear() {
        guard isDrawn else { return }
        isDrawn = false
        Terminal.show("\r\u{1B}[2K")
    }

    /// `40 %, 1,812,345 records, 251,000 records/s, at 2024-08-08T23:54:15Z, 0:02 left`
    static func text(_ status: FeedStatus, after elapsed: Duration) -> String {
        let seconds = max(0.001, elapsed / .seconds(1))
        var parts = [
            "\(NumberText.whole(status.records)) records",
            "\(NumberText.whole(Int(Double(status.records) / seconds))) records/s",
        ]
        if let time = status.lastTime { parts.append("at \(time)") }
        if let share = status.share, share > 0 {
            let whole = min(1, share)
            parts.insert("\(Int(100 * whole)) %", at: 0)
            let left = Int((seconds * (1 - whole) / whole).rounded(.up))
            parts.append("\(NumberText.clock(left)) left")
        }
        return parts.joined(separator: ", ")
    }
}
