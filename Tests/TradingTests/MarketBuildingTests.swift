import Contracts
import Testing

@testable import Trading

@Suite("Bars built of trades")
struct MarketBuildingTests {
    private let second = RawFeed.second
    private let minutes = MarketSettings(maxJumpPct: 1000, barDurations: [.minute1])

    private func trade(
        _ seconds: Double, _ price: String, _ size: String = "1", _ symbol: Symbol = "SPY"
    ) -> MarketRaw {
        RawFeed.trade(symbol, Int64(seconds * 1e9), price, size)
    }

    /// A record of another symbol that shows what time it is.
    private func clock(_ seconds: Double) -> MarketRaw {
        RawFeed.quote("CLOCK", Int64(seconds * 1e9), "1", "1", "2", "1")
    }

    private func bars(
        _ records: [MarketRaw], _ settings: MarketSettings
    ) -> [BarEvent] {
        RawFeed.run(records, settings).compactMap(\.bar)
    }

    @Test("open, high, low, close and volume of the trades from the minute's start to its end")
    func prices() throws {
        let built = bars(
            [
                trade(60, "10", "1"), trade(61, "12", "2"), trade(70, "9", "3"),
                trade(119.999_999_999, "11", "4"), trade(120, "20", "5"),
            ], minutes)
        try #require(built.count == 1)
        #expect(
            built[0]
                == BarEvent(
                    symbol: "SPY", timestamp: Timestamp(nanoseconds: 120 * second),
                    open: Decimal9(10), high: Decimal9(12), low: Decimal9(9),
                    close: Decimal9(11), volume: 10, duration: .minute1,
                    metadata: EventMetadata(producerId: "algotraded")))
    }

    @Test(
        "every duration is aligned to UTC",
        arguments: [
            (.minute1, 60), (.minute5, 300), (.minute15, 900), (.minute30, 1800), (.hour1, 3600),
            (.hour4, 14_400), (.day1, 86_400),
        ] as [(BarDuration, Int64)])
    func alignment(_ duration: BarDuration, _ seconds: Int64) {
        let start = 1_723_161_255 / seconds * seconds
        for (time, end) in [(start, start + seconds), (start + seconds - 1, start + seconds)] {
            let built = bars(
                [
                    RawFeed.trade("SPY", time * second, "10", "1"),
                    clock(Double(start + seconds) + 2),
                ], MarketSettings(barDurations: [duration]))
            #expect(built.map(\.timestamp.nanoseconds) == [end * second])
            #expect(built.map(\.duration) == [duration])
        }
    }

    @Test("all durations at once, in the order of their ends, the shortest first")
    func together() {
        let built = bars([trade(30, "10"), clock(400_000)], MarketSettings())
        #expect(built.map(\.duration) == BarDuration.allCases)
        // 5 m of 600 s end together with 1 m; the trade closes what the clock did not.
        let own = bars(
            [trade(30, "10"), trade(599, "11"), trade(600, "12")],
            MarketSettings(barDurations: [.minute5, .minute1]))
        #expect(own.map(\.duration) == [.minute1, .minute5, .minute1, .minute5])
        #expect(own.map(\.timestamp.nanoseconds) == [60, 300, 600, 600].map { $0 * second })
    }

    @Test("a minute without a trade has no bar, and the next bar does not know the one before")
    func empty() {
        let built = bars([trade(5, "10"), trade(200, "20"), trade(300, "30")], minutes)
        #expect(built.map(\.timestamp.nanoseconds) == [60, 240].map { $0 * second })
        #expect(built.map(\.open) == [Decimal9(10), Decimal9(20)])
    }

    @Test(
        "records of others close a bar close_after past its end",
        arguments: [(61.999, 0), (62, 1)] as [(Double, Int)])
    func closeAfter(_ time: Double, _ count: Int) {
        #expect(bars([trade(5, "10"), clock(time)], minutes).count == count)
    }

    @Test("a symbol's own quote closes its bar no sooner than others do")
    func ownQuote() {
        for (time, count) in [(60.5, 0), (62.0, 1)] {
            let quote = RawFeed.quote("SPY", Int64(time * 1e9), "10", "1", "10", "1")
            #expect(bars([trade(5, "10"), quote], minutes).count == count)
        }
    }

    @Test("bars of one record are written by (end, symbol), after its windows")
    func order() {
        var machine = MarketMachine(MarketSettings(minWindows: 1, barDurations: [.minute1]))
        let effects = machine.take([
            trade(51, "10", "1", "B"), trade(51, "10", "1", "A"),
            RawFeed.quote("A", 51 * second, "10", "1", "11", "1"),
            RawFeed.quote("A", 52 * second, "10", "5", "11", "1"), clock(100),
        ])
        #expect(
            effects.map(\.word)
                == [
                    "trade_before_quote", "trade_before_quote", "tick", "tick", "bar", "bar",
                    "tick",
                ])
        #expect(effects.compactMap(\.bar?.symbol) == ["A", "B"])
        #expect(machine.counters.windows == 1)
    }

    @Test("a trade of a bar that is over is in none of that duration, counted, and still a tick")
    func late() {
        let settings = MarketSettings(
            maxJumpPct: 1000, reorderToleranceNs: 5 * second, barDurations: [.minute1, .minute5])
        var machine = MarketMachine(settings)
        let effects = machine.take([
            RawFeed.quote("SPY", 50 * second, "10", "1", "10", "1"), trade(58, "10", "1"),
            trade(61, "11", "2"), trade(59, "50", "4"), clock(400),
        ])
        #expect(machine.counters.lateTrades == 1 && machine.counters.ticks == 5)
        let built = effects.compactMap(\.bar)
        #expect(built.map(\.volume) == [1, 2, 7])
        #expect(built.map(\.high) == [Decimal9(10), Decimal9(11), Decimal9(50)])
    }

    @Test("a trade without a quote is in a bar; one that was refused is not")
    func refused() {
        var machine = MarketMachine(MarketSettings(barDurations: [.minute1]))
        let effects = machine.take([
            trade(1, "10", "3"), trade(2, "10", "3"), trade(2, "10", "3"), trade(3, "-1", "5"),
            trade(4, "20", "5"), clock(62),
        ])
        #expect(
            effects.map(\.word) == [
                "trade_before_quote", "trade_before_quote", "duplicate", "invalid_price",
                "price_jump", "bar", "tick",
            ])
        #expect(effects.compactMap(\.bar?.volume) == [6])
    }

    @Test(
        "volumes are summed exactly and rounded once",
        arguments: [
            (["0.3", "0.3", "0.4"], 1), (["0.25", "0.25"], 0), (["0.25", "0.25", "1"], 2),
            (["9000000000", "9000000000"], 18_000_000_000),
        ] as [([String], Int64)])
    func volumes(_ sizes: [String], _ volume: Int64) {
        let trades = sizes.enumerated().map { trade(Double($0), "10", $1) }
        #expect(bars(trades + [clock(62)], minutes).map(\.volume) == [volume])
    }

    @Test("a price that no bar event may have is in no bar")
    func tiny() {
        var machine = MarketMachine(minutes)
        let effects = machine.take([
            trade(1, "0.000000999"), trade(2, "0.000001", "7", "QQQ"), clock(62),
        ])
        #expect(effects.compactMap(\.bar?.symbol) == ["QQQ"])
        #expect(machine.counters.lateTrades == 1)
    }

    @Test("a bar carries the class and currency of the symbol's records")
    func instrument() {
        var raw = trade(1, "1.1")
        raw.symbol = "EUR"
        raw.secType = "CASH"
        raw.currency = "USD"
        let built = bars([raw, clock(62)], minutes)
        #expect(built.map(\.symbol) == ["EUR.USD"] && built.map(\.assetClass) == [.forex])
        #expect(built.map(\.currency) == ["USD"] && built.first?.exchange == nil)
    }
}

