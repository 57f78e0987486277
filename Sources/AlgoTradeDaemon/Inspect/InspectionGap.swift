import Contracts
import Trading

/// A time without events although the market was open.
struct InspectionGap: Equatable, Sendable {
    /// The last event before and the first after it.
    var from: Timestamp
    var until: Timestamp
    /// How long of it the market was open.
    var openNs: Int64
    /// For bars: how many are missing.
    var missingBars: Int?
}

extension Inspection {
    /// Gaps that are told at most.
    static let gapsMax = 10_000

    /// The gaps longer than `thresholdNs` of open market between ticks, and the bars missing
    /// between bars of one duration, in the order of time.
    func gaps(longerThan thresholdNs: Int64, _ calendar: SessionCalendar) -> [InspectionGap] {
        var gaps: [InspectionGap] = []
        var before: Timestamp?
        for time in tickTimes {
            if let before, time.nanoseconds(since: before) > thresholdNs {
                let open = calendar.openNs(from: before, until: time)
                if open > thresholdNs {
                    gaps.append(InspectionGap(from: before, until: time, openNs: open))
                }
            }
            before = time
            if gaps.count == Self.gapsMax { break }
        }
        return (gaps + missingBars(calendar)).sorted { $0.from < $1.from }
    }

    /// The times of all quotes and trades, in order.
    var tickTimes: [Timestamp] {
        var times: [Timestamp] = []
        times.reserveCapacity(quotes.count + trades.count)
        var trade = 0
        for time in quotes.times {
            while trade < trades.count, trades.times[trade] < time {
                times.append(trades.times[trade])
                trade += 1
            }
            times.append(time)
        }
        times += trades.times[trade...]
        let isSorted = zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
        return isSorted ? times : times.sorted()
    }

    private func missingBars(_ calendar: SessionCalendar) -> [InspectionGap] {
        var gaps: [InspectionGap] = []
        for duration in BarDuration.allCases {
            var before: Timestamp?
            for bar in bars where bar.duration == duration {
                defer { before = bar.timestamp }
                guard let before, before < bar.timestamp else { continue }
                let missing =
                    calendar.expected(duration, from: before, until: bar.timestamp) - 1
                guard missing > 0 else { continue }
                gaps.append(
                    InspectionGap(
                        from: before, until: bar.timestamp,
                        openNs: calendar.openNs(from: before, until: bar.timestamp),
                        missingBars: missing))
                if gaps.count == Self.gapsMax { return gaps }
            }
        }
        return gaps
    }
}

extension SessionCalendar {
    /// Nanoseconds of open market.
    func openNs(from: Timestamp, until: Timestamp) -> Int64 {
        if name == .always { return until.nanoseconds(since: from) }
        return sessions(from: from, until: until).reduce(0) { sum, session in
            sum + min(session.close, until).nanoseconds(since: max(session.open, from))
        }
    }

    /// Bars that end after `from` and not after `until`; a day's bar is a trading day's.
    func expected(_ duration: BarDuration, from: Timestamp, until: Timestamp) -> Int {
        duration == .day1
            ? daysDue(from: from, until: until) : barsDue(duration, from: from, until: until)
    }
}
