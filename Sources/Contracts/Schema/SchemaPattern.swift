/// The forms of texts as regular expressions, of the part of ECMA-262 that every validator has:
/// no look-ahead, no `\d`.
enum SchemaPattern {
    static let uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
    static let currency = "^[A-Z]{3}$"
    static let symbol = "^[A-Z0-9]([A-Z0-9._-]{0,18}[A-Z0-9])?$"
    static let symbolWithBlank = "^[A-Z0-9]([A-Z0-9._ -]{0,18}[A-Z0-9])?$"

    /// RFC 3339 with real dates of the years that 64 bits of nanoseconds reach into.
    static let time = "^(\(dates))[Tt]\(clock)(\\.[0-9]{1,9})?([Zz]|[+-]\(hoursAndMinutes))$"

    private static let hoursAndMinutes = "([01][0-9]|2[0-3]):[0-5][0-9]"
    private static let clock = "\(hoursAndMinutes):[0-5][0-9]"

    private static let dates =
        "(\(years))-(\(months31)|\(months30)|\(february))|(\(leapYears))-02-29"
    /// 1677 to 2262.
    private static let years =
        "16(7[7-9]|[89][0-9])|1[7-9][0-9]{2}|2[01][0-9]{2}|22([0-5][0-9]|6[0-2])"
    private static let months31 = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    private static let months30 = "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    private static let february = "02-(0[1-9]|1[0-9]|2[0-8])"
    /// Of the same years those that the Gregorian calendar gives a 29 February.
    private static let leapYears =
        "16(8[048]|9[26])|(1[789]|2[01])(0[48]|[2468][048]|[13579][26])"
        + "|22(0[48]|[24][048]|[135][26]|60)|2000"
}