@Suite("Bars built where producers send some")
struct MarketCoverTests {
    private let second = RawFeed.second
    private let minutes = MarketSettings(maxJumpPct: 1000, barDurations: [.minute1])

    /// One trade in each minute, and in `sent` a producer's bar of the minute before.
    private func run(_ count: Int64, sent: Set<Int64>) -> MarketMachine {
        var machine = MarketMachine(minutes)
        for minute in 0..<count {
            let start = minute * 60 * second
            _ = machine.take([RawFeed.trade("SPY", start + 20 * second, "10", "1")])
            guard sent.contains(minute) else { continue }
            _ = machine.take([
                RawFeed.bar("SPY", start, ["10", "10", "10", "10"], size: .min1)
            ])
        }
        return machine
    }

    @Test(
        "a producer's bars win; when they end, one is missing and then they are built again",
        arguments: [
            ([], 9, 0), (Array(0..<10), 0, 9), ([0, 1, 2], 5, 4),
            ([7], 7, 2),
        ] as [([Int64], Int, Int)])
    func covered(_ sent: [Int64], _ built: Int, _ covered: Int) {
        let machine = run(10, sent: Set(sent))
        #expect(machine.counters.builtBars == built)
        #expect(machine.counters.coveredBars == covered)
    }

    @Test("bars of another duration cover nothing, those of a backfill neither")
    func others() {
        var machine = MarketMachine(minutes)
        let effects = machine.take([
            RawFeed.bar("SPY", -600 * second, ["10", "10", "10", "10"], size: .min1),
            RawFeed.bar("SPY", 0, ["10", "10", "10", "10"], size: .mins5),
            RawFeed.trade("SPY", 20 * second, "10", "1"),
            RawFeed.trade("SPY", 80 * second, "10", "1"),
        ])
        #expect(effects.compactMap(\.bar).count == 3 && machine.counters.builtBars == 1)
    }

