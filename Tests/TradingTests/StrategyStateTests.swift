import Contracts
import Testing

@testable import Trading

@Suite("The strategy plane's state leaves and comes back")
struct StrategyStateTests {
    private typealias Kit = StrategyKit

    static let kinds: [[StrategyID]] = [
        [.tsx], [.pos], [.ofi], [.ofi, .tsx, .pos, .composite], [.pos, .ofi, .composite],
    ]

    private func settings(_ strategies: [StrategyID]) -> StrategySettings {
        var settings = Kit.settings(.pos)
        settings.strategies = strategies
        settings.horizons.ofiHalfLife = 3
        settings.horizons.tsxShort = 3
        settings.horizons.tsxLong = 8
        settings.horizons.posLong = 5
        settings.horizons.zWindow = 10
        settings.horizons.icWindow = 12
        settings.horizons.icHorizon = 3
        settings.horizons.volWindow = 10
        settings.noTradeBand = 0.001
        settings.lotSize = Decimal9(nanos: 1)
        return settings
    }

    /// What a compacted topic holds: of each partition and key the latest.
    private struct Store {
        var states: [(partition: Int32, symbol: Symbol?, state: [UInt8])] = []

        mutating func take(_ machine: inout StrategyMachine) {
            for partition in Int32(0)..<3 {
                machine.takeChanges(of: partition) { symbol, state in
                    states.removeAll { $0.partition == partition && $0.symbol == symbol }
                    states.append((partition, symbol, state))
                }
            }
        }

        /// A machine with the reports and intents that the other one has had.
        func machine(
            _ settings: StrategySettings, _ orders: StrategyOrders,
            _ random: inout StrategyRandom
        ) throws -> StrategyMachine {
            var machine = StrategyMachine(settings, stream: "log")
            for report in orders.reports { try machine.apply(report) }
            for (partition, symbol, state) in states.shuffled(using: &random) {
                try machine.restore(symbol, state, in: partition)
            }
            for intent in orders.unanswered { machine.restore(intent) }
            return machine
        }
    }

