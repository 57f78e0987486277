import Contracts
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite("A strategy plane whose state comes back from the log")
struct ChainStrategyStateTests {
    private static let often = SnapshotRule(records: 150, interval: .seconds(3600))
    private let seed = UInt64.random(in: 0 ... .max)

    /// Without limits that bind, so that of several partitions no symbol depends on another and
    /// the order in which they are read decides nothing.
    private func settings(_ strategies: [StrategyID]) -> MemoryChain.Settings {
        var settings = MemoryChain.Settings()
        settings.planes = [.strategy]
        settings.strategy.strategies = strategies
        settings.strategy.grossLimit = 100
        settings.strategy.netLimit = 100
        settings.snapshots = Self.often
        return settings
    }

    /// Bars first, then OFI windows: the order in which a bus in memory gives them, also again.
    private func work(_ chain: MemoryChain, _ feed: [RecordBatch]) async throws {
        try await chain.run {
            for part in feed {
                await chain.log.append(part)
                try await chain.settled()
            }
        }
    }

    private func intents(_ log: MemoryLog) async -> [String] {
        await log.records(of: "order_intents").lines()
    }

    private func undisturbed(
        _ strategies: [StrategyID], _ feed: [RecordBatch], partitions: Int = 3
    ) async throws -> [String] {
        let chain = MemoryChain(
            settings(strategies), log: MemoryLog(partitions: partitions))
        try await work(chain, feed)
        let found = await intents(chain.log)
        #expect(found.count > 50, "seed \(seed)")
        return found
    }

    @Test(
        "wherever it ends, it sends the intents of an undisturbed one, none again and none less",
        arguments: [
            ([.tsx], 3), ([.ofi], 3), ([.tsx, .pos, .composite], 1),
        ] as [([StrategyID], Int)], [true, false])
    func ends(_ kind: ([StrategyID], Int), hasSnapshots: Bool) async throws {
        let (strategies, partitions) = kind
        let feed = StrategyFeed.parts(seed: seed)
        let expected = try await undisturbed(strategies, feed, partitions: partitions)
        let plan = ShakyPlan(
            seed: seed, .init(failure: 5, keepsState: hasSnapshots), partitions: Int32(partitions))
        let log = MemoryLog(partitions: partitions)
        let chain = MemoryChain(
            settings(strategies), log: log,
            bus: { _, _, _ in ShakyBus(log, plan, member: 0, of: .strategy) })
        try await work(chain, feed)
        #expect(plan.failures > 0, "seed \(seed)")
        let state = await log.records(of: "state")
        #expect(state.isEmpty == !hasSnapshots)
        #expect(chain.records.messages(.stateDiscarded) == [])
        #expect(await intents(log) == expected, "seed \(seed)")
    }

    @Test(
        "bars, prices and windows count again in the order in which they came",
        arguments: [true, false])
    func order(hasSnapshots: Bool) async throws {
        let feed = StrategyFeed.rounds(seed: seed)
        let strategies: [StrategyID] = [.ofi, .tsx, .pos, .composite]
        let expected = try await undisturbed(strategies, feed, partitions: 1)
        let plan = ShakyPlan(
            seed: seed, .init(failure: 8, keepsState: hasSnapshots), partitions: 1)
        let log = MemoryLog(partitions: 1)
        let chain = MemoryChain(
            settings(strategies), log: log,
            bus: { _, _, _ in ShakyBus(log, plan, member: 0, of: .strategy) })
        try await work(chain, feed)
        #expect(plan.failures > 0, "seed \(seed)")
        #expect(await intents(log) == expected, "seed \(seed)")
    }

