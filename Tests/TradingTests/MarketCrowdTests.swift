import Contracts
import Testing

@testable import Trading

@Suite("Many symbols at once")
struct MarketCrowdTests {
    private static let settings = MarketSettings(
        zWindows: 7, minWindows: 3, closeAfterNs: 2_000_000_000, sessionGapNs: 45_000_000_000)

    private struct Stream {
        var records: [MarketRaw] = []
        var rows: [Symbol: [FlowReference.Row]] = [:]
        var symbols: [Symbol] = []
    }

    /// Quotes and trades of some symbols, in the order of their times, which may be equal.
    private func stream(_ count: Int, _ random: inout MarketRandom) -> Stream {
        var stream = Stream()
        stream.symbols = (0..<40).map { Symbol(stringLiteral: "S\($0)") }
        var time: Int64 = 1_723_161_255_088_165_267
        for _ in 0..<count {
            // Mostly short steps, some windows' worth, now and then longer than the session gap.
            let scale: Int64 = [0, 40, 400, 400, 400, 4_000, 4_000, 90_000].randomElement(
                using: &random)!
            time += Int64.random(in: 0...scale, using: &random) * 1_000_000 / 4
            let symbol = stream.symbols[
                min(
                    Int.random(in: 0..<40, using: &random),
                    Int.random(in: 0..<40, using: &random))]
            let bid = Int.random(in: 98...100, using: &random)
            let ask = bid + Int.random(in: 0...2, using: &random)
            let sizes = (
                Int.random(in: 1...500, using: &random), Int.random(in: 1...500, using: &random)
            )
            if Int.random(in: 0..<5, using: &random) == 0 {
                stream.records.append(RawFeed.trade(symbol, time, "\(bid)", "\(sizes.0)"))
            } else {
                stream.records.append(
                    RawFeed.quote(
                        symbol, time, "\(bid)", "\(sizes.0)", "\(ask)", "\(sizes.1)"))
                stream.rows[symbol, default: []].append(
                    FlowReference.Row(
                        time: time, bid: bid, bidSize: sizes.0, ask: ask, askSize: sizes.1))
            }
        }
        stream.records.append(
            RawFeed.quote("LAST", time + 60 * RawFeed.second, "1", "1", "1", "1"))
        return stream
    }

    @Test("each symbol's events are those of the plain reference")
    func reference() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        let stream = stream(12_000, &random)
        var machine = MarketMachine(Self.settings)
        let events = machine.take(stream.records).compactMap(\.ofi)
        var total = 0
        for symbol in stream.symbols {
            guard let rows = stream.rows[symbol] else { continue }
            let expected = FlowReference(
                rows, windowNs: Self.settings.windowNs,
                sessionGapNs: Self.settings.sessionGapNs, zWindows: 7, minWindows: 3)
            total += expected.windows.count
            let own = events.filter { $0.symbol == symbol }
            try #require(own.count == expected.events.count, "\(symbol), seed \(seed)")
            for (event, plain) in zip(own, expected.events) {
                #expect(event.timestamp.nanoseconds == plain.end, "seed \(seed)")
                #expect(event.ofiRaw == Double(plain.flow), "seed \(seed)")
                #expect(event.eventCount == Int64(plain.count), "seed \(seed)")
                let z = (Double(plain.flow) - plain.mean) / plain.std
                #expect(abs(event.ofiZ - z) < 1e-9 * max(1, abs(z)), "seed \(seed)")
                #expect(abs(event.ofiMa! - plain.mean) < 1e-9, "seed \(seed)")
                #expect(abs(event.ofiStd! / plain.std - 1) < 1e-12, "seed \(seed)")
            }
        }
        #expect(machine.counters.windows == total && total > 1000, "seed \(seed)")
        #expect(machine.counters.lateQuotes == 0 && machine.counters.ofiEvents == events.count)
    }

    @Test("a symbol alone and in a crowd has the same figures")
    func alone() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        let stream = stream(4_000, &random)
        let crowd = RawFeed.run(stream.records, Self.settings).compactMap(\.ofi)
        for symbol in stream.symbols.prefix(8) {
            let own = stream.records.filter { $0.symbol == symbol || $0.symbol == "LAST" }
            let events = RawFeed.run(own, Self.settings).compactMap(\.ofi)
            #expect(events == crowd.filter { $0.symbol == symbol }, "\(symbol), seed \(seed)")
        }
    }

    @Test("windows close by (end, symbol), whatever order the symbols came in")
    func order() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        let symbols = (0..<300).map { Symbol(stringLiteral: "X\($0)") }
        let settings = MarketSettings(minWindows: 2)
        var outcomes: [[MarketEffect]] = []
        for _ in 0..<4 {
            var machine = MarketMachine(settings)
            var closings: [MarketEffect] = []
            for round in 0..<8 {
                let time = Int64(round) * 10 * RawFeed.second
                _ = machine.take([RawFeed.quote("A", time, "1", "1", "1", "\(round + 1)")])
                closings += machine.take([
                    RawFeed.quote("B", time + 3 * RawFeed.second, "1", "1", "1", "\(round + 1)")
                ])
                for symbol in symbols.shuffled(using: &random) {
                    let size = symbol.count + round * round
                    _ = machine.take([
                        RawFeed.quote(symbol, time + 4 * RawFeed.second, "1", "\(size)", "1", "1")
                    ])
                }
            }
            outcomes.append(closings)
        }
        #expect(outcomes.allSatisfy { $0 == outcomes[0] }, "seed \(seed)")
        let events = outcomes[0].compactMap(\.ofi)
        #expect(events.count > 5 * 300)
        let isSorted = zip(events, events.dropFirst()).allSatisfy {
            ($0.timestamp, $0.symbol) < ($1.timestamp, $1.symbol)
        }
        #expect(isSorted, "seed \(seed)")
    }

    @Test("deadlines leave the heap in the order of (end, symbol, kind)")
    func heap() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        var heap = MarketDeadlines()
        var entries = (0..<500).map {
            MarketDeadlines.Entry(
                end: Timestamp(nanoseconds: .random(in: 0..<20, using: &random)),
                symbol: Symbol(stringLiteral: "H\($0 / 3)"), kind: .init(number: UInt8($0 % 3)),
                slot: $0 / 3)
        }
        for entry in entries { heap.insert(entry) }
        entries.sort { ($0.end, $0.symbol, $0.kind.number) < ($1.end, $1.symbol, $1.kind.number) }
        for entry in entries { #expect(heap.removeFirst() == entry, "seed \(seed)") }
        #expect(heap.count == 0)
    }
}
