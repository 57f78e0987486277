/// One line on a terminal's standard error that tells how far a long reading is.
struct ProgressLine {
    private static let interval: Duration = .milliseconds(200)

    private let isShown = Terminal.isWatched
    private var due = ContinuousClock.now + interval
    private var isDrawn = false

    /// Draws it anew, five times a second at most.
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

    /// `records.ndjson: 12,345 records, 40 %`
    static func text(_ name: String, records: Int, bytes: Int, of size: Int?) -> String {
        let count = "\(name): \(NumberText.whole(records)) records"
        guard let size, size > 0 else { return count }
        return "\(count), \(min(100, 100 * bytes / size)) %"
    }
}
