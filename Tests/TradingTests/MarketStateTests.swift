import Contracts
import Testing

@testable import Trading

@Suite("The data plane's state leaves and comes back")
struct MarketStateTests {
    static let kinds: [MarketSettings] = [
        MarketSettings(zWindows: 7, minWindows: 3, sessionGapNs: 45_000_000_000),
        MarketSettings(
            windowNs: 1_000_000_000, zWindows: 5, minWindows: 2, levels: 3, closeAfterNs: 0,
            maxSymbols: 12, reorderToleranceNs: 1_000_000_000, maxAgeNs: 30_000_000_000,
            barDurations: [.minute1, .hour1]),
    ]

    /// What a compacted topic holds: of each key the latest.
    private struct Store {
        var states: [Symbol?: [UInt8]] = [:]

        mutating func take(_ machine: inout MarketMachine) {
            machine.takeChanges { states[$0] = $1 }
        }

        func machine(
            _ settings: MarketSettings, _ random: inout MarketRandom
        ) throws -> MarketMachine {
            var machine = MarketMachine(settings)
            for (symbol, state) in states.shuffled(using: &random) {
                try machine.restore(symbol, state)
            }
            return machine
        }
    }

    @Test("a machine restored at random places goes on as the undisturbed one", arguments: kinds)
    func restoring(_ settings: MarketSettings) throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        var dirt = MarketDirt(seed: seed)
        var calm = MarketMachine(settings)
        var tossed = MarketMachine(settings)
        var store = Store()
        for _ in 0..<60 {
            let records = dirt.records(.random(in: 0..<120, using: &random))
            let effects = calm.take(records, delay: delay)
            try #require(tossed.take(records, delay: delay) == effects, "seed \(seed)")
            store.take(&tossed)
            guard Bool.random(using: &random) else { continue }
            tossed = try store.machine(settings, &random)
            #expect(tossed.counters == calm.counters, "seed \(seed)")
            #expect(tossed.newest == calm.newest, "seed \(seed)")
            #expect(whole(tossed) == whole(calm), "seed \(seed)")
            #expect(tossed.symbolFigures() == calm.symbolFigures(), "seed \(seed)")
        }
        #expect(calm.counters.windows > 50 && calm.symbolCount > 8, "seed \(seed)")
    }

    @Test("what has not changed is not given away again")
    func changes() {
        var machine = MarketMachine(MarketSettings())
        func symbols() -> [Symbol?] {
            var symbols: [Symbol?] = []
            machine.takeChanges { symbol, _ in symbols.append(symbol) }
            return symbols
        }
        #expect(symbols() == [])
        _ = machine.take([
            RawFeed.quote("B", 2, "1", "1", "2", "1"), RawFeed.quote("A", 3, "1", "1", "2", "1"),
            RawFeed.quote("B", 4, "1", "1", "2", "1"),
        ])
        #expect(symbols() == [nil, "B", "A"])
        #expect(symbols() == [])
        // A record that is refused is counted; its symbol is not known by it.
        _ = machine.take([RawFeed.quote("C", 5, "3", "1", "2", "1")])
        #expect(symbols() == [nil])
        // A's record ends both windows, A's first by its name.
        _ = machine.take([RawFeed.quote("A", 12 * RawFeed.second, "1", "1", "2", "1")])
        #expect(symbols() == [nil, "A", "B"])
    }

    @Test("a later state of a symbol takes the place of an earlier one")
    func twice() throws {
        let settings = MarketSettings(minWindows: 1)
        var machine = MarketMachine(settings)
        var states: [(Symbol?, [UInt8])] = []
        for round in 0..<5 {
            _ = machine.take([
                RawFeed.quote("A", Int64(round) * 9 * RawFeed.second, "1", "\(round)5", "2", "1")
            ])
            machine.takeChanges { states.append(($0, $1)) }
        }
        var restored = MarketMachine(settings)
        for (symbol, state) in states { try restored.restore(symbol, state) }
        #expect(whole(restored) == whole(machine) && restored.symbolCount == 1)
        let next = [RawFeed.quote("B", 55 * RawFeed.second, "1", "1", "2", "1")]
        #expect(restored.take(next) == machine.take(next))
    }

    @Test("a state of another version or of other settings is told apart, in words")
    func otherSettings() throws {
        var machine = MarketMachine(MarketSettings())
        _ = machine.take([RawFeed.quote("A", 1, "1", "1", "2", "1")])
        var states: [(Symbol?, [UInt8])] = []
        machine.takeChanges { states.append(($0, $1)) }
        for (symbol, state) in states {
            var other = MarketMachine(
                MarketSettings(windowNs: 5_000_000_000, zWindows: 59, levels: 2))
            let fault = #expect(throws: StateFault.self) { try other.restore(symbol, state) }
            #expect(fault?.code == .settings)
            #expect(
                fault?.message
                    == "ofi.window was 10000000000 ns, is 5000000000 ns, "
                    + "ofi.z_windows was 60, is 59, ofi.levels was 1, is 2")
            var newer = MarketMachine(MarketSettings())
            let version = #expect(throws: StateFault.self) {
                try newer.restore(symbol, [99] + state.dropFirst())
            }
            #expect(version?.code == .version && version?.message.contains("found 99") == true)
            #expect(newer.symbolCount == 0)
        }
    }

    @Test("bars under way go on when other durations are to be built")
    func otherDurations() throws {
        var machine = MarketMachine(MarketSettings(barDurations: [.minute1, .minute5]))
        _ = machine.take([RawFeed.trade("A", 1, "10", "3")])
        var states: [(Symbol?, [UInt8])] = []
        machine.takeChanges { states.append(($0, $1)) }
        var other = MarketMachine(MarketSettings(barDurations: [.minute5, .hour1]))
        for (symbol, state) in states { try other.restore(symbol, state) }
        let bars = other.take([
            RawFeed.trade("A", 61 * RawFeed.second, "11", "4"),
            RawFeed.quote("B", 3700 * RawFeed.second, "1", "1", "2", "1"),
        ]).compactMap(\.bar)
        #expect(bars.map(\.duration) == [.minute5, .hour1])
        #expect(bars.map(\.volume) == [7, 4] && bars.map(\.open) == [Decimal9(10), Decimal9(11)])
    }

    @Test("cut or changed bytes are refused or make a machine that works")
    func fuzz() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        for settings in Self.kinds {
            var dirt = MarketDirt(seed: seed)
            var machine = MarketMachine(settings)
            _ = machine.take(dirt.records(3_000))
            var states: [(Symbol?, [UInt8])] = []
            machine.takeChanges { states.append(($0, $1)) }
            let further = dirt.records(30)
            var refused = 0
            for _ in 0..<3_000 {
                var (symbol, state) = states.randomElement(using: &random)!
                damage(&state, &random)
                var victim = machine
                do throws(StateFault) {
                    try victim.restore(symbol, state)
                    _ = victim.take(further)
                } catch {
                    refused += 1
                    #expect(!error.message.isEmpty && error.offset <= state.count)
                }
            }
            #expect(refused > 500, "seed \(seed)")
            for (symbol, state) in states {
                for count in 0..<state.count {
                    #expect(throws: StateFault.self) {
                        try machine.restore(symbol, Array(state[..<count]))
                    }
                }
            }
        }
    }

    private func damage(_ state: inout [UInt8], _ random: inout MarketRandom) {
        for _ in 0..<Int.random(in: 1...3, using: &random) where !state.isEmpty {
            let place = Int.random(in: state.indices, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: state[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: state[place] = .random(in: .min ... .max, using: &random)
            case 2: state.remove(at: place)
            case 3: state.insert(0xFF, at: place)
            default:
                for i in place..<min(state.count, place + 12) { state[i] = 0xFF }
            }
        }
    }

    /// Up to a second, sometimes less than nothing.
    private func delay(_ raw: MarketRaw) -> Int64 { raw.time.nanoseconds % 977 - 20 }

    /// Every symbol's saved state, by name, as bytes.
    private func whole(_ machine: MarketMachine) -> [Symbol: [UInt8]] {
        var states: [Symbol: [UInt8]] = [:]
        for state in machine.states {
            var writer = StateWriter()
            state.write(to: &writer)
            states[state.symbol] = writer.bytes
        }
        return states
    }
}
