import Contracts
import Testing

@testable import Trading

/// Whole streams through the machine.
@Suite struct StrategyFlowTests {
    private typealias Kit = StrategyKit

    private static let names: [Symbol] = ["A", "B", "C", "D", "E"]

    private func shortSettings(_ strategies: [StrategyID]) -> StrategySettings {
        var settings = Kit.settings(.pos)
        settings.strategies = strategies
        settings.horizons.tsxShort = 3
        settings.horizons.tsxLong = 8
        settings.horizons.posLong = 5
        settings.horizons.zWindow = 10
        settings.horizons.icWindow = 10
        settings.horizons.icHorizon = 2
        settings.horizons.volWindow = 10
        return settings
    }

    private func walks(_ steps: Int, seed: UInt64) -> [[BarEvent]] {
        Self.names.enumerated().map { number, symbol in
            var random = StrategyRandom(seed: seed + UInt64(number))
            var price = 100.0
            return (0..<steps).map { step in
                price *= 1 + Double.random(in: -0.03...0.0302, using: &random)
                return Kit.bar(symbol, step, price)
            }
        }
    }

    /// Applies bars; each intent is filled whole at its symbol's next bar.
    private func trade(
        _ machine: inout StrategyMachine, _ bars: [BarEvent]
    ) throws -> [OrderIntent] {
        var waiting: [Symbol: [OrderIntent]] = [:]
        var all: [OrderIntent] = []
        for bar in bars {
            for order in waiting.removeValue(forKey: bar.symbol) ?? [] {
                try machine.apply(
                    Kit.report(order, .filled, filled: order.quantity, average: bar.open))
            }
            var intents: [OrderIntent] = []
            let name = bar.symbol[0]
            let step = Int((bar.timestamp.nanoseconds - Kit.time(0).nanoseconds) / Kit.dayNs)
            machine.apply(bar, at: Kit.place(step, Int32(name)), into: &intents)
            waiting[bar.symbol, default: []] += intents
            all += intents
        }
        return all
    }

    private func byTime(_ walks: [[BarEvent]], _ order: [Int]) -> [BarEvent] {
        walks[0].indices.flatMap { step in order.map { walks[$0][step] } }
    }

    @Test("the same input makes the same output")
    func deterministic() throws {
        let seed: UInt64 = 11
        print("seed \(seed)")
        let bars = byTime(walks(120, seed: seed), [0, 1, 2, 3, 4])
        let settings = shortSettings([.tsx, .pos, .composite])
        var one = StrategyMachine(settings, stream: "log")
        var two = StrategyMachine(settings, stream: "log")
        let first = try trade(&one, bars)
        #expect(first.count > 100)
        let isAlike = try trade(&two, bars) == first
        #expect(isAlike)
        #expect(first.allSatisfy { $0.strategyId == .composite })
    }

    @Test("without a cross-section a symbol's intents do not depend on what comes between")
    func interleaving() throws {
        let seed: UInt64 = 12
        print("seed \(seed)")
        let walks = walks(120, seed: seed)
        var settings = shortSettings([.pos])
        settings.boxLimit = 0.1
        settings.netLimit = 1  // twice the five boxes: the book is never scaled
        let orders = [
            byTime(walks, [0, 1, 2, 3, 4]), byTime(walks, [4, 2, 0, 3, 1]), Array(walks.joined()),
        ]
        var results: [[OrderIntent]] = []
        for bars in orders {
            var machine = StrategyMachine(settings, stream: "log")
            results.append(try trade(&machine, bars))
        }
        #expect(results[0].count > 100)
        func plain(_ intents: [OrderIntent], _ symbol: Symbol) -> [OrderIntent] {
            intents.filter { $0.symbol == symbol }
        }
        for symbol in Self.names {
            let isAlike = results.allSatisfy { plain($0, symbol) == plain(results[0], symbol) }
            #expect(isAlike, "\(symbol)")
        }
    }

