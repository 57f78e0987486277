/// Durations as `20ms`, `10s`, `5m`, `8h`, `7d`: a whole number and one unit.
public enum DurationText {
    /// Nanoseconds of each unit, the longest first.
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000),
        ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1000), ("ns", 1),
    ]

    /// Nil without a unit, and beyond about 292 years.
    public static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isWholeNumber }
        let unit = text[digits.endIndex...]
        guard let number = Int64(digits),
            let scale = units.first(where: { $0.name == unit })?.nanoseconds
        else { return nil }
        let (total, isTooLong) = number.multipliedReportingOverflow(by: scale)
        return isTooLong ? nil : .nanoseconds(total)
    }

    /// The shortest customary form: `24h` and `60s` rather than `1d` and `1m`; exact for what
    /// ``parse(_:)`` gives.
    public static func write(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let total = Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000)
        guard total != 0 else { return "0s" }
        for (name, nanoseconds) in units where total % Int128(nanoseconds) == 0 {
            let count = total / Int128(nanoseconds)
            if (name == "d" || name == "m") && count < 2 { continue }
            return "\(count)\(name)"
        }
        return "\(total)ns"
    }
}
