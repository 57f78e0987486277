import Contracts
import Trading

/// How complete, dense and fresh the data is.
struct InspectionQuality: Equatable, Sendable {
    /// Times between neighbouring ticks, nanoseconds; nil with fewer than two.
    var interval: Percentiles?
    /// What the events themselves say, milliseconds; nil when they say nothing.
    var freshness: Percentiles?
    /// The lowest score that the events themselves carry.
    var reportedCompleteness: Double?
    /// Open minutes that have a tick, and open minutes, from the first tick to the last.
    var minutes: (seen: Int, due: Int)?
    /// Bars there and bars due, by duration.
    var bars: [(duration: BarDuration, seen: Int, due: Int)] = []
    /// Ask − bid in billionths; nil without a quote.
    var spread: Percentiles?

    struct Percentiles: Equatable, Sendable {
        let min: Int64
        let p50: Int64
        let p95: Int64
        let max: Int64

        /// By nearest rank.
        init?(_ values: [Int64]) {
            guard !values.isEmpty else { return nil }
            let sorted = values.sorted()
            func rank(_ percent: Int) -> Int64 {
                sorted[Swift.max(0, (sorted.count * percent + 99) / 100 - 1)]
            }
            (min, p50, p95, max) = (sorted[0], rank(50), rank(95), sorted[sorted.count - 1])
        }
    }

    init(_ inspection: Inspection, _ calendar: SessionCalendar) {
        let times = inspection.tickTimes
        interval = Percentiles(zip(times, times.dropFirst()).map { $1.nanoseconds(since: $0) })
        freshness = Percentiles(inspection.freshnessMs)
        reportedCompleteness = inspection.completenessMin
        spread = Percentiles(zip(inspection.quotes.bids, inspection.quotes.asks).map { $1 - $0 })
        minutes = Self.minutes(times, calendar)
        for duration in BarDuration.allCases {
            let own = inspection.bars.filter { $0.duration == duration }.map(\.timestamp)
            guard let first = own.min(), let last = own.max() else { continue }
            let due = calendar.expected(duration, from: first, until: last) + 1
            bars.append((duration, Set(own).count, due))
        }
    }

    private static func minutes(
        _ times: [Timestamp], _ calendar: SessionCalendar
    ) -> (seen: Int, due: Int)? {
        let length = BarDuration.minute1.nanoseconds
        guard let first = times.first, let last = times.last else { return nil }
        func number(_ time: Timestamp) -> Int64 {
            let (quotient, remainder) = time.nanoseconds.quotientAndRemainder(dividingBy: length)
            return remainder < 0 ? quotient - 1 : quotient
        }
        let due = calendar.barsDue(
            .minute1, from: Timestamp(nanoseconds: number(first) * length),
            until: Timestamp(nanoseconds: (number(last) + 1) * length))
        var seen = 0
        var newest: Int64?
        for time in times {
            let minute = number(time)
            if minute != newest, calendar.isOpen(at: time) {
                newest = minute
                seen += 1
            }
        }
        return due > 0 ? (seen, due) : nil
    }

    static func == (a: InspectionQuality, b: InspectionQuality) -> Bool {
        a.interval == b.interval && a.freshness == b.freshness && a.spread == b.spread
            && a.reportedCompleteness == b.reportedCompleteness
            && a.minutes?.seen == b.minutes?.seen && a.minutes?.due == b.minutes?.due
            && a.bars.elementsEqual(b.bars) { $0 == $1 }
    }
}
