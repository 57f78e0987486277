public import Contracts

/// When a market trades: its sessions, holidays and half days, computed by rule and a table of
/// exceptions.
///
/// Proved for 2000 to 2030 against other calendars (Tests/Calendars); outside these years the
/// rules of the nearest of them go on. No call takes memory from the heap.
public struct SessionCalendar: Hashable, Sendable {
    public enum Name: String, CaseIterable, Sendable {
        /// New York Stock Exchange, 9:30 to 16:00 New York.
        case xnys = "XNYS"
        /// Nasdaq, the same.
        case xnas = "XNAS"
        /// Equity index futures on CME Globex, Sunday 17:00 to Friday 16:00 Chicago with an
        /// hour's pause a day.
        case cme = "CME"
        /// Always open, a session for each day of UTC.
        case always = "24x7"
        /// Sunday 17:00 to Friday 17:00 New York without a pause or a holiday; a session for
        /// each day, changing at 17:00.
        case forex = "FOREX"
    }

    public let name: Name

    public init(_ name: Name) {
        self.name = name
    }

    /// `XNYS`, `XNAS`, `CME`, `24x7` or `FOREX`; nil for another name.
    public static func named(_ name: String) -> SessionCalendar? {
        Name(rawValue: name).map(SessionCalendar.init)
    }

    /// The calendar of an instrument: equities New York's (Nasdaq's for exchange `NASDAQ` or
    /// `ISLAND`), futures CME's, forex, crypto; nil for bonds, which trade on none.
    public static func standard(for asset: AssetClass, exchange: String?) -> SessionCalendar? {
        switch asset {
        case .equity:
            exchange == "NASDAQ" || exchange == "ISLAND"
                ? SessionCalendar(.xnas) : SessionCalendar(.xnys)
        case .future: SessionCalendar(.cme)
        case .forex: SessionCalendar(.forex)
        case .crypto: SessionCalendar(.always)
        case .bond: nil
        }
    }

    public func isOpen(at time: Timestamp) -> Bool { session(containing: time) != nil }

    public func session(containing time: Timestamp) -> Session? {
        let today = clock.date(at: time)
        // A session that opened in the evening has the next day's date.
        for ahead in 0...1 {
            let day = sessions(on: today + ahead)
            if let first = day.first, first.contains(time) { return first }
            if let second = day.second, second.contains(time) { return second }
        }
        return nil
    }

    /// The sessions that close after `from` and open before `until`, in order.
    public func sessions(from: Timestamp, until: Timestamp) -> Sessions {
        Sessions(self, from: from, until: until)
    }

    /// When the first session opens that opens after `time`.
    public func nextOpen(after time: Timestamp) -> Timestamp? {
        for session in sessions(from: time, until: time.advanced(byNanoseconds: Self.horizon))
        where session.open > time { return session.open }
        return nil
    }

    /// When the session under way, or else the next one, closes.
    public func nextClose(after time: Timestamp) -> Timestamp? {
        var sessions = sessions(from: time, until: time.advanced(byNanoseconds: Self.horizon))
        return sessions.next()?.close
    }

    /// When trading ends on a day; nil when there is none.
    public func close(of date: CivilDate) -> Timestamp? {
        let day = sessions(on: date)
        return (day.second ?? day.first)?.close
    }

    /// The longest search: no market has been closed for ten days.
    private static let horizon: Int64 = 10 * 86_400 * 1_000_000_000
}

// MARK: - Days

extension SessionCalendar {
    /// The clock that tells the hours.
    var clock: CivilClock {
        switch name {
        case .xnys, .xnas, .forex: .newYork
        case .cme: .chicago
        case .always: .utc
        }
    }

    func hours(on date: CivilDate) -> DayHours? {
        switch name {
        case .xnys, .xnas: NYSEHours.hours(on: date)
        case .cme: CMEHours.hours(on: date)
        case .always: DayHours(0, DayHours.at(24, 0))
        case .forex:
            date.weekday.isWeekend
                ? nil : DayHours(DayHours.at(17, 0) - DayHours.at(24, 0), DayHours.at(17, 0))
        }
    }

    /// The sessions of a trading day: none, one or, with a halt, two.
    func sessions(on date: CivilDate) -> (first: Session?, second: Session?) {
        guard let hours = hours(on: date) else { return (nil, nil) }
        func session(_ open: Int, _ close: Int) -> Session {
            Session(
                date: date, open: clock.moment(date, minutes: open),
                close: clock.moment(date, minutes: close))
        }
        guard let halt = hours.halt else { return (session(hours.open, hours.close), nil) }
        return (
            session(hours.open, halt.lowerBound), session(halt.upperBound, hours.close)
        )
    }
}
