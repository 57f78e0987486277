import Contracts
import Trading

/// A report as the JSON that its page draws from.
///
/// Times are [seconds, nanoseconds]; columns of events are ``ColumnCode`` in base64, each record
/// a change of seconds, the nanoseconds, then a change of each figure, prices in units of the
/// last of `pricePlaces`, sizes of `sizePlaces`.
struct PageData {
    /// Sessions that are drawn at most; longer spans have days too narrow to be seen.
    static let sessionsMax = 4000

    let report: InspectionReport
    private let priceScale: ColumnScale
    private let sizeScale: ColumnScale

    init(_ report: InspectionReport) {
        self.report = report
        let (quotes, trades) = (report.inspection.quotes, report.inspection.trades)
        let bars = report.inspection.bars.flatMap {
            [$0.open.nanos, $0.high.nanos, $0.low.nanos, $0.close.nanos]
        }
        priceScale = ColumnScale([quotes.bids, quotes.asks, trades.prices, bars])
        sizeScale = ColumnScale([quotes.bidSizes, quotes.askSizes, trades.sizes])
    }

    /// JSON that may stand in a script element: no `<` and no `&` is in it.
    var json: [UInt8] {
        var text = JSONText()
        text.object { add(to: &$0) }
        var safe: [UInt8] = []
        safe.reserveCapacity(text.bytes.count)
        for byte in text.bytes {
            switch byte {
            case UInt8(ascii: "<"): safe.append(contentsOf: #"\u003c"#.utf8)
            case UInt8(ascii: ">"): safe.append(contentsOf: #"\u003e"#.utf8)
            case UInt8(ascii: "&"): safe.append(contentsOf: #"\u0026"#.utf8)
            default: safe.append(byte)
            }
        }
        return safe
    }

    private func add(to json: inout JSONText) {
        let inspection = report.inspection
        json.member("symbol", inspection.symbol.description)
        json.member("windowMs", inspection.settings.windowNs / 1_000_000)
        json.member("gapNs", report.gapNs)
        json.member("calendar", report.calendar.name.rawValue)
        json.member("pricePlaces", priceScale.places)
        json.member("sizePlaces", sizeScale.places)
        json.name("span")
        if let span = report.inspection.span {
            json.array([span.first, span.last]) { Self.add($1, to: &$0) }
        } else {
            json.null()
        }
        add(quotes: inspection.quotes, to: &json)
        add(trades: inspection.trades, to: &json)
        addBars(to: &json)
        addWindows(to: &json)
        addVerdicts(to: &json)
        addGaps(to: &json)
        addSessions(to: &json)
    }

    private func add(quotes: InspectedQuotes, to json: inout JSONText) {
        Self.add(
            "quotes", quotes.times,
            [
                (quotes.bids, priceScale.unit), (quotes.asks, priceScale.unit),
                (quotes.bidSizes, sizeScale.unit), (quotes.askSizes, sizeScale.unit),
            ], to: &json)
    }

    private func add(trades: InspectedTrades, to json: inout JSONText) {
        Self.add(
            "trades", trades.times,
            [(trades.prices, priceScale.unit), (trades.sizes, sizeScale.unit)], to: &json)
    }

    /// Bars of the most frequent duration; others are counted by the figures.
    private func addBars(to json: inout JSONText) {
        let bars = report.inspection.bars
        let counts = BarDuration.allCases.map { duration in
            (duration, bars.count { $0.duration == duration })
        }
        let main = counts.max { $0.1 < $1.1 }?.0 ?? .day1
        let shown = bars.filter { $0.duration == main }
        json.member("barDuration", main.rawValue)
        json.member("barNs", main.nanoseconds)
        let unit = priceScale.unit
        Self.add(
            "bars", shown.map(\.timestamp),
            [
                (shown.map(\.open.nanos), unit), (shown.map(\.high.nanos), unit),
                (shown.map(\.low.nanos), unit), (shown.map(\.close.nanos), unit),
                (shown.map(\.volume), 1),
            ], to: &json)
    }

    private static func add(
        _ name: String, _ times: [Timestamp], _ columns: [(values: [Int64], unit: Int64)],
        to json: inout JSONText
    ) {
        var code = ColumnCode()
        var seconds: Int64 = 0
        var before = [Int64](repeating: 0, count: columns.count)
        for index in times.indices {
            let time = times[index].parts
            code.append(time.seconds - seconds)
            code.append(unsigned: UInt64(time.nanoseconds))
            seconds = time.seconds
            for column in columns.indices {
                let value = columns[column].values[index] / columns[column].unit
                code.append(value - before[column])
                code.note(value)
                before[column] = value
            }
        }
        json.name(name)
        json.object {
            $0.member("count", times.count)
            $0.member("wide", code.isWide)
            $0.name("code")
            $0.value(base64: code.base64)
        }
    }
}
