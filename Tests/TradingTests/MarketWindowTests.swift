import Contracts
import Testing

@testable import Trading

@Suite("Windows of order-flow imbalance")
struct MarketWindowTests {
    private let second = RawFeed.second
    /// Events from the second window on, whatever they are.
    private let eager = MarketSettings(zWindows: 60, minWindows: 1)

    /// A quote at a second and a fraction in milliseconds whose bid size tells quotes apart.
    private func quote(_ symbol: Symbol, ms: Int64, _ bidSize: Int) -> MarketRaw {
        RawFeed.quote(symbol, ms * 1_000_000, "100", "\(bidSize)", "101", "1")
    }

    private func windows(_ machine: MarketMachine, _ symbol: Symbol) -> [Int128] {
        machine.states.first { $0.symbol == symbol }?.flow.history.values
            .map { $0 / 1_000_000_000 } ?? []
    }

    @Test("windows are half open, and the first quote has no e")
    func borders() {
        var machine = MarketMachine(eager)
        _ = machine.take([
            quote("SPY", ms: 0, 1), quote("SPY", ms: 9_999, 3), quote("SPY", ms: 10_000, 7),
            quote("SPY", ms: 19_999, 8), quote("SPY", ms: 20_000, 20),
            quote("SPY", ms: 30_000, 21),
        ])
        #expect(windows(machine, "SPY") == [2, 5, 12])
    }

    @Test("with min_windows 2 events come from the third window on")
    func firstEvent() throws {
        let settings = MarketSettings(minWindows: 2)
        let effects = RawFeed.run(
            [
                quote("SPY", ms: 0, 1), quote("SPY", ms: 5_000, 3), quote("SPY", ms: 10_000, 7),
                quote("SPY", ms: 20_000, 12), quote("SPY", ms: 21_000, 14),
                quote("SPY", ms: 30_000, 14),
            ], settings)
        let events = effects.compactMap(\.ofi)
        try #require(events.count == 1)
        let event = events[0]
        #expect(event.timestamp == Timestamp(nanoseconds: 30 * second))
        #expect(event.ofiRaw == 7 && event.ofiMa == 3 && event.ofiStd == 1 && event.ofiZ == 4)
        #expect(event.windowMs == 10_000 && event.eventCount == 2 && event.symbol == "SPY")
        #expect(effects.map(\.word).suffix(2) == ["ofi", "tick"])
    }

