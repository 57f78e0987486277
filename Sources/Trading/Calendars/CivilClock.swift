public import Contracts

/// The wall clock that an exchange's hours are told by.
///
/// Daylight saving in the United States: until 2006 from the first Sunday of April to the last
/// of October, since 2007 (Energy Policy Act of 2005, section 110) from the second Sunday of
/// March to the first of November, changing at 2:00 of the clock.
enum CivilClock: Sendable {
    case utc, newYork, chicago

    private static let hour = 3600

    /// The moment at which the clock shows `minutes` after a date's midnight; may lie before the
    /// date or after it. An hour that the clock shows twice is taken for the second one.
    func moment(_ date: CivilDate, minutes: Int) -> Timestamp {
        let local = date.days * 86_400 + minutes * 60
        guard self != .utc else { return Timestamp(seconds: local) }
        let standard = local - offset
        // An hour before, the clock shows this when it is put forward.
        let isSaving = Self.isSaving(standard: local - Self.hour)
        return Timestamp(seconds: isSaving ? standard - Self.hour : standard)
    }

    /// The date that the clock shows.
    func date(at time: Timestamp) -> CivilDate {
        let local = time.flooredSeconds + offset
        let saved = self != .utc && Self.isSaving(standard: local) ? local + Self.hour : local
        return CivilDate(days: saved.flooredQuotient(by: 86_400))
    }

    /// Seconds of standard time east of UTC.
    private var offset: Int {
        switch self {
        case .utc: 0
        case .newYork: -5 * Self.hour
        case .chicago: -6 * Self.hour
        }
    }

    /// Whether the clock is put forward, by what it would show if it never were (in seconds
    /// since 1970): so an end at 2:00 is one at 1:00.
    private static func isSaving(standard: Int) -> Bool {
        let date = CivilDate(days: standard.flooredQuotient(by: 86_400))
        let (year, month, _) = date.parts
        guard 3...11 ~= month else { return false }
        if 5...9 ~= month { return true }
        let isNew = year >= 2007
        let start = CivilDate.nth(isNew ? 2 : 1, .sunday, isNew ? 3 : 4, year)
        // The last Sunday of October is the one before the first of November.
        let november = CivilDate.nth(1, .sunday, 11, year)
        let end = isNew ? november : november + -7
        let ofDay = standard - date.days * 86_400
        if date == start { return ofDay >= 2 * hour }
        if date == end { return ofDay < hour }
        return start < date && date < end
    }
}

extension CivilDate {
    /// The date of a time in UTC.
    public init(utc time: Timestamp) {
        self = CivilClock.utc.date(at: time)
    }
}

extension Timestamp {
    /// Held at the ends of Int64 nanoseconds.
    fileprivate init(seconds: Int) {
        let (product, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        self.init(nanoseconds: overflow ? (seconds < 0 ? .min : .max) : product)
    }

    /// Seconds since 1970, rounded toward the past.
    fileprivate var flooredSeconds: Int {
        Int(nanoseconds).flooredQuotient(by: 1_000_000_000)
    }
}
