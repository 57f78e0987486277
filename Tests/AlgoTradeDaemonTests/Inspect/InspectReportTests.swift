import Contracts
import Foundation
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite struct InspectReportTests {
    @Test func `The summary tells the figures`() throws {
        let lines =
            (0..<5).map { InspectSupport.quote($0 * 1000, bid: "100.\(50 - $0)") }
            + [
                InspectSupport.trade(4500), InspectSupport.quote(5000, bid: "101"),
                InspectSupport.quote(200_000), InspectSupport.quote(200_000),
            ]
        let text = try InspectSupport.report(lines).text
        for line in [
            "SPY  2026-03-16T14:30:00Z to 2026-03-16T14:33:20Z, 3m20s", "from test",
            "  raw records   9 (tickByTickBidAsk 8, tickByTickAllLast 1)", "  quotes        6",
            "  trades        1", "  OFI windows   0 with a score",
            "  dead letters  1 (crossed 1)", "  drops         1 (duplicate 1)",
            "  gaps          1 over 1m, 0 bars missing",
            "  price         100.51 to 100.51, low 100.51, "
                + "high 100.51 (trades)",
            "  spread        0.02 to 0.06, median 0.03, p95 0.06",
            "  open minutes  50.00 % (2 of 4)",
            "  calendar      XNYS, by the records' security type", "Dead letters:",
            "  2026-03-16T14:30:05Z  crossed  test:7  askPrice: 100.52 lies below the bid, 101.0",
            "Drops:", "  2026-03-16T14:33:20Z  duplicate  test:9", "Gaps:",
            "  2026-03-16T14:30:04.500Z  2026-03-16T14:33:20Z  3m15s open",
        ] {
            #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)\n\(text)")
        }
    }

    @Test func `Nothing found is told, and makes a page`() throws {
        let report = try InspectSupport.report([InspectSupport.quote(0, symbol: "QQQ")])
        #expect(report.text.hasPrefix("SPY  nothing found in test\n"))
        let data = try InspectSupport.data(InspectSupport.page(report))
        #expect(data["span"] is NSNull)
        #expect(data["symbol"] as? String == "SPY")
    }

    @Test func `One record is enough`() throws {
        let report = try InspectSupport.report([InspectSupport.quote(0)])
        #expect(report.text.contains("quotes        1\n"))
        #expect(report.quality.interval == nil)
        #expect(report.quality.minutes?.seen == 1)
        #expect(report.quality.minutes?.due == 1)
        let data = try InspectSupport.data(InspectSupport.page(report))
        #expect((data["span"] as? [[Int]])?.count == 2)
    }

    @Test func `A closed market is no gap`() throws {
        // Friday 2026-03-13 19:59:50Z; 3600 * 42.5 h later the market opens on Monday.
        let friday = -(66 * 3600 + 30 * 60 + 10) * 1000
        let monday = -60 * 60 * 1000 + 5000
        func at(_ milliseconds: Int) -> String {
            InspectSupport.quote(0).replacing(
                "\(InspectSupport.start).000", with: "\(InspectSupport.start + milliseconds / 1000)"
            )
        }
        let lines = [at(friday), at(friday + 5000), at(monday)]
        #expect(try InspectSupport.report(lines).gaps == [])
        let always = try InspectSupport.report(lines, calendar: SessionCalendar(.always))
        #expect(always.gaps.count == 1)
        #expect(always.calendarOrigin == .named)
    }

    @Test func `Missing bars are counted by the calendar`() throws {
        func bar(_ time: String) -> String {
            #"{"type":"historicalBar","symbol":"SPY","secType":"STK","time":"\#(time)","#
                + #""barSize":"1 day","open":10,"high":11,"low":9,"close":10,"volume":100,"#
                + #""average":10,"count":3}"#
        }
        // The 25th was Christmas, the 26th a Friday, then a week-end.
        let report = try InspectSupport.report([
            bar("2025-12-23T21:00:00Z"), bar("2025-12-24T18:00:00Z"), bar("2025-12-29T21:00:00Z"),
        ])
        #expect(report.gaps.map(\.missingBars) == [1])
        #expect(report.quality.bars.map(\.due) == [4])
        #expect(report.text.contains("gaps          1 bar missing\n"))
        #expect(report.text.contains("bars 1d       75.00 % (3 of 4)\n"))
    }

    @Test func `A range leaves out events, but not their influence`() throws {
        let lines = (0..<30_000).map { number in
            InspectSupport.quote(number * 20, bid: "100.\(10 + number * 7 % 40)")
        }
        let whole = try InspectSupport.inspection(lines)
        var range = InspectionRange()
        range.from = Timestamp(nanoseconds: Int64(InspectSupport.start + 400) * 1_000_000_000)
        range.until = range.from.advanced(byNanoseconds: 60_000_000_000)
        let part = try InspectSupport.inspection(lines, range: range)
        #expect(part.quotes.count == 3000)
        #expect(part.windows.count == 6)
        #expect(
            part.windows == whole.windows.filter { range.containsWindow(endingAt: $0.timestamp) })
    }

    @Test(arguments: [
        (950, "950ns"), (45_200, "45.2µs"), (399_300_000, "399.3ms"), (25_000_000_000, "25s"),
        (344_700_000_000, "5m44s"), (83_400_000_000_000, "23h10m"),
        (1_051_200_000_000_000, "12d4h"), (0, "0ns"),
    ])
    func `Durations are short`(nanoseconds: Int, text: String) {
        #expect(InspectionReport.duration(Int64(nanoseconds)) == text)
    }

    @Test(arguments: [
        (0.0, 3, "0.000"), (-0.0004, 3, "0.000"), (1118.7421, 3, "1118.742"),
        (-2.5, 1, "-2.5"), (0.05, 2, "0.05"),
    ])
    func `Numbers have fixed places`(number: Double, places: Int, text: String) {
        #expect(InspectionReport.fixed(number, places) == text)
    }
}
