/// Equity index futures on CME Globex, by Chicago's clock: a trade date begins at 17:00 of the
/// day before.
///
/// The regular end of the trade date and the halt after the stock market's settlement have
/// changed three times. Before 2012-11-19 trading between 15:30 and 16:30 belonged to the next
/// trade date; that hour is no part of a session here.
enum CMEHours {
    private static let open = DayHours.at(17, 0) - DayHours.at(24, 0)
    private static let settlementHalt = DayHours.at(15, 15)..<DayHours.at(15, 30)

    static func hours(on date: CivilDate) -> DayHours? {
        guard !date.weekday.isWeekend else { return nil }
        if let exception = exception(on: date) { return exception.hours }
        let regular = regular(date)
        guard let holiday = USHoliday.kept(on: date) else {
            return USHalfDay.isKept(on: date)
                ? regular.closing(at: DayHours.at(12, 15)) : regular
        }
        switch holiday {
        case .newYear, .christmas: return nil
        case .goodFriday:
            return isPayrollFriday(date) ? regular.closing(at: DayHours.at(8, 15)) : nil
        case .king, .presidents, .memorial, .juneteenth, .independence, .labor, .thanksgiving:
            // Halts until 17:00; half past ten until Presidents' Day of 2014.
            let halt = date < CivilDate(2014, 5, 26) ? DayHours.at(10, 30) : DayHours.at(12, 0)
            return regular.closing(at: halt)
        }
    }

    private static func regular(_ date: CivilDate) -> DayHours {
        if date >= CivilDate(2021, 6, 28) { return DayHours(open, DayHours.at(16, 0)) }
        if date >= CivilDate(2015, 9, 21) {
            return DayHours(open, DayHours.at(16, 0), halt: settlementHalt)
        }
        if date >= CivilDate(2012, 11, 19) {
            return DayHours(open, DayHours.at(16, 15), halt: settlementHalt)
        }
        return DayHours(open, DayHours.at(15, 15))
    }

    /// On a Good Friday that is a month's first Friday, the day of the employment report, CME
    /// has opened until 8:15 since 2010.
    private static func isPayrollFriday(_ date: CivilDate) -> Bool {
        let (year, _, day) = date.parts
        return year >= 2010 && day <= 7
    }

    private static func exception(on date: CivilDate) -> (hours: DayHours?, Void)? {
        switch date.parts {
        // The attacks on New York and Washington: suspended at 9:15, resumed with New York.
        case (2001, 9, 11): (DayHours(open, DayHours.at(9, 15)), ())
        case (2001, 9, 12...14): (nil, ())
        case (2001, 9, 17): (DayHours(DayHours.at(8, 15), DayHours.at(15, 15)), ())
        // Days of mourning: Reagan, Ford, Bush, Carter.
        case (2004, 6, 11): (DayHours(open, DayHours.at(8, 0)), ())
        case (2007, 1, 2): (nil, ())
        case (2018, 12, 5), (2025, 1, 9): (DayHours(open, DayHours.at(8, 30)), ())
        // Hurricane Sandy.
        case (2012, 10, 29...30): (DayHours(open, DayHours.at(8, 15)), ())
        default: nil
        }
    }
}
