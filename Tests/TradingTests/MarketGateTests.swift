import Contracts
import Testing
import Trading

@Suite("Quality gates")
struct MarketGateTests {
    private func quotes(_ mids: [String], from start: Int64 = 1) -> [MarketRaw] {
        mids.enumerated().map { i, mid in
            RawFeed.quote("SPY", start + Int64(i), mid, "1", mid, "1")
        }
    }

    @Test(
        "a price jump beyond ten per cent is refused, the third alike is a real move",
        arguments: [
            (["100", "110"], ["tick", "tick"]),
            (["100", "110.000000001"], ["tick", "price_jump"]),
            (["100", "90"], ["tick", "tick"]),
            (["100", "89.999999999"], ["tick", "price_jump"]),
            (["100", "150", "100"], ["tick", "price_jump", "tick"]),
            (
                ["100", "150", "151", "149", "150"],
                ["tick", "price_jump", "price_jump", "tick", "tick"]
            ),
            (
                ["100", "150", "151", "100", "150", "151", "152"],
                ["tick", "price_jump", "price_jump", "tick", "price_jump", "price_jump", "tick"]
            ),
            (
                ["100", "150", "200", "300", "301", "302"],
                ["tick", "price_jump", "price_jump", "price_jump", "price_jump", "tick"]
            ),
            (
                ["100", "150", "150", "165", "166"],
                ["tick", "price_jump", "price_jump", "tick", "tick"]
            ),
        ])
    func jumps(_ mids: [String], _ words: [String]) {
        #expect(RawFeed.run(quotes(mids)).map(\.word) == words)
    }

    @Test(
        "twelve deviations are needed too", arguments: [("131.9", "tick"), ("138", "price_jump")])
    func sigma(_ price: String, _ word: String) {
        // Changes of +3 % and −3 % in turn: the deviation is 3 %, twelve of them 36 %.
        var mids: [String] = ["100"]
        for _ in 0..<40 { mids += ["103", "99.91", "102.9", "100"] }
        let effects = RawFeed.run(quotes(mids + [price]))
        #expect(effects.dropLast().allSatisfy { $0.tick != nil })
        #expect(effects.last?.word == word)
    }