    @Test("of intents that no report answers those are on their way that come after the answered")
    func unanswered() async throws {
        let log = MemoryLog(partitions: 1)
        let first = MemoryChain(settings([.tsx]), log: log)
        try await work(first, StrategyFeed.parts(seed: seed))
        let batch = await log.records(of: "order_intents")
        let intents = try batch.intents()
        let count = intents.count / 2
        var reports = RecordBatch()
        var effective: [Symbol: Int64] = [:]
        for (index, intent) in intents.enumerated() {
            // The third is a dead letter, every second of the others is refused.
            let isRefused = index % 2 == 0
            if index >= count || (index != 3 && !isRefused) {
                effective[intent.symbol, default: 0] +=
                    intent.direction.sign * intent.quantity.nanos
            }
            guard index < count, index != 3 else { continue }
            let report = ExecutionReport(
                reportId: MessageID(high: 1, low: UInt64(index)), intentId: intent.intentId,
                orderId: "\(index)", symbol: intent.symbol,
                status: isRefused ? .rejected : .submitted, timestamp: intent.timestamp,
                direction: intent.direction, requestedQuantity: intent.quantity)
            reports.append(topic: "exec_reports", key: intent.symbol, write: report.encode)
            reports.addHeader("source", batch.place(index).description)
        }
        // Somebody else's order is nothing before its first report.
        let strange = ChainFeed.intent("AAA", number: 1, at: intents[0].timestamp)
        reports.append(topic: "order_intents", key: "AAA", write: strange.encode)
        await log.append(reports)

        let second = MemoryChain(settings([.tsx]), log: log)
        try await second.run { try await second.settled() }
        let rows = try #require(second.board[.strategy]?.figures.strategy?.snapshot.rows)
        for row in rows {
            #expect(row.effective.nanos == effective[row.symbol] ?? 0, "seed \(seed) \(row)")
        }
        #expect(rows.count > 3 && count > 20)
    }

    @Test(
        "snapshots that are not usable are told once, replaced, and cost nothing but time",
        arguments: Spoiling.allCases)
    func spoiled(_ spoiling: Spoiling) async throws {
        let feed = StrategyFeed.parts(seed: seed, count: 2)
        let expected = try await undisturbed([.tsx], feed)
        let log = MemoryLog(partitions: 3)
        let first = MemoryChain(settings([.tsx]), log: log)
        try await work(first, [feed[0]])
        let state = await log.records(of: "state")
        await log.append(spoiling.records(after: state, of: .strategy))

        let second = MemoryChain(settings([.tsx]), log: log)
        try await work(second, [feed[1]])
        let told = second.records.messages(.stateDiscarded)
        #expect(told.count == (spoiling.isTold ? 3 : 0), "seed \(seed): \(told)")
        let third = MemoryChain(settings([.tsx]), log: log)
        try await third.run { try await third.ready() }
        #expect(third.records.count(.stateDiscarded) == 0, "seed \(seed)")
        #expect(await intents(log) == expected, "seed \(seed)")
    }

    @Test("under other settings its state is made from all records")
    func otherSettings() async throws {
        let feed = StrategyFeed.parts(seed: seed, count: 2)
        var others = settings([.tsx])
        others.strategy.horizons.tsxShort = 4
        let log = MemoryLog(partitions: 3)
        try await work(MemoryChain(settings([.tsx]), log: log), [feed[0]])
        let second = MemoryChain(others, log: log)
        try await second.run { try await second.ready() }
        let told = second.records.messages(.stateDiscarded)
        #expect(told.count == 3 && told[0].contains("horizons.tsx_short was 5, is 4"), "\(told)")
        let plain = MemoryChain(others, log: MemoryLog(partitions: 3))
        try await work(plain, [feed[0]])
        let found = second.board[.strategy]?.figures.strategy?.snapshot.rows
        let expected = plain.board[.strategy]?.figures.strategy?.snapshot.rows
        #expect(found?.map(\.score) == expected?.map(\.score), "seed \(seed)")
        #expect(found?.map(\.values) == expected?.map(\.values), "seed \(seed)")
    }

    @Test("data and strategy plane share the state topic and leave each other's snapshots alone")
    func together() async throws {
        var both = settings([.tsx])
        both.planes = [.data, .strategy]
        both.market.maxAgeNs = 0
        let bars = try ChainFeed.bars(900)
        let calm = MemoryChain(both, log: MemoryLog(partitions: 3))
        try await calm.work(through: ChainFeed.batch(bars))
        let log = MemoryLog(partitions: 3)
        for part in [bars[..<400], bars[400..<700], bars[700...]] {
            let chain = MemoryChain(both, log: log)
            try await chain.work(through: ChainFeed.batch(part))
            #expect(chain.records.messages(.stateDiscarded) == [])
        }
        let state = await log.records(of: "state")
        let keys = Set(state.indices.map { state.keyText($0)! })
        #expect(keys.isSuperset(of: ["data/#", "strategy/#", "data/IBM", "strategy/IBM"]))
        let expected = await intents(calm.log)
        #expect(expected.count > 10)
        #expect(await intents(log) == expected)
    }
}

