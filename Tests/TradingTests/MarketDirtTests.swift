import Contracts
import Testing

@testable import Trading

@Suite("Every record ends in one place")
struct MarketDirtTests {
    @Test("events, dead letters and drops sum up to the records", arguments: MarketStateTests.kinds)
    func sums(_ settings: MarketSettings) throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var dirt = MarketDirt(seed: seed)
        var machine = MarketMachine(settings)
        var effects: [MarketEffect] = []
        var letters: [GateFault.Reason: Int] = [:]
        var drops: [DropReason: Int] = [:]
        var built = 0
        for record in dirt.records(20_000) {
            effects.removeAll()
            let before = machine.counters
            machine.apply(record, into: &effects)
            // What the record itself came to; the rest are windows and bars that it ended.
            var own = 0
            for effect in effects {
                switch effect {
                case .tick: own += 1
                case .ofi: break
                case .bar(let bar):
                    let isBuilt = bar.metadata?.producerId == MarketMachine.builder
                    own += isBuilt ? 0 : 1
                    built += isBuilt ? 1 : 0
                case .deadLetter(let fault):
                    own += 1
                    letters[fault.reason, default: 0] += 1
                    #expect(effects.count == 1, "a refused record has effects, seed \(seed)")
                case .dropped(let reason):
                    own += reason == .zeroStd ? 0 : 1
                    drops[reason, default: 0] += 1
                }
            }
            own += machine.counters.mergedBars - before.mergedBars
            try #require(own == 1, "\(record) came to \(effects), seed \(seed)")
            try #require(machine.counters.settled == machine.counters.records, "seed \(seed)")
        }
        let counters = machine.counters
        #expect(counters.records == 20_000 && counters.builtBars == built, "seed \(seed)")
        for reason in GateFault.Reason.allCases {
            #expect(counters[reason] == letters[reason, default: 0], "\(reason), seed \(seed)")
        }
        for reason in DropReason.allCases {
            #expect(counters[reason] == drops[reason, default: 0], "\(reason), seed \(seed)")
        }
        check(machine, letters, seed)
    }

    /// The symbols' own counts are those of the partition, but for records of no symbol.
    private func check(
        _ machine: MarketMachine, _ letters: [GateFault.Reason: Int], _ seed: UInt64
    ) {
        let figures = machine.symbolFigures()
        let counters = machine.counters
        #expect(figures.map(\.ticks).reduce(0, +) == counters.ticks, "seed \(seed)")
        #expect(figures.map(\.bars).reduce(0, +) == counters.bars, "seed \(seed)")
        #expect(figures.map(\.builtBars).reduce(0, +) == counters.builtBars, "seed \(seed)")
        #expect(figures.map(\.ofiEvents).reduce(0, +) == counters.ofiEvents, "seed \(seed)")
        #expect(figures.map(\.windows).reduce(0, +) == counters.windows, "seed \(seed)")
        for reason in DropReason.allCases {
            let sum = figures.flatMap(\.drops).filter { $0.reason == reason }.map(\.count)
            #expect(sum.reduce(0, +) == counters[reason], "\(reason), seed \(seed)")
        }
        let known = figures.map(\.records).reduce(0, +)
        #expect(known <= counters.records, "seed \(seed)")
        let ofSymbols = figures.flatMap(\.deadLetters).map(\.count).reduce(0, +)
        let all = letters.values.reduce(0, +)
        #expect(all - ofSymbols == counters.records - known, "seed \(seed)")
        // Every gate that dirt can reach was reached.
        for reason: GateFault.Reason in [
            .crossed, .priceJump, .outOfOrder, .invalidPrice, .invalidSize, .barRange,
            .depthOrder, .unsupportedBarSize, .unknownSecType, .invalidSymbol, .invalidExchange,
            .invalidCurrency,
        ] { #expect(letters[reason, default: 0] > 0, "\(reason), seed \(seed)") }
    }
}
