/// How a column writes the time.
enum TimeForm: String, CaseIterable, Sendable {
    /// Nanoseconds since 1970, and so on; a fraction is exact, down to the nanosecond.
    case ns, us, ms, s
    /// `2024-08-08T23:54:15.088Z`, or with an offset.
    case rfc3339
    /// `2024-08-08 23:54:15.088`, in UTC.
    case utc
    /// `2024-08-08`: the close of a day in New York, taken as 21:00 UTC.
    case date

    /// Decimal places of a nanosecond, for those that count.
    var places: Int? {
        switch self {
        case .ns: 0
        case .us: 3
        case .ms: 6
        case .s: 9
        case .rfc3339, .utc, .date: nil
        }
    }

    /// What a message calls it.
    var meaning: String {
        switch self {
        case .ns: "nanoseconds since 1970"
        case .us: "microseconds since 1970"
        case .ms: "milliseconds since 1970"
        case .s: "seconds since 1970"
        case .rfc3339: "a time as 2024-08-08T23:54:15.088Z"
        case .utc: "a time as 2024-08-08 23:54:15.088"
        case .date: "a date as 2024-08-08"
        }
    }
}
