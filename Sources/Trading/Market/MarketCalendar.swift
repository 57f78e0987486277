public import Contracts

/// What the data plane asks a session calendar.
public struct MarketCalendar: Sendable {
    /// How many bars of a duration a complete recording has that end after the first time and
    /// not after the second; nil when the instrument has no calendar.
    public typealias BarsDue =
        @Sendable (AssetClass, _ exchange: String?, BarDuration, Timestamp, Timestamp) -> Int?
    /// When the trading day closes that has the date of a time, in UTC; nil when it is none.
    public typealias DayClose =
        @Sendable (AssetClass, _ exchange: String?, _ date: Timestamp) -> Timestamp?

    public let barsDue: BarsDue
    public let dayClose: DayClose

    public init(barsDue: @escaping BarsDue, dayClose: @escaping DayClose) {
        self.barsDue = barsDue
        self.dayClose = dayClose
    }

    /// Knows no sessions: every bar that follows another is taken for the next one due.
    public static let none = MarketCalendar(
        barsDue: { _, _, _, _, _ in nil }, dayClose: { _, _, _ in nil })

    /// Each instrument's ``SessionCalendar``. A day's bar is one of the day's sessions together;
    /// bars of four hours are due where the market never closes alone, as producers align them
    /// to the exchange's clock elsewhere. No call takes memory from the heap.
    public static let sessions = MarketCalendar(
        barsDue: { asset, exchange, duration, from, until in
            guard let calendar = SessionCalendar.standard(for: asset, exchange: exchange) else {
                return nil
            }
            return switch duration {
            case .day1: calendar.daysDue(from: from, until: until)
            case .hour4 where calendar.name != .always: nil
            default: calendar.barsDue(duration, from: from, until: until)
            }
        },
        dayClose: { asset, exchange, date in
            SessionCalendar.standard(for: asset, exchange: exchange)?
                .close(of: CivilDate(utc: date))
        })
}
