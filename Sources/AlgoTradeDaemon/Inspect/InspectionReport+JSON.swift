import Contracts
import Trading

extension InspectionReport {
    /// The summary for scripts. Prices are exact numbers, times RFC 3339, durations nanoseconds.
    ///
    /// - Parameter page: where the page was written; nil when there is none.
    func write(to json: inout JSONText, page: String?) {
        json.member("symbol", inspection.symbol.description)
        json.member("sources", inspection.sources)
        json.member("page", page)
        let span = inspection.span
        json.member("first", span?.first.description)
        json.member("last", span?.last.description)
        json.member("calendar", calendar.name.rawValue)
        Self.add(inspection.records, "raw_records", to: &json)
        json.member("quotes", inspection.quotes.count)
        json.member("trades", inspection.trades.count)
        json.member("bars", inspection.bars.count)
        json.member("windows", inspection.windows.count)
        Self.add(inspection.deadLetters, "dead_letters", to: &json)
        Self.add(inspection.drops, "drops", to: &json)
        addPrices(to: &json)
        addQuality(to: &json)
        json.name("gaps")
        json.array(gaps) { json, gap in
            json.object {
                $0.member("from", gap.from.description)
                $0.member("until", gap.until.description)
                $0.member("open_ns", gap.openNs)
                if let missing = gap.missingBars { $0.member("missing_bars", missing) }
            }
        }
        json.name("extreme_windows")
        json.array(extremes(10)) { json, window in
            var bytes: [UInt8] = []
            window.encode(into: &bytes)
            json.value(json: bytes)
        }
    }

    private static func add(_ tally: InspectedTally, _ name: String, to json: inout JSONText) {
        json.name(name)
        json.object { for row in tally.rows { $0.member(row.name, row.count) } }
    }

    private func addPrices(to json: inout JSONText) {
        json.name("price")
        guard let prices else { return json.null() }
        json.object {
            $0.member("of", prices.of)
            Self.add(prices.first, "first", to: &$0)
            Self.add(prices.last, "last", to: &$0)
            Self.add(prices.low, "low", to: &$0)
            Self.add(prices.high, "high", to: &$0)
        }
    }

    private func addQuality(to json: inout JSONText) {
        json.name("quality")
        json.object {
            if let spread = quality.spread {
                $0.name("spread")
                $0.object {
                    Self.add(Decimal9(nanos: spread.min), "min", to: &$0)
                    Self.add(Decimal9(nanos: spread.p50), "p50", to: &$0)
                    Self.add(Decimal9(nanos: spread.p95), "p95", to: &$0)
                    Self.add(Decimal9(nanos: spread.max), "max", to: &$0)
                }
            }
            Self.add(quality.interval, "interval_ns", to: &$0)
            Self.add(quality.freshness, "freshness_ms", to: &$0)
            if let score = quality.reportedCompleteness {
                $0.member("reported_completeness", score)
            }
            if let minutes = quality.minutes {
                $0.name("open_minutes")
                $0.object {
                    $0.member("seen", minutes.seen)
                    $0.member("due", minutes.due)
                }
            }
            $0.name("bars")
            $0.object { json in
                for bars in quality.bars {
                    json.name(bars.duration.rawValue)
                    json.object {
                        $0.member("seen", bars.seen)
                        $0.member("due", bars.due)
                    }
                }
            }
        }
    }

    private static func add(
        _ values: InspectionQuality.Percentiles?, _ name: String, to json: inout JSONText
    ) {
        guard let values else { return }
        json.name(name)
        json.object {
            $0.member("min", values.min)
            $0.member("p50", values.p50)
            $0.member("p95", values.p95)
            $0.member("max", values.max)
        }
    }

    private static func add(_ number: Decimal9, _ name: String, to json: inout JSONText) {
        json.name(name)
        json.value(json: number.description.utf8)
    }
}