    @Test("with a cross-section of enough symbols signals are told apart")
    func crossSection() throws {
        let seed: UInt64 = 13
        print("seed \(seed)")
        let walks = walks(60, seed: seed)
        let settings = shortSettings([.tsx, .pos, .composite])
        var machine = StrategyMachine(settings, stream: "log")
        _ = try trade(&machine, byTime(walks, [0, 1, 2]))
        let few = try #require(machine.snapshot().rows.first)
        let z = few.values.compactMap { $0 }
        try #require(z.count == 2)
        // Three symbols, four are needed: the score is a mean of the two z, weighted by Σ|w| = 1.
        #expect((few.score ?? 100).magnitude <= z.map(\.magnitude).max() ?? 0)
        var alone = StrategyMachine(settings, stream: "log")
        _ = try trade(&alone, walks[2])
        #expect(alone.snapshot().rows[0].score == machine.snapshot().rows[2].score)
        var many = StrategyMachine(settings, stream: "log")
        _ = try trade(&many, byTime(walks, [0, 1, 3, 4, 2]))
        #expect(alone.snapshot().rows[0].score != many.snapshot().rows[2].score)
        #expect(alone.snapshot().rows[0].values == many.snapshot().rows[2].values)
    }

    @Test("ticks and OFI events alone make COMPOSITE trade")
    func ticksOnly() {
        let seed: UInt64 = 14
        print("seed \(seed)")
        var random = StrategyRandom(seed: seed)
        var settings = shortSettings([.ofi, .composite])
        settings.horizons.ofiHalfLife = 3
        var machine = StrategyMachine(settings, stream: "log")
        var intents: [OrderIntent] = []
        var price = 100.0
        let tenSeconds: Int64 = 10_000_000_000
        for step in 0..<200 {
            price *= 1 + Double.random(in: -0.0005...0.0005, using: &random)
            let time = Kit.time(step, tenSeconds)
            machine.apply(Kit.tick("SPY", time, price), at: Kit.place(step), into: &intents)
            let flow = OfiEvent(
                symbol: "SPY", timestamp: time, ofiZ: Double.random(in: -2...2, using: &random),
                windowMs: 10_000)
            let place = Place(topic: "ofi_events", partition: 0, offset: Int64(step))
            machine.apply(flow, at: place, into: &intents)
            machine.apply(flow, at: place, into: &intents)
            if step < 10 { #expect(intents.isEmpty) }  // ten values before, ten returns
        }
        #expect(intents.count > 50)
        #expect(intents.allSatisfy { $0.strategyId == .composite })
        #expect(intents.allSatisfy { ($0.targetWeight ?? 1).magnitude <= 0.25 })
        #expect(machine.counters.windowsIgnored == 200)
        #expect(machine.counters.unsized == 0)
    }

    @Test("a night between two windows is no return")
    func nights() {
        var machine = StrategyMachine(shortSettings([.ofi, .composite]), stream: "log")
        var intents: [OrderIntent] = []
        for day in 0..<40 {
            for window in 0..<2 {
                let time = Kit.time(day).advanced(byNanoseconds: Int64(window) * 10_000_000_000)
                let place = Kit.place(2 * day + window)
                // Over night the price doubles or halves; within the day it never moves.
                machine.apply(
                    Kit.tick("SPY", time, day % 2 == 0 ? 100 : 200), at: place, into: &intents)
                machine.apply(
                    OfiEvent(symbol: "SPY", timestamp: time, ofiZ: Double(day % 3 + window)),
                    at: place, into: &intents)
            }
        }
        #expect(machine.symbols[0].volatility.annual == 0)
        #expect(intents.isEmpty)
        #expect(machine.counters.unsized > 0)
    }

    @Test("reports read again at start make the same state")
    func restored() throws {
        let seed: UInt64 = 15
        print("seed \(seed)")
        let bars = byTime(walks(60, seed: seed), [0, 1, 2, 3, 4])
        let settings = shortSettings([.tsx, .pos, .composite])
        var live = StrategyMachine(settings, stream: "log")
        var reports: [ExecutionReport] = []
        var intents: [OrderIntent] = []
        for (offset, bar) in bars.enumerated() {
            let first = intents.count
            live.apply(bar, at: Kit.place(offset), into: &intents)
            for order in intents[first...] {
                reports.append(
                    Kit.report(
                        order, .filled, step: offset, filled: order.quantity, average: bar.close))
            }
        }
        for report in reports { try live.apply(report) }
        try #require(reports.count > 20)
        // Reports first, then the market: the machine knows its orders before it makes them.
        var late = StrategyMachine(settings, stream: "log")
        for report in reports { try late.apply(report) }
        for holding in live.portfolio.holdings {
            let other = try #require(late.portfolio.holding(of: holding.symbol))
            #expect(other.position == holding.position)
            #expect(other.effective == holding.effective)
        }
    }
}
