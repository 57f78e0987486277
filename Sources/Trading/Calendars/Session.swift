public import Contracts

/// A stretch of time in which a market trades without a pause.
public struct Session: Equatable, Sendable {
    /// The trading day that it belongs to. A day with a halt has two sessions.
    public let date: CivilDate
    public let open: Timestamp
    /// The first moment that does not belong to it.
    public let close: Timestamp

    public init(date: CivilDate, open: Timestamp, close: Timestamp) {
        self.date = date
        self.open = open
        self.close = close
    }

    public func contains(_ time: Timestamp) -> Bool { open <= time && time < close }
}

/// A calendar's sessions in the order of time, made one by one.
public struct Sessions: Sequence, IteratorProtocol, Sendable {
    private let calendar: SessionCalendar
    private let from: Timestamp
    private let until: Timestamp
    private var date: CivilDate
    /// The second session of the date before.
    private var second: Session?

    init(_ calendar: SessionCalendar, from: Timestamp, until: Timestamp) {
        self.calendar = calendar
        self.from = from
        self.until = until
        date = calendar.clock.date(at: from)
    }

    /// The next session that closes after `from` and opens before `until`.
    public mutating func next() -> Session? {
        while true {
            guard let session = following() else { return nil }
            guard session.open < until else { return nil }
            if session.close > from { return session }
        }
    }

    private mutating func following() -> Session? {
        if let session = second {
            second = nil
            return session
        }
        // No session opens more than a day before its date.
        while calendar.clock.moment(date, minutes: -24 * 60) < until {
            let day = calendar.sessions(on: date)
            date = date + 1
            second = day.second
            if let first = day.first { return first }
        }
        return nil
    }
}