    private func realtime(_ seconds: Int64, _ prices: [String], _ volume: String) -> MarketRaw {
        MarketRaw(
            symbol: "SPY", time: Timestamp(nanoseconds: seconds * second),
            shape: .realtimeBar(RawFeed.rawBar(prices, volume)))
    }

    @Test("bars of five seconds are built into longer ones")
    func realtimeBars() {
        var machine = MarketMachine(minutes)
        let effects = machine.take([
            realtime(0, ["10", "12", "9", "11"], "5"), realtime(30, ["11", "15", "8", "9"], "-1"),
            realtime(55, ["9", "9", "9", "9"], "2.5"), realtime(60, ["7", "7", "7", "7"], "1"),
        ])
        #expect(effects.map(\.word) == ["bar"] && machine.counters.mergedBars == 4)
        let bar = effects.first?.bar
        #expect(bar?.timestamp.nanoseconds == 60 * second && bar?.volume == 8)
        #expect(
            [bar?.open, bar?.high, bar?.low, bar?.close]
                == [10, 15, 8, 9].map { Decimal9($0) })
    }

    @Test(
        "bars of five seconds are judged",
        arguments: [
            (["10", "12", "9", "11"], "1", nil), (["10", "9", "9", "11"], "1", "bar_range"),
            (["0", "12", "0", "11"], "1", "invalid_price"),
            (["10", "12", "9", "11"], "-2", "invalid_volume"),
        ] as [([String], String, String?)])
    func judged(_ prices: [String], _ volume: String, _ word: String?) {
        let effects = RawFeed.run([realtime(0, prices, volume)])
        #expect(effects.map(\.word) == [word].compactMap { $0 })
    }

    @Test("their order is their own, and with nothing to build they are dead letters")
    func realtimeOrder() {
        let prices = ["10", "12", "9", "11"]
        var machine = MarketMachine(MarketSettings(maxJumpPct: 5))
        let effects = machine.take([
            RawFeed.quote("SPY", 9 * second, "10", "1", "11", "1"), realtime(5, prices, "1"),
            realtime(0, prices, "1"), realtime(10, ["12", "12", "12", "12"], "1"),
        ])
        #expect(effects.map(\.word) == ["tick", "out_of_order", "price_jump"])
        let none = RawFeed.run([realtime(0, prices, "1")], MarketSettings(barDurations: []))
        #expect(none.map(\.word) == ["unsupported_bar_size"])
    }

    @Test(
        "their age is that of their end",
        arguments: [(1000, true), (1001, false)]
            as [(Int64, Bool)])
    func age(_ delayMs: Int64, _ isTaken: Bool) {
        var machine = MarketMachine(MarketSettings(maxAgeNs: second))
        let effects = machine.take([realtime(0, ["10", "10", "10", "10"], "5")]) { _ in
            5000 + delayMs
        }
        #expect(effects.map(\.word) == (isTaken ? [] : ["stale"]))
        #expect(machine.figures(of: "SPY")?.freshnessP50Ms == (isTaken ? delayMs : nil))
    }

    @Test("of a symbol that has trades they are dropped, counted")
    func besideTrades() {
        var machine = MarketMachine(minutes)
        let effects = machine.take([
            realtime(0, ["10", "10", "10", "10"], "5"), RawFeed.trade("SPY", second, "10", "1"),
            realtime(5, ["10", "10", "10", "10"], "5"),
            RawFeed.trade("SPY", 60 * second, "10", "1"),
        ])
        #expect(
            effects.map(\.word) == [
                "trade_before_quote", "bar_beside_trades", "bar", "trade_before_quote",
            ])
        #expect(effects.compactMap(\.bar?.volume) == [6])
        #expect(machine.counters[.barBesideTrades] == 1 && machine.counters.mergedBars == 1)
    }

    @Test("their time may be their close")
    func closeStamps() {
        let settings = MarketSettings(barDurations: [.minute1], barStamp: .close)
        let effects = RawFeed.run(
            [
                realtime(60, ["10", "10", "10", "10"], "1"),
                realtime(65, ["11", "11", "11", "11"], "2"),
            ], settings)
        #expect(effects.compactMap(\.bar?.volume) == [1])
    }
}
