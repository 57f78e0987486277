/// The holidays that markets of the United States keep.
enum USHoliday: Sendable {
    case newYear, king, presidents, goodFriday, memorial, juneteenth, independence, labor
    case thanksgiving, christmas

    /// The holiday kept on that date.
    ///
    /// One on a Saturday is kept on the Friday before and one on a Sunday on the Monday after;
    /// but New Year's Day on a Saturday is not kept, so as not to close the old year's last day
    /// (NYSE Rule 7.2).
    static func kept(on date: CivilDate) -> USHoliday? {
        let weekday = date.weekday
        guard !weekday.isWeekend else { return nil }
        let (year, month, day) = date.parts
        func isKept(on fixed: Int) -> Bool {
            day == fixed || (weekday == .monday && day == fixed + 1)
                || (weekday == .friday && day == fixed - 1)
        }
        switch month {
        case 1:
            if day == 1 || (day == 2 && weekday == .monday) { return .newYear }
            return weekday == .monday && 15...21 ~= day ? .king : nil
        case 2: return weekday == .monday && 15...21 ~= day ? .presidents : nil
        case 3, 4: return isGoodFriday(date, year) ? .goodFriday : nil
        case 5: return weekday == .monday && day >= 25 ? .memorial : nil
        case 6: return year >= 2022 && isKept(on: 19) ? .juneteenth : nil
        case 7: return isKept(on: 4) ? .independence : nil
        case 9: return weekday == .monday && day <= 7 ? .labor : nil
        case 11: return weekday == .thursday && 22...28 ~= day ? .thanksgiving : nil
        case 12: return isKept(on: 25) ? .christmas : nil
        default: return nil
        }
    }

    private static func isGoodFriday(_ date: CivilDate, _ year: Int) -> Bool {
        date.weekday == .friday && date == CivilDate.easter(year) + -2
    }
}

/// The days on which markets of the United States close early by rule.
enum USHalfDay {
    /// The day before a Christmas Day on a Tuesday to Friday, the day before an Independence Day
    /// on one, and the Friday after Thanksgiving.
    static func isKept(on date: CivilDate) -> Bool {
        let weekday = date.weekday
        let (_, month, day) = date.parts
        switch (month, day) {
        case (7, 3), (12, 24): return !weekday.isWeekend && weekday != .friday
        case (11, 23...29): return weekday == .friday
        default: return false
        }
    }
}
