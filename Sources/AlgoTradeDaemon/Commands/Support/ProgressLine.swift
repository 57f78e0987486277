/// One line on a terminal's standard error that tells how far a long reading is.
struct ProgressLine: Sendable {
    private static let interval: Duration = .milliseconds(200)

    private let isShown = Terminal.isWatched
    private var due = ContinuousClock.now + interval
    private var isDrawn = false
    private var name = ""
    private var started = ContinuousClock.now

    /// Draws it anew, five times a second at most.
    ///
    /// - Parameters:
    ///   - bytes: of the file, so far.
    ///   - size: the file's bytes, nil when they are not known.
    mutating func show(_ name: String, records: Int, bytes: Int, of size: Int?) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if name != self.name {
            self.name = name
            started = now
        }
        let elapsed = now - started
        show(Self.text(name, records: records, bytes: bytes, of: size, after: elapsed))
    }

    /// Draws any text, five times a second at most.
    mutating func show(_ text: @autoclosure () -> String) {
        guard isShown, due <= .now else { return }
        due = .now + Self.interval
        isDrawn = true
        Terminal.show("\r\u{1B}[2K\(text())")
    }

    /// Takes it away, before other text.
    mutating func clear() {
        guard isDrawn else { return }
        isDrawn = false
        Terminal.show("\r\u{1B}[2K")
    }

    /// `records.ndjson: 40 %, 1,812,345 records, 301 MB/s, 0:02 left`
    static func text(
        _ name: String, records: Int, bytes: Int, of size: Int?, after elapsed: Duration
    ) -> String {
        let seconds = max(0.001, elapsed / .seconds(1))
        let rate = Double(bytes) / seconds
        let count = "\(NumberText.whole(records)) records"
        let speed =
            rate < 1e7
            ? "\(Double(Int(rate / 1e5)) / 10) MB/s" : "\(NumberText.whole(Int(rate / 1e6))) MB/s"
        guard let size, size > 0, bytes > 0 else { return "\(name): \(count), \(speed)" }
        let share = min(100, 100 * bytes / size)
        let left = Int((Double(max(0, size - bytes)) / rate).rounded(.up))
        return "\(name): \(share) %, \(count), \(speed), \(NumberText.clock(left)) left"
    }
}
