import Contracts
import Foundation

@testable import Trading

/// The sessions that other calendars have: Tests/Calendars/sessions.csv.
enum CalendarReference {
    /// Seconds after the date's midnight UTC.
    struct Times: Equatable {
        var open: Int
        var close: Int
    }

    static let first = CivilDate(2000, 1, 1)
    static let last = CivilDate(2030, 12, 31)

    /// By date; a date that is missing is closed.
    static func sessions(_ calendar: String) throws -> [CivilDate: Times] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appending(path: "Calendars/sessions.csv"), encoding: .utf8)
        var sessions: [CivilDate: Times] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",")
            guard fields[0] == calendar, let open = Int(fields[3]), let close = Int(fields[4]),
                let from = date(fields[1]), let to = date(fields[2])
            else { continue }
            var day = from
            while day <= to {
                if calendar == "24x7" || !day.weekday.isWeekend {
                    sessions[day] = Times(open: open, close: close)
                }
                day = day + 1
            }
        }
        return sessions
    }

    /// What our calendar says: a day's first opening and last close.
    static func own(_ calendar: SessionCalendar, _ date: CivilDate) -> Times? {
        let day = calendar.sessions(on: date)
        guard let first = day.first else { return nil }
        let midnight = date.days * 86_400
        func seconds(_ time: Timestamp) -> Int {
            precondition(time.nanoseconds % 1_000_000_000 == 0)
            return Int(time.nanoseconds / 1_000_000_000) - midnight
        }
        return Times(
            open: seconds(first.open), close: seconds((day.second ?? first).close))
    }

    static func date(_ text: some StringProtocol) -> CivilDate? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        return CivilDate(parts[0], parts[1], parts[2])
    }

    static var allDays: [CivilDate] { (first.days...last.days).map(CivilDate.init(days:)) }
}