    @Test("limits of the jump gate come from the settings")
    func limits() {
        let settings = MarketSettings(maxJumpSigma: 0, maxJumpPct: 1)
        #expect(RawFeed.run(quotes(["100", "101"]), settings).map(\.word) == ["tick", "tick"])
        #expect(
            RawFeed.run(quotes(["100", "101.000000001"]), settings).map(\.word)
                == ["tick", "price_jump"])
    }

    @Test("trades, quotes and bars have price levels of their own")
    func levels() {
        let effects = RawFeed.run([
            RawFeed.quote("SPY", 1, "100", "1", "100", "1"),
            RawFeed.trade("SPY", 2, "150", "1"),
            RawFeed.trade("SPY", 3, "200", "1"),
            RawFeed.bar("SPY", 4, ["10", "10", "10", "10"]),
            RawFeed.bar("SPY", 5, ["20", "20", "20", "20"]),
            RawFeed.bar("SPY", 6, ["20", "20", "20", "20"]),
            RawFeed.bar("SPY", 7, ["20", "20", "20", "20"]),
        ])
        let words = ["tick", "tick", "price_jump", "bar", "price_jump", "price_jump", "bar"]
        #expect(effects.map(\.word) == words)
    }

    @Test(
        "a record may lie behind by the tolerance and no more",
        arguments: [
            (0, 10, "tick"), (0, 9, "out_of_order"), (3, 7, "tick"), (3, 6, "out_of_order"),
        ] as [(Int64, Int64, String)])
    func order(_ tolerance: Int64, _ time: Int64, _ word: String) {
        let effects = RawFeed.run(
            [
                RawFeed.quote("SPY", 10, "100", "1", "101", "1"),
                RawFeed.quote("SPY", time, "100", "2", "101", "1"),
            ], MarketSettings(reorderToleranceNs: tolerance))
        #expect(effects.map(\.word) == ["tick", word])
    }

    @Test("order is kept per symbol")
    func orderPerSymbol() {
        let effects = RawFeed.run([
            RawFeed.quote("SPY", 10, "100", "1", "101", "1"),
            RawFeed.quote("QQQ", 9, "100", "1", "101", "1"),
            RawFeed.trade("SPY", 9, "100", "1"),
        ])
        #expect(effects.map(\.word) == ["tick", "tick", "out_of_order"])
    }

    @Test("a refused record moves neither order, nor level, nor what trades carry")
    func traceless() {
        let effects = RawFeed.run([
            RawFeed.quote("SPY", 10, "100", "1", "101", "1"),
            RawFeed.quote("SPY", 20, "102", "1", "101", "1"),
            RawFeed.quote("SPY", 21, "200", "1", "201", "1"),
            RawFeed.quote("SPY", 15, "100", "2", "101", "1"),
            RawFeed.trade("SPY", 16, "100", "1"),
        ])
        #expect(effects.map(\.word) == ["tick", "crossed", "price_jump", "tick", "tick"])
        #expect(effects.last?.tick?.bidSize == Decimal9(2))
    }

    @Test("a record equal to the one before is dropped, one that differs in a field is not")
    func duplicates() {
        let first = RawFeed.quote("SPY", 10, "100", "1", "101", "1")
        var other = first
        other.exchange = "ARCA"
        let crossed = RawFeed.quote("SPY", 10, "102", "1", "101", "1")
        var machine = MarketMachine(MarketSettings())
        let effects = machine.take([first, first, other, other, first, crossed, crossed, first])
        #expect(
            effects.map(\.word) == [
                "tick", "duplicate", "tick", "duplicate", "tick", "crossed", "crossed",
                "duplicate",
            ])
        #expect(machine.counters[.duplicate] == 3)
        #expect(machine.counters[.crossed] == 2)
    }

    @Test(
        "age is judged against the partition's newest record",
        arguments: [(0, 0, "tick"), (100, 900, "tick"), (100, 899, "stale")]
            as [(Int64, Int64, String)])
    func age(_ limit: Int64, _ time: Int64, _ word: String) {
        let effects = RawFeed.run(
            [
                RawFeed.quote("QQQ", 1000, "100", "1", "101", "1"),
                RawFeed.quote("SPY", time, "100", "1", "101", "1"),
            ], MarketSettings(maxAgeNs: limit))
        #expect(effects.map(\.word) == ["tick", word])
    }

    @Test(
        "age is judged against the arrival as well, bars of the past have none",
        arguments: [(0, 9_999, "tick"), (100, 100, "tick"), (100, 101, "stale")]
            as [(Int64, Int64, String)])
    func lateArrival(_ limitMs: Int64, _ delayMs: Int64, _ word: String) {
        var machine = MarketMachine(MarketSettings(maxAgeNs: limitMs * 1_000_000))
        let effects = machine.take([
            RawFeed.quote("SPY", 1000, "100", "1", "101", "1"),
            RawFeed.bar("SPY", 1000, ["10", "12", "9", "11"]),
        ]) { _ in delayMs }
        #expect(effects.map(\.word) == [word, "bar"])
    }

    @Test("duplicates pass where they are not to be dropped", arguments: [true, false])
    func keptDuplicates(_ drops: Bool) {
        let trade = RawFeed.trade("SPY", 10, "100", "50")
        let effects = RawFeed.run(
            [RawFeed.quote("SPY", 10, "100", "1", "101", "1"), trade, trade],
            MarketSettings(dropDuplicates: drops))
        #expect(effects.map(\.word) == ["tick", "tick", drops ? "duplicate" : "tick"])
    }

    @Test("a symbol beyond the limit is refused, and a refused one takes no room")
    func symbols() {
        var machine = MarketMachine(MarketSettings(maxSymbols: 2))
        let effects = machine.take([
            RawFeed.quote("A", 1, "2", "1", "1", "1"),
            RawFeed.quote("B", 1, "1", "1", "2", "1"),
            RawFeed.quote("C", 1, "1", "1", "2", "1"),
            RawFeed.quote("D", 1, "1", "1", "2", "1"),
            RawFeed.quote("B", 2, "1", "1", "2", "1"),
            RawFeed.quote("A", 2, "1", "1", "2", "1"),
        ])
        #expect(
            effects.map(\.word) == [
                "crossed", "tick", "tick", "too_many_symbols", "tick", "too_many_symbols",
            ])
        #expect(machine.symbolCount == 2)
        #expect(machine.counters[.tooManySymbols] == 2)
    }

    @Test("a fault names its field and says what stood there")
    func words() {
        let effects = RawFeed.run([RawFeed.quote("SPY", 1, "100", "1", "99.5", "1")])
        #expect(
            effects.first?.fault?.description
                == "crossed: askPrice: 99.5 lies below the bid, 100.0")
    }

    @Test("times at the ends of the range are no trouble")
    func extremes() {
        let records = [Int64.min, Int64.min + 1, -1, 0, Int64.max - 1, Int64.max].map {
            RawFeed.quote("SPY", $0, "100", "1", "101", "1")
        }
        let settings = MarketSettings(windowNs: 1_000_000, reorderToleranceNs: .max)
        let effects = RawFeed.run(records + records.reversed(), settings)
        #expect(effects.compactMap(\.tick).count == 11)
        #expect(effects.compactMap(\.drop) == [.duplicate])
    }
}
