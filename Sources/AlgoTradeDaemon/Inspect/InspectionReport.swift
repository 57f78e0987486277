import Contracts
import Trading

/// An inspection with what is worked out from it, ready to be shown.
struct InspectionReport: Sendable {
    let inspection: Inspection
    let calendar: SessionCalendar
    /// Whether the calendar was named, told by the records, or assumed.
    let calendarOrigin: CalendarOrigin
    let gapNs: Int64
    let gaps: [InspectionGap]
    let quality: InspectionQuality

    enum CalendarOrigin: Equatable, Sendable {
        case named, told, assumed

        var remark: String {
            switch self {
            case .named: "as asked"
            case .told: "by the records' security type"
            case .assumed: "assumed: no record names a security type; --calendar sets it"
            }
        }
    }

    /// - Parameter calendar: nil takes the instrument's own.
    init(_ inspection: Inspection, calendar: SessionCalendar?, gapNs: Int64) {
        self.inspection = inspection
        self.gapNs = gapNs
        if let calendar {
            (self.calendar, calendarOrigin) = (calendar, .named)
        } else if let asset = inspection.asset,
            let own = SessionCalendar.standard(for: asset, exchange: inspection.exchange)
        {
            (self.calendar, calendarOrigin) = (own, .told)
        } else {
            (self.calendar, calendarOrigin) = (SessionCalendar(.always), .assumed)
        }
        gaps = inspection.gaps(longerThan: gapNs, self.calendar)
        quality = InspectionQuality(inspection, self.calendar)
    }

    /// The windows with the largest z-scores either way, the largest first.
    func extremes(_ count: Int) -> [OfiEvent] {
        Array(
            inspection.windows.enumerated()
                .sorted {
                    ($1.element.ofiZ.magnitude, $0.offset)
                        < ($0.element.ofiZ.magnitude, $1.offset)
                }
                .prefix(count).map(\.element))
    }

    /// The first, last, lowest and highest price: of trades, else of quotes' middles, else of
    /// bars; billionths.
    var prices: (of: String, first: Decimal9, last: Decimal9, low: Decimal9, high: Decimal9)? {
        let quotes = inspection.quotes
        let bars = inspection.bars
        func row(_ name: String, _ values: [Int64]) -> (
            of: String, first: Decimal9, last: Decimal9, low: Decimal9, high: Decimal9
        )? {
            guard let first = values.first, let last = values.last, let low = values.min(),
                let high = values.max()
            else { return nil }
            return (
                name, Decimal9(nanos: first), Decimal9(nanos: last), Decimal9(nanos: low),
                Decimal9(nanos: high)
            )
        }
        return row("trades", inspection.trades.prices)
            ?? row("mid", zip(quotes.bids, quotes.asks).map { $0 + ($1 - $0) / 2 })
            ?? bars.first.map {
                (
                    "bars", $0.open, bars[bars.count - 1].close, bars.map(\.low).min() ?? $0.low,
                    bars.map(\.high).max() ?? $0.high
                )
            }
    }
}
