import Contracts
import Trading

extension InspectionReport {
    /// Rows of each list in the text; the page has all.
    private static let rowsMax = 10

    /// The summary for a terminal.
    var text: String {
        var lines = head
        lines += [""] + figures.map { "  \(NumberText.left($0.name, 14))\($0.value)" }
        lines += list(
            "Dead letters", inspection.deadLetters.total,
            inspection.verdicts.filter { $0.kind == .deadLetter }.map {
                [Self.shown($0.time), $0.reason, $0.place, $0.detail]
            })
        lines += list(
            "Drops", inspection.drops.total,
            inspection.verdicts.filter { $0.kind == .dropped }.map {
                [Self.shown($0.time), $0.reason, $0.place]
            })
        lines += list(
            "Gaps", gaps.count,
            gaps.map { [$0.from.description, $0.until.description, Self.shown($0)] })
        lines += list(
            "Windows with the largest scores", inspection.windows.count,
            extremes(Self.rowsMax).map(Self.row),
            header: ["window's end", "z", "OFI", "mean", "std", "e"])
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: [String] {
        let name = inspection.symbol.description
        guard let span = inspection.span else {
            return ["\(name)  nothing found in \(sources)"]
        }
        let length = Self.duration(span.last.nanoseconds(since: span.first))
        return ["\(name)  \(span.first) to \(span.last), \(length)", "from \(sources)"]
    }

    private var sources: String {
        inspection.sources.map { TerminalText.shown($0) }.joined(separator: ", ")
    }

    /// `figure: value` in the order in which they are told.
    var figures: [(name: String, value: String)] {
        let whole = NumberText.whole
        var rows: [(String, String)] = []
        let records = inspection.records.rows.map { "\($0.name) \(whole($0.count))" }
        if !records.isEmpty {
            let total = whole(inspection.records.total)
            rows.append(("raw records", "\(total) (\(records.joined(separator: ", ")))"))
        }
        rows.append(("quotes", whole(inspection.quotes.count)))
        rows.append(("trades", whole(inspection.trades.count)))
        if !inspection.bars.isEmpty { rows.append(("bars", whole(inspection.bars.count))) }
        rows.append(("OFI windows", "\(whole(inspection.windows.count)) with a score"))
        rows.append(("dead letters", Self.tally(inspection.deadLetters)))
        rows.append(("drops", Self.tally(inspection.drops)))
        rows.append(("gaps", gapFigure))
        if let prices {
            rows.append(
                (
                    "price",
                    "\(prices.first) to \(prices.last), low \(prices.low), high \(prices.high) "
                        + "(\(prices.of))"
                ))
        }
        return rows + qualityFigures
    }

    /// `2 over 1m, 3 bars missing`
    private var gapFigure: String {
        let missing = gaps.reduce(0) { $0 + ($1.missingBars ?? 0) }
        let long = gaps.count { $0.missingBars == nil }
        let ticks = "\(NumberText.whole(long)) over \(Self.duration(gapNs))"
        let bars = "\(NumberText.whole(missing)) bar\(missing == 1 ? "" : "s") missing"
        if inspection.bars.isEmpty { return ticks }
        return quality.interval == nil ? bars : "\(ticks), \(bars)"
    }

    /// The part of ``figures`` that tells how good the data is.
    var qualityFigures: [(name: String, value: String)] {
        var rows: [(String, String)] = []
        if let spread = quality.spread {
            let (low, p50, p95, high) = (
                Decimal9(nanos: spread.min), Decimal9(nanos: spread.p50),
                Decimal9(nanos: spread.p95), Decimal9(nanos: spread.max)
            )
            rows.append(("spread", "\(low) to \(high), median \(p50), p95 \(p95)"))
        }
        if let interval = quality.interval {
            let texts = [interval.p50, interval.p95, interval.max].map(Self.duration)
            rows.append(("tick interval", "median \(texts[0]), p95 \(texts[1]), max \(texts[2])"))
        }
        if let minutes = quality.minutes {
            rows.append(("open minutes", Self.share(minutes.seen, minutes.due)))
        }
        for bars in quality.bars {
            rows.append(("bars \(bars.duration.rawValue)", Self.share(bars.seen, bars.due)))
        }
        if let freshness = quality.freshness {
            rows.append(
                (
                    "freshness",
                    "p50 \(freshness.p50) ms, p95 \(freshness.p95) ms, max \(freshness.max) ms"
                ))
        }
        if let score = quality.reportedCompleteness {
            rows.append(("completeness", "\(score) at the lowest, as the events say"))
        }
        rows.append(("calendar", "\(calendar.name.rawValue), \(calendarOrigin.remark)"))
        return rows
    }

    private func list(
        _ title: String, _ count: Int, _ rows: [[String]], header: [String]? = nil
    ) -> [String] {
        guard !rows.isEmpty else { return [] }
        let shown = (header.map { [$0] } ?? []) + rows.prefix(Self.rowsMax)
        let columns = shown.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            shown.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        let lines = shown.map { row -> String in
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1 ? cell : NumberText.left(cell, widths[column])
            }
            return "  " + TerminalText.shown(cells.joined(separator: "  "))
        }
        let rest = count - min(rows.count, Self.rowsMax)
        let more = rest > 0 ? ["  … and \(NumberText.whole(rest)) more"] : []
        return ["", "\(title):"] + lines + more
    }
}

