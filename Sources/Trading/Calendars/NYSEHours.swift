/// New York's stock exchanges: NYSE and Nasdaq have kept the same days and hours since 2000.
///
/// Openings delayed by a minute's silence are scheduled openings here: a bar is due all the same.
enum NYSEHours {
    private static let early = DayHours.at(13, 0)

    static func hours(on date: CivilDate) -> DayHours? {
        guard !date.weekday.isWeekend else { return nil }
        if let exception = exception(on: date) { return exception.hours }
        guard USHoliday.kept(on: date) == nil else { return nil }
        let regular = DayHours(DayHours.at(9, 30), DayHours.at(16, 0))
        return USHalfDay.isKept(on: date) ? regular.closing(at: early) : regular
    }

    private static func exception(on date: CivilDate) -> (hours: DayHours?, Void)? {
        let open = DayHours.at(9, 30)
        let close = DayHours.at(16, 0)
        return switch date.parts {
        // The attacks on New York and Washington.
        case (2001, 9, 11...14): (nil, ())
        // Before 2013 an Independence Day on a Thursday took its half day on the Friday.
        case (2002, 7, 3): (DayHours(open, close), ())
        case (2002, 7, 5): (DayHours(open, early), ())
        // Opened at noon, after the memorial of the year before.
        case (2002, 9, 11): (DayHours(DayHours.at(12, 0), close), ())
        case (2003, 12, 26): (DayHours(open, early), ())
        // Days of mourning: Reagan, Ford, Bush, Carter.
        case (2004, 6, 11), (2007, 1, 2), (2018, 12, 5), (2025, 1, 9): (nil, ())
        // Hurricane Sandy.
        case (2012, 10, 29...30): (nil, ())
        default: nil
        }
    }
}
