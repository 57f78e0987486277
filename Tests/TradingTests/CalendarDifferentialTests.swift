import Contracts
import Testing

@testable import Trading

/// Every day of 2000 to 2030, opening and close to the second, against other calendars.
@Suite struct CalendarDifferentialTests {
    private typealias Times = CalendarReference.Times

    /// Where ours and the other disagree, as `date ours other` in seconds after midnight UTC.
    private func differences(
        _ name: SessionCalendar.Name, _ other: String,
        adjust: (CivilDate, Times) -> Times = { $1 }
    ) throws -> [String] {
        let calendar = SessionCalendar(name)
        let reference = try CalendarReference.sessions(other)
        #expect(reference.count > 7000)
        return CalendarReference.allDays.compactMap { date in
            let ours = CalendarReference.own(calendar, date)
            let theirs = reference[date].map { adjust(date, $0) }
            guard ours != theirs else { return nil }
            func text(_ times: Times?) -> String {
                times.map { "\($0.open)-\($0.close)" } ?? "closed"
            }
            return "\(date) \(text(ours)) \(text(theirs))"
        }
    }

    /// exchange_calendars opens on 2002-09-11 as on any day; NYSE opened at noon.
    @Test(arguments: [SessionCalendar.Name.xnys, .xnas])
    func `New York's days are exchange_calendars'`(name: SessionCalendar.Name) throws {
        #expect(
            try differences(name, name.rawValue) == [
                "2002-09-11 57600-72000 48600-72000"
            ])
    }

    /// pandas_market_calendars has noon on 2002-09-11, and what happened during sessions:
    /// openings delayed by minutes of silence and a close four minutes early by a fault, which
    /// are scheduled sessions here.
    @Test func `New York's days are pandas_market_calendars'`() throws {
        #expect(
            try differences(.xnys, "XNYS/2") == [
                "2001-09-17 48600-72000 48780-72000", "2001-10-08 48600-72000 48660-72000",
                "2003-03-20 52200-75600 52320-75600", "2004-06-07 48600-72000 48720-72000",
                "2005-06-01 48600-72000 48600-71760", "2006-12-27 52200-75600 52320-75600",
            ])
    }

    /// pandas_market_calendars has the close of today, 16:00, on all regular days; CME closed at
    /// 15:15 until 2012-11-16 and at 16:15 until 2015-09-18.
    @Test func `CME's days are pandas_market_calendars' but for those it errs in`() throws {
        let found = try differences(.cme, "CME") { date, times in
            guard times.close == 75_600 || times.close == 79_200 else { return times }
            var corrected = times
            if date <= CivilDate(2012, 11, 16) {
                corrected.close -= 45 * 60
            } else if date <= CivilDate(2015, 9, 18) {
                corrected.close += 15 * 60
            }
            return corrected
        }
        #expect(
            found == [
                // The attacks of 2001: suspended at 9:15, resumed on the 17th at 8:15.
                "2001-09-11 -7200-51300 -7200-72900", "2001-09-12 closed -7200-72900",
                "2001-09-13 closed -7200-72900", "2001-09-14 closed -7200-72900",
                "2001-09-17 47700-72900 -7200-72900",
                // Days of mourning: closed at 8:00, closed, and at 8:30 twice.
                "2004-06-11 -7200-46800 -7200-72900", "2007-01-02 closed -3600-76500",
                // Hurricane Sandy: closed at 8:15 on both days.
                "2012-10-29 -7200-47700 -7200-72900", "2012-10-30 -7200-47700 -7200-72900",
                "2018-12-05 -3600-52200 -3600-79200",
                // Good Fridays without an employment report are no trading days.
                "2024-03-29 closed -7200-47700", "2025-01-09 -3600-52200 -3600-79200",
                "2025-04-18 closed -7200-47700", "2027-03-26 closed -7200-47700",
                "2028-04-14 closed -7200-47700", "2029-03-30 closed -7200-47700",
                "2030-04-19 closed -7200-47700",
            ])
    }

    @Test func `A market always open has each day`() throws {
        #expect(try differences(.always, "24x7") == [])
    }

    @Test func `The forex day changes at five in New York by the tz database`() throws {
        #expect(try differences(.forex, "FOREX") == [])
    }
}