// MARK: - Texts

extension InspectionReport {
    private static func row(_ window: OfiEvent) -> [String] {
        [
            window.timestamp.description, fixed(window.ofiZ, 3),
            window.ofiRaw.map { fixed($0, 3) } ?? "-", window.ofiMa.map { fixed($0, 3) } ?? "-",
            window.ofiStd.map { fixed($0, 3) } ?? "-", window.eventCount.map(String.init) ?? "-",
        ]
    }

    private static func shown(_ time: Timestamp?) -> String { time?.description ?? "-" }

    private static func shown(_ gap: InspectionGap) -> String {
        gap.missingBars.map { "\($0) bar\($0 == 1 ? "" : "s") missing" }
            ?? "\(duration(gap.openNs)) open"
    }

    /// `3 (crossed 2, price_jump 1)`
    private static func tally(_ tally: InspectedTally) -> String {
        guard tally.total > 0 else { return "0" }
        let parts = tally.rows.map { "\($0.name) \(NumberText.whole($0.count))" }
        return "\(NumberText.whole(tally.total)) (\(parts.joined(separator: ", ")))"
    }

    /// `99.74 % (389 of 390)`, rounded down so that 100 % means all.
    private static func share(_ seen: Int, _ due: Int) -> String {
        let hundredths = due == 0 ? 0 : seen * 10_000 / due
        let fraction = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
        return "\(hundredths / 100).\(fraction) % "
            + "(\(NumberText.whole(seen)) of \(NumberText.whole(due)))"
    }

    /// With so many places.
    static func fixed(_ number: Double, _ places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
        guard number.isFinite, number.magnitude * scale < 9e15 else { return "\(number)" }
        let scaled = Int((number * scale).rounded())
        let digits = String(scaled.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return "\(scaled < 0 ? "-" : "")\(padded.dropLast(places)).\(padded.suffix(places))"
    }

    /// `45.2ms`, `12.5s`, `5m44s`, `23h10m`, `12d4h`.
    static func duration(_ nanoseconds: Int64) -> String {
        func one(_ divisor: Int64) -> String {
            let tenths = nanoseconds / (divisor / 10)
            return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        }
        let seconds = nanoseconds / 1_000_000_000
        func two(_ big: Int64, _ bigName: String, _ small: Int64, _ smallName: String) -> String {
            let rest = seconds % big / small
            return rest == 0
                ? "\(seconds / big)\(bigName)" : "\(seconds / big)\(bigName)\(rest)\(smallName)"
        }
        switch nanoseconds {
        case ..<1000: return "\(nanoseconds)ns"
        case ..<1_000_000: return "\(one(1000))µs"
        case ..<1_000_000_000: return "\(one(1_000_000))ms"
        case ..<60_000_000_000: return "\(one(1_000_000_000))s"
        case ..<3_600_000_000_000: return two(60, "m", 1, "s")
        case ..<86_400_000_000_000: return two(3600, "h", 60, "m")
        default: return two(86_400, "d", 3600, "h")
        }
    }
}
