/// A date of the Gregorian calendar, of no time zone.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let days: Int

    public init(days: Int) {
        self.days = days
    }

    /// The year is taken to begin in March, so that the leap day is its last; 153 days are five
    /// months of 31 and 30.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        let marchYear = month < 3 ? year - 1 : year
        let marchMonth = month < 3 ? month + 9 : month - 3
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        days = marchYear * 365 + leapDays + (153 * marchMonth + 2) / 5 + day - 1 - 719_468
    }

    /// Year, month and day from 1.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * ofYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let day = ofYear - (153 * marchMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month < 3 ? 1 : 0), month, day)
    }

    public var weekday: Weekday { Weekday(day: days) }

    public static func < (a: CivilDate, b: CivilDate) -> Bool { a.days < b.days }

    public static func + (date: CivilDate, days: Int) -> CivilDate {
        CivilDate(days: date.days + days)
    }
}

public enum Weekday: Int, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// 1970-01-01 was a Thursday.
    fileprivate init(day: Int) {
        let index = (day + 3) - (day + 3).flooredQuotient(by: 7) * 7
        self = Weekday(rawValue: index) ?? .monday
    }

    public var isWeekend: Bool { self == .saturday || self == .sunday }
}

extension CivilDate: CustomStringConvertible {
    /// `2024-08-08`
    public var description: String {
        let (year, month, day) = parts
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))"
    }
}

// MARK: - Days that rules name

extension CivilDate {
    /// The `n`th (from 1) such weekday of a month.
    static func nth(_ n: Int, _ weekday: Weekday, _ month: Int, _ year: Int) -> CivilDate {
        let first = CivilDate(year, month, 1)
        let ahead = (weekday.rawValue - first.weekday.rawValue + 7) % 7
        return first + (ahead + 7 * (n - 1))
    }

    /// Easter Sunday, by the Gregorian computus in the form of an anonymous correspondent of
    /// Nature (1876), as in Meeus, *Astronomical Algorithms*, chapter 8.
    static func easter(_ year: Int) -> CivilDate {
        let golden = year % 19
        let (century, ofCentury) = (year / 100, year % 100)
        let moon = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - moon + 15) % 30
        let week = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * week) / 451
        let sum = epact + week - 7 * late + 114
        return CivilDate(year, sum / 31, sum % 31 + 1)
    }
}

extension Int {
    /// The quotient rounded toward −∞, of a positive divisor.
    func flooredQuotient(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
