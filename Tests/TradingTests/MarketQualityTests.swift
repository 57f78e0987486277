import Contracts
import Testing

@testable import Trading

@Suite("What events say of their data")
struct MarketQualityTests {
    private let second = RawFeed.second

    private func quote(_ ms: Int64, source: String? = nil) -> MarketRaw {
        var raw = RawFeed.quote("SPY", ms * 1_000_000, "10", "1", "11", "\(ms + 1)")
        raw.source = source
        return raw
    }

    @Test(
        "freshness is from the record's time to its arrival, not less than 0",
        arguments: [(0, 0), (999_999, 0), (1_000_000, 1), (250_000_000, 250), (-5_000_000, 0)]
            as [(Int64, Int64)])
    func freshness(_ delay: Int64, _ milliseconds: Int64) {
        var machine = MarketMachine(MarketSettings())
        var effects: [MarketEffect] = []
        let raw = quote(1000)
        machine.apply(raw, arrival: raw.time.advanced(byNanoseconds: delay), into: &effects)
        #expect(
            effects.first?.tick?.dataQuality
                == DataQuality(
                    completenessScore: 1, freshnessMs: milliseconds, source: .ibkrRealtime))
    }

    @Test("without an arrival nothing is said")
    func unknown() {
        var machine = MarketMachine(MarketSettings())
        #expect(machine.take([quote(1)]).first?.tick?.dataQuality == nil)
        #expect(machine.figures(of: "SPY")?.freshnessP95Ms == nil)
        #expect(machine.figures(of: "QQQ") == nil)
    }

    @Test(
        "the source is the record's, or what TWS sends in that shape",
        arguments: [
            (nil, .ibkrRealtime, .ibkrHistorical), ("synthetic", .synthetic, .synthetic),
            ("cache", .cache, .cache), ("replay", .cache, .cache),
            ("ibkr_historical", .ibkrHistorical, .ibkrHistorical),
            ("tws-7497", .ibkrRealtime, .ibkrHistorical),
        ] as [(String?, DataSource, DataSource)])
    func sources(_ source: String?, _ ofQuotes: DataSource, _ ofBars: DataSource) {
        var machine = MarketMachine(MarketSettings())
        var bar = RawFeed.bar("SPY", 5, ["10", "12", "9", "11"])
        bar.source = source
        let effects = machine.take([quote(1, source: source), bar]) { _ in 3 }
        #expect(effects.first?.tick?.dataQuality?.source == ofQuotes)
        #expect(effects.last?.bar?.dataQuality?.source == ofBars)
        // Only live data grows old on its way.
        #expect(
            effects.first?.tick?.dataQuality?.freshnessMs == (ofQuotes == .ibkrRealtime ? 3 : 0))
        #expect(effects.last?.bar?.dataQuality?.freshnessMs == 0)
    }

    @Test("a built bar's freshness is how long after its end the record came that closed it")
    func builtBar() {
        var machine = MarketMachine(MarketSettings(barDurations: [.minute1]))
        var effects: [MarketEffect] = []
        machine.apply(RawFeed.trade("SPY", second, "10", "1"), arrival: .zero, into: &effects)
        let closing = RawFeed.quote("QQQ", 63 * second, "1", "1", "2", "1")
        machine.apply(
            closing, arrival: Timestamp(nanoseconds: 63_500_000_000), into: &effects)
        #expect(effects.compactMap(\.bar?.dataQuality?.freshnessMs) == [3500])
    }

    @Test("percentiles are those of the latest 128, by nearest rank")
    func percentiles() {
        var window = FreshnessWindow()
        #expect(window.percentiles([50, 95]) == [nil, nil])
        window.append(7)
        #expect(window.percentiles([50, 95]) == [7, 7])
        for i in 1...1000 { window.append(Int64(i)) }
        // 873…1000: the 64th and the 122nd of 128.
        #expect(window.percentiles([50, 95, 100]) == [936, 994, 1000])
        window.append(.max)
        #expect(window.percentiles([100]) == [Int64(UInt32.max)])
    }

    @Test("percentiles and counts of a symbol can be read")
    func figures() throws {
        var machine = MarketMachine(MarketSettings())
        var records = (1...100).map { quote($0 * 10) }
        records.append(RawFeed.quote("SPY", 2 * second, "12", "1", "11", "1"))
        records.append(RawFeed.quote("SPY", 2 * second, "-1", "0", "11", "1"))
        records.append(RawFeed.quote("AAPL", 2 * second, "12", "1", "13", "1"))
        _ = machine.take(records) { $0.time.nanoseconds / 10_000_000 }
        let figures = machine.symbolFigures()
        try #require(figures.map(\.symbol) == ["AAPL", "SPY"])
        let spy = figures[1]
        #expect(spy == machine.figures(of: "SPY"))
        #expect(spy.records == 102 && spy.ticks == 100 && spy.bars == 0 && spy.windows == 0)
        #expect(spy.deadLetters == [.init(reason: .crossed, count: 1)])
        #expect(spy.drops == [.init(reason: .noQuote, count: 1)])
        // 101 samples: 1…100, and 200 of the empty quote.
        #expect(spy.freshnessP50Ms == 51 && spy.freshnessP95Ms == 96)
        #expect(spy.completeness == nil && spy.newest?.nanoseconds == 2 * second)
    }
}