    @Test("windows all alike give no event, counted")
    func flat() {
        var machine = MarketMachine(eager)
        let effects = machine.take((0..<4).map { quote("SPY", ms: $0 * 10_000, 5) })
        #expect(
            effects.map(\.word) == ["tick", "tick", "zero_std", "tick", "zero_std", "tick"])
        #expect(machine.counters[.zeroStd] == 2 && machine.counters.windows == 3)
    }

    @Test(
        "records of others close a window close_after past its end",
        arguments: [(11_999, 0), (12_000, 1)])
    func closeAfter(_ ms: Int64, _ closed: Int) {
        var machine = MarketMachine(eager)
        _ = machine.take([quote("SPY", ms: 0, 1), quote("QQQ", ms: ms, 1)])
        #expect(machine.counters.windows == closed)
    }

    @Test("a bar shows time as well, a refused record does not")
    func whoShowsTime() {
        var machine = MarketMachine(eager)
        _ = machine.take([quote("SPY", ms: 0, 1)])
        _ = machine.take([RawFeed.quote("IWM", 60 * second, "2", "1", "1", "1")])
        #expect(machine.counters.windows == 0)
        _ = machine.take([RawFeed.bar("IWM", 60 * second, ["1", "1", "1", "1"])])
        #expect(machine.counters.windows == 1)
    }

    @Test("trades close a window but are not counted in it")
    func trades() {
        var machine = MarketMachine(eager)
        _ = machine.take([
            quote("SPY", ms: 0, 1), RawFeed.trade("SPY", second, "100", "50"),
            quote("SPY", ms: 2_000, 4), RawFeed.trade("SPY", 10 * second, "100", "50"),
        ])
        #expect(windows(machine, "SPY") == [3] && machine.counters.windows == 1)
    }

    @Test("a quote after its window was closed is in no window, and the next e starts from it")
    func late() {
        var machine = MarketMachine(eager)
        _ = machine.take([
            quote("SPY", ms: 0, 1), quote("SPY", ms: 1_000, 2), quote("QQQ", ms: 12_000, 1),
            quote("SPY", ms: 9_000, 10), quote("SPY", ms: 13_000, 14),
            quote("SPY", ms: 20_000, 14),
        ])
        #expect(machine.counters.lateQuotes == 1)
        #expect(windows(machine, "SPY") == [1, 4])
    }

    @Test(
        "a gap longer than session_gap ends the session, one as long does not",
        arguments: [(30_000, [5, 0, 0, 3]), (30_001, [5, 0])] as [(Int64, [Int128])])
    func sessionGap(_ gapMs: Int64, _ expected: [Int128]) {
        var machine = MarketMachine(
            MarketSettings(minWindows: 1, sessionGapNs: 30 * second))
        _ = machine.take([
            quote("SPY", ms: 0, 1), quote("SPY", ms: 1_000, 6),
            quote("SPY", ms: 1_000 + gapMs, 9), quote("SPY", ms: 40_000, 9),
        ])
        #expect(windows(machine, "SPY") == expected)
    }

    @Test("a session ends after 10 000 empty windows at the latest", arguments: [0, 1])
    func longestSession(_ more: Int64) {
        var machine = MarketMachine(
            MarketSettings(windowNs: 1_000_000, minWindows: 1, sessionGapNs: .max))
        let skipped = MarketSettings.maxEmptyWindows + more
        _ = machine.take([quote("SPY", ms: 0, 1), quote("SPY", ms: 1 + skipped, 2)])
        #expect(machine.counters.windows == 1 + (more == 0 ? 10_000 : 0))
    }

    @Test("the first window after a night or a weekend counts", arguments: [17, 65] as [Int64])
    func weekend(_ hours: Int64) {
        var machine = MarketMachine(MarketSettings(minWindows: 1))
        let next = hours * 3_600_000
        _ = machine.take([
            quote("SPY", ms: 0, 1), quote("SPY", ms: 1_000, 6),
            quote("SPY", ms: next, 100), quote("SPY", ms: next + 1_000, 103),
            quote("SPY", ms: next + 2_000, 107), quote("SPY", ms: next + 10_000, 107),
            quote("SPY", ms: next + 20_000, 107),
        ])
        #expect(windows(machine, "SPY") == [5, 7, 0])
    }

    @Test("an empty side starts the baseline anew and keeps the session")
    func noQuote() {
        var machine = MarketMachine(eager)
        let effects = machine.take([
            quote("SPY", ms: 0, 1), quote("SPY", ms: 1_000, 6),
            RawFeed.quote("SPY", 2 * second, "-1", "0", "101", "1"),
            quote("SPY", ms: 3_000, 100), quote("SPY", ms: 4_000, 101),
            quote("SPY", ms: 30_000, 101),
        ])
        #expect(effects.compactMap(\.drop) == [.noQuote, .zeroStd])
        #expect(windows(machine, "SPY") == [6, 0, 0])
    }

    @Test("one record closes the windows of others and its own by (end, symbol)")
    func together() {
        var machine = MarketMachine(MarketSettings(minWindows: 2))
        var records: [MarketRaw] = []
        for (i, ms) in ([0, 1_000, 10_000, 20_000, 21_000] as [Int64]).enumerated() {
            // C is in its third window, A and B closed theirs and are in the fourth.
            for symbol: Symbol in ["B", "C", "A"] {
                records.append(quote(symbol, ms: ms, 1 << i))
            }
        }
        records += [quote("B", ms: 30_000, 40), quote("A", ms: 30_000, 40)]
        let before = machine.take(records).compactMap(\.ofi)
        let last = machine.take([quote("B", ms: 60_000, 50)])
        #expect(before.map(\.symbol) == ["B", "A"])
        #expect(last.map(\.word) == ["ofi", "ofi", "ofi", "ofi", "ofi", "tick"])
        #expect(last.compactMap(\.ofi?.symbol) == ["C", "A", "B", "B", "B"])
        #expect(
            last.compactMap { $0.ofi?.timestamp.nanoseconds }
                == [30, 40, 40, 50, 60].map { $0 * second })
        #expect(last.compactMap(\.ofi?.eventCount) == [2, 1, 1, 0, 0])
    }

    @Test("a crossed quote does not touch the baseline")
    func crossed() {
        var machine = MarketMachine(eager)
        _ = machine.take([
            quote("SPY", ms: 0, 1), RawFeed.quote("SPY", second, "102", "9", "101", "1"),
            quote("SPY", ms: 2_000, 6), quote("SPY", ms: 10_000, 6),
        ])
        #expect(windows(machine, "SPY") == [5])
    }

    @Test(
        "levels above 1 take depth and no quotes, level 1 takes quotes and no depth",
        arguments: [(1, [2]), (2, [30])] as [(Int, [Int128])])
    func sources(_ levels: Int, _ expected: [Int128]) {
        var machine = MarketMachine(MarketSettings(minWindows: 1, levels: levels))
        func depth(_ ms: Int64, _ first: String, _ next: String) -> MarketRaw {
            RawFeed.depth(
                "SPY", ms * 1_000_000, bids: [("100", first), ("99", next)], asks: [("101", "1")])
        }
        _ = machine.take([
            quote("SPY", ms: 0, 1), depth(1_000, "10", "20"), quote("SPY", ms: 2_000, 3),
            depth(3_000, "20", "40"), RawFeed.trade("SPY", 10 * second, "100", "1"),
        ])
        #expect(windows(machine, "SPY") == expected)
    }
}
