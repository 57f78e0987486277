public import Contracts

extension SessionCalendar {
    /// How many bars of `duration` a complete recording has whose end lies after `from` and not
    /// after `until`.
    ///
    /// Bars are aligned to UTC: bar k covers [k·d, (k + 1)·d). A bar is due when a session
    /// covers any part of it, so the first and last of a session may reach beyond it: NYSE has 7
    /// bars of an hour and 1 of a day. O(1) for a market always open, else O(sessions).
    public func barsDue(
        _ duration: BarDuration, from: Timestamp, until: Timestamp
    ) -> Int {
        barsDue(lengthNs: duration.nanoseconds, from: from, until: until)
    }

    /// As ``barsDue(_:from:until:)``, for bars of any length from a millisecond on.
    public func barsDue(lengthNs: Int64, from: Timestamp, until: Timestamp) -> Int {
        precondition(lengthNs >= 1_000_000, "a bar lasts a millisecond at least")
        guard from < until else { return 0 }
        // Bars by number: those that end after `from` and not after `until`.
        var next = from.nanoseconds.flooredQuotient(by: lengthNs)
        let end = until.nanoseconds.flooredQuotient(by: lengthNs)
        guard name != .always else { return Int(end - next) }
        var count: Int64 = 0
        for session in sessions(from: from.movedBack(lengthNs), until: until) {
            let first = Swift.max(next, session.open.nanoseconds.flooredQuotient(by: lengthNs))
            let after = (session.close.nanoseconds - 1).flooredQuotient(by: lengthNs) + 1
            next = Swift.max(first, Swift.min(after, end))
            count += next - first
            guard next < end else { break }
        }
        return Int(count)
    }

    /// How many trading days end after `from` and not after `until`: bars of a whole session, as
    /// exchanges and TWS make a day's bar.
    public func daysDue(from: Timestamp, until: Timestamp) -> Int {
        var count = 0
        for session in sessions(from: from, until: until)
        where session.close <= until && isLast(session) { count += 1 }
        return count
    }

    /// Whether no other session of its day follows.
    private func isLast(_ session: Session) -> Bool {
        sessions(on: session.date).second.map { $0 == session } ?? true
    }
}

extension BarDuration {
    /// The length of a bar in nanoseconds.
    public var nanoseconds: Int64 {
        let minute: Int64 = 60_000_000_000
        return switch self {
        case .minute1: minute
        case .minute5: 5 * minute
        case .minute15: 15 * minute
        case .minute30: 30 * minute
        case .hour1: 60 * minute
        case .hour4: 240 * minute
        case .day1: 1440 * minute
        }
    }
}

extension Timestamp {
    fileprivate func movedBack(_ nanoseconds: Int64) -> Timestamp {
        advanced(byNanoseconds: -nanoseconds)
    }
}

extension Int64 {
    /// The quotient rounded toward −∞, of a positive divisor.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