@Suite("Completeness of bars")
struct MarketCompletenessTests {
    private let minute: Int64 = 60_000_000_000
    /// Bars are due in the first ten minutes of each hour.
    private static let calendar = MarketCalendar(
        barsDue: { asset, _, duration, from, until in
            guard asset == .equity, duration == .minute1 else { return nil }
            let minute: Int64 = 60_000_000_000
            let first = from.nanoseconds / minute + 1
            let last = until.nanoseconds / minute
            return first > last ? 0 : (first...last).count { ($0 - 1) % 60 < 10 }
        }, dayClose: { _, _, _ in nil })

    private func scores(
        _ minutes: [Int64], _ calendar: MarketCalendar = Self.calendar,
        size: BarSize = .min1, settings: MarketSettings = MarketSettings()
    ) -> [Double] {
        var machine = MarketMachine(settings, calendar: calendar)
        let records = minutes.map {
            RawFeed.bar("SPY", $0 * minute, ["10", "12", "9", "11"], size: size)
        }
        return machine.take(records) { _ in 100 }
            .compactMap { $0.bar?.dataQuality?.completenessScore }
    }

    @Test("bars seen of those due, a pause between sessions missing nothing")
    func missing() {
        #expect(scores([0, 1, 2, 3]) == [1, 1, 1, 1])
        #expect(scores([0, 1, 3, 4]) == [1, 1, 0.75, 0.8])
        #expect(scores([8, 9, 60, 61]) == [1, 1, 1, 1])
        #expect(scores([8, 9, 61]) == [1, 1, 0.75])
        #expect(scores([0, 3, 4, 6]) == [1, 0.5, 0.6, 4.0 / 7])
    }

    @Test("a bar beside the sessions is not due")
    func beside() { #expect(scores([8, 9, 30, 60, 61, 63]) == [1, 1, 1, 1, 1, 5.0 / 6]) }

    @Test("the latest 64 due count")
    func horizon() {
        let hours = (0..<10).flatMap { hour in (0..<10).map { Int64(hour * 60 + $0) } }
        let values = scores([0] + hours.dropFirst(2))
        #expect(values[1] == 2.0 / 3 && values.last == 1)
        #expect(scores([0, 60 * 100])[1] == 1.0 / 64)
    }

    @Test("a late bar within the tolerance fills its place")
    func late() {
        let settings = MarketSettings(reorderToleranceNs: 10 * minute)
        #expect(scores([0, 2, 1, 3], settings: settings) == [1, 2.0 / 3, 1, 1])
    }

    @Test("where no calendar tells, the bars seen are those due")
    func unknown() {
        #expect(scores([0, 5, 9], .none) == [1, 1, 1])
        #expect(scores([0, 5, 10], size: .mins5) == [1, 1, 1])
    }

    @Test("figures count what is due since the newest bar; ticks carry the latest score")
    func figures() {
        var machine = MarketMachine(MarketSettings(), calendar: Self.calendar)
        let bars = [0, 1].map {
            RawFeed.bar("SPY", $0 * minute, ["10", "12", "9", "11"], size: .min1)
        }
        _ = machine.take(bars) { _ in 1 }
        #expect(machine.figures(of: "SPY")?.completeness == 1)
        let quote = RawFeed.quote("SPY", 4 * minute + 3_000_000_000, "10", "1", "11", "1")
        let effects = machine.take([quote]) { _ in 1 }
        #expect(effects.first?.tick?.dataQuality?.completenessScore == 1)
        #expect(machine.figures(of: "SPY")?.completeness == 0.5)
    }
}