/// Market events for the strategy plane: random walks of bars and ticks, then OFI windows.
enum StrategyFeed {
    private static let symbols: [Symbol] = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"]

    /// Bars and ticks, then OFI windows, and so on. Half the symbols have no bars.
    static func rounds(seed: UInt64) -> [RecordBatch] {
        var random = ConfigurationRandom(seed: seed)
        var prices = symbols.map { _ in 100.0 }
        return (0..<140).map { round in
            var batch = RecordBatch()
            let time = Timestamp(
                nanoseconds: 1_600_000_000_000_000_000 + Int64(round / 2) * 10_000_000_000)
            for (number, symbol) in symbols.enumerated() {
                guard round % 2 == 0 else {
                    let event = OfiEvent(
                        symbol: symbol, timestamp: time,
                        ofiZ: Double.random(in: -3...3, using: &random), windowMs: 10_000)
                    batch.append(topic: "ofi_events", key: symbol, write: event.encode)
                    continue
                }
                prices[number] *= 1 + Double.random(in: -0.01...0.01, using: &random)
                let price = Decimal9(nanos: Int64(prices[number] * 100) * 10_000_000)
                if number % 2 == 0 {
                    let tick = TickEvent(
                        symbol: symbol, timestamp: time, bid: price, ask: price, bidSize: .one,
                        askSize: .one)
                    batch.append(topic: "market_events", key: symbol, write: tick.encode)
                } else {
                    let bar = BarEvent(
                        symbol: symbol, timestamp: time, open: price, high: price, low: price,
                        close: price, volume: 1000)
                    batch.append(topic: "market_events", key: symbol, write: bar.encode)
                }
            }
            return batch
        }
    }

    /// Two parts, or `count` of bars alone.
    static func parts(seed: UInt64, count: Int? = nil) -> [RecordBatch] {
        var random = ConfigurationRandom(seed: seed)
        var prices = symbols.map { _ in 100.0 }
        var parts: [RecordBatch] = []
        for part in 0..<(count ?? 1) {
            parts.append(RecordBatch())
            for day in 0..<120 {
                for (number, symbol) in symbols.enumerated() {
                    prices[number] *= 1 + Double.random(in: -0.03...0.0302, using: &random)
                    let price = Decimal9(nanos: Int64(prices[number] * 100) * 10_000_000)
                    let time = Timestamp(
                        nanoseconds: 1_600_000_000_000_000_000
                            + Int64(part * 120 + day) * 86_400_000_000_000)
                    if Int.random(in: 0..<4, using: &random) == 0 {
                        let tick = TickEvent(
                            symbol: symbol, timestamp: time, bid: price,
                            ask: price + Decimal9(nanos: 10_000_000), bidSize: .one, askSize: .one)
                        parts[part].append(
                            topic: "market_events", key: symbol, write: tick.encode)
                    }
                    let bar = BarEvent(
                        symbol: symbol, timestamp: time, open: price, high: price, low: price,
                        close: price, volume: 1000)
                    parts[part].append(topic: "market_events", key: symbol, write: bar.encode)
                }
            }
        }
        return count == nil ? parts + [windows(&random)] : parts
    }

    private static func windows(_ random: inout ConfigurationRandom) -> RecordBatch {
        var batch = RecordBatch()
        for window in 0..<120 {
            for symbol in symbols {
                let event = OfiEvent(
                    symbol: symbol,
                    timestamp: Timestamp(
                        nanoseconds: 1_700_000_000_000_000_000 + Int64(window) * 10_000_000_000),
                    ofiZ: Double.random(in: -3...3, using: &random), windowMs: 10_000)
                batch.append(topic: "ofi_events", key: symbol, write: event.encode)
            }
        }
        return batch
    }
}
