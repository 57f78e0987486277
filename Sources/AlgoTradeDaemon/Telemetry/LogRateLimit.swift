/// Lets at most `perSecond` records of one event of one plane pass in a second and counts the
/// rest, which is told in one record when the second is over. Records without an event of
/// their own always pass. The table is bounded: past `entriesMax` planes share one count.
struct LogRateLimit: Sendable {
    private struct Key: Hashable {
        var event: EventName
        var plane: String
    }

    private struct Window {
        var start: Int64
        var passed: Int
        var held: Int
        /// The last record that was held back: its level and fields go into the summary.
        var last: LogRecord?
    }

    static let entriesMax = 256
    private static let second: Int64 = 1_000_000_000

    private let perSecond: Int
    private var windows: [Key: Window] = [:]
    /// When the oldest window with held records is over.
    private var due = Int64.max

    init(perSecond: Int) {
        self.perSecond = perSecond
    }

    /// False when the record is only counted. `now` in nanoseconds of a clock that never goes back.
    mutating func admits(_ record: LogRecord, at now: Int64) -> Bool {
        guard record.event != .note else { return true }
        var key = Key(event: record.event, plane: record.plane)
        if windows[key] == nil, windows.count >= Self.entriesMax {
            windows = windows.filter { $0.value.held > 0 || now - $0.value.start < Self.second }
            if windows.count >= Self.entriesMax { key.plane = "" }
        }
        var window = windows[key] ?? Window(start: now, passed: 0, held: 0)
        if window.held == 0, now - window.start >= Self.second {
            window = Window(start: now, passed: 0, held: 0)
        }
        defer { windows[key] = window }
        if window.passed < perSecond {
            window.passed += 1
            return true
        }
        window.held += 1
        window.last = record
        due = min(due, window.start + Self.second)
        return false
    }

    /// A record for each window that held some back and is over (`all`: over or not).
    mutating func summaries(at now: Int64, all: Bool = false) -> [LogRecord] {
        guard all || now >= due else { return [] }
        var summaries: [LogRecord] = []
        due = .max
        for (key, window) in windows {
            guard var summary = window.last else { continue }
            guard all || now - window.start >= Self.second else {
                due = min(due, window.start + Self.second)
                continue
            }
            summary.message = "… and \(grouped(window.held)) more: \(summary.message)"
            summaries.append(summary)
            windows[key] = nil
        }
        return summaries.sorted { $0.event.rawValue < $1.event.rawValue }
    }
}

/// `4 212`: thousands apart.
func grouped(_ count: Int) -> String {
    var text = ""
    let digits = count.description
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(" ") }
        text.append(digit)
    }
    return text
}