    @Test("a machine restored at random places goes on as the undisturbed one", arguments: kinds)
    func restoring(_ strategies: [StrategyID]) throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        let settings = settings(strategies)
        var random = StrategyRandom(seed: seed)
        var market = StrategyMarket(seed: seed)
        var orders = StrategyOrders()
        var calm = StrategyMachine(settings, stream: "log")
        var tossed = calm
        var store = Store()
        var restarts = 0
        for round in 0..<80 {
            for record in market.records(.random(in: 0..<80, using: &random)) {
                let intents = record.apply(to: &calm)
                try #require(record.apply(to: &tossed) == intents, "seed \(seed) \(round)")
                orders.unanswered += intents
            }
            for report in orders.answer(&random) {
                try calm.apply(report)
                try tossed.apply(report)
            }
            store.take(&tossed)
            guard Bool.random(using: &random) else { continue }
            // Records after the snapshot make the same state again, and no intents.
            let further = market.records(.random(in: 0..<40, using: &random))
            for record in further {
                let intents = record.apply(to: &calm)
                try #require(record.apply(to: &tossed) == intents, "seed \(seed) \(round)")
                orders.unanswered += intents
            }
            var restored = try store.machine(settings, orders, &random)
            for record in further { record.restore(in: &restored) }
            try #require(whole(restored) == whole(tossed), "seed \(seed) \(round)")
            tossed = restored
            store.take(&tossed)
            restarts += 1
        }
        #expect(whole(tossed) == whole(calm), "seed \(seed)")
        #expect(restarts > 10 && calm.counters.intents > 50, "seed \(seed)")
        #expect(figures(tossed) == figures(calm), "seed \(seed)")
    }

    @Test("what has not changed is not given away again; prices always are")
    func changes() {
        var machine = StrategyMachine(settings([.tsx]), stream: "log")
        func symbols(_ partition: Int32) -> [Symbol?] {
            var symbols: [Symbol?] = []
            machine.takeChanges(of: partition) { symbol, _ in symbols.append(symbol) }
            return symbols
        }
        var intents: [OrderIntent] = []
        machine.apply(Kit.bar("B", 1, 10), at: Kit.place(1, 1), into: &intents)
        machine.apply(Kit.bar("A", 1, 10), at: Kit.place(1, 1), into: &intents)
        machine.apply(Kit.bar("C", 1, 10), at: Kit.place(1, 2), into: &intents)
        machine.apply(Kit.bar("B", 2, 11), at: Kit.place(2, 1), into: &intents)
        #expect(symbols(0) == [nil])
        #expect(symbols(1) == ["B", "A", nil])
        #expect(symbols(1) == [nil])
        #expect(symbols(2) == ["C", nil])
        // A tick sets the price alone; a bar that comes again changes nothing.
        machine.apply(Kit.tick("A", Kit.time(3), 12), at: Kit.place(3, 1), into: &intents)
        machine.apply(Kit.bar("B", 2, 11), at: Kit.place(4, 1), into: &intents)
        #expect(symbols(1) == [nil])
    }

    @Test("a state of another version or of other settings is told apart, in words")
    func otherSettings() throws {
        var machine = StrategyMachine(settings([.tsx]), stream: "log")
        var intents: [OrderIntent] = []
        machine.apply(Kit.bar("A", 1, 10), at: Kit.place(1), into: &intents)
        var states: [(Symbol?, [UInt8])] = []
        machine.takeChanges(of: 0) { states.append(($0, $1)) }
        #expect(states.count == 2)
        var others = settings([.tsx, .pos, .composite])
        others.barDuration = .hour1
        others.horizons.tsxLong = 9
        for (symbol, state) in states {
            var other = StrategyMachine(others, stream: "log")
            let fault = #expect(throws: StateFault.self) {
                try other.restore(symbol, state, in: 0)
            }
            #expect(fault?.code == .settings)
            #expect(
                fault?.message
                    == "strategies was TSX, is TSX POS COMPOSITE, bar_duration was 1d, is 1h, "
                    + "horizons.tsx_long was 8, is 9")
            var newer = StrategyMachine(settings([.tsx]), stream: "log")
            let version = #expect(throws: StateFault.self) {
                try newer.restore(symbol, [99] + state.dropFirst(), in: 0)
            }
            #expect(version?.code == .version && version?.message.contains("found 99") == true)
            #expect(newer.symbols.isEmpty)
        }
    }

    @Test("cut or changed bytes are refused or make a machine that works")
    func fuzz() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = StrategyRandom(seed: seed)
        let settings = settings([.ofi, .tsx, .pos, .composite])
        var market = StrategyMarket(seed: seed)
        var machine = StrategyMachine(settings, stream: "log")
        for record in market.records(3_000) { _ = record.apply(to: &machine) }
        var store = Store()
        store.take(&machine)
        let further = market.records(40)
        var refused = 0
        for _ in 0..<3_000 {
            var (partition, symbol, state) = store.states.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: state.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: state[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: state[place] = .random(in: .min ... .max, using: &random)
                case 2: state[place] = 0xFF
                default: for i in place..<min(state.count, place + 10) { state[i] = 0xFF }
                }
            }
            var victim = machine
            do throws(StateFault) {
                try victim.restore(symbol, state, in: partition)
                for record in further { _ = record.apply(to: &victim) }
            } catch {
                refused += 1
                #expect(!error.message.isEmpty && error.offset <= state.count)
            }
        }
        #expect(refused > 500, "seed \(seed)")
        for (partition, symbol, state) in store.states {
            for count in 0..<state.count {
                #expect(throws: StateFault.self) {
                    try machine.restore(symbol, Array(state[..<count]), in: partition)
                }
            }
        }
    }

    /// Every symbol's saved state, by name, as bytes.
    private func whole(_ machine: StrategyMachine) -> [Symbol: [UInt8]] {
        var states: [Symbol: [UInt8]] = [:]
        for (index, symbol) in machine.symbols.enumerated() {
            var writer = StateWriter()
            symbol.write(to: &writer)
            writer.write(machine.targets.wanted(index))
            let holding = machine.portfolio.holdings[index]
            writer.write(holding.mark)
            writer.write(holding.effective)
            states[holding.symbol] = writer.bytes
        }
        return states
    }

    /// What the operator is shown, without counters.
    private func figures(_ machine: StrategyMachine) -> [String] {
        let snapshot = machine.snapshot()
        return snapshot.rows.map { "\($0)" } + ["\(snapshot.totals) \(snapshot.equity)"]
    }
}
