import Contracts
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite("The chain over a log in memory")
struct ChainFlowTests {
    private static let outputs: [(topic: Topic, causedBy: [Topic])] = [
        (.marketEvents, [.marketRaw]), (.ofiEvents, [.marketRaw]),
        (.orderIntents, [.marketEvents, .ofiEvents]),
        (.execReports, [.orderIntents, .marketEvents]),
    ]

    @Test("daily bars go through all planes, every record in order and every order accounted for")
    func dailyBars() async throws {
        let bars = try ChainFeed.bars(1500)
        let chain = MemoryChain()
        try await chain.run {
            // In portions, so that there is a market after the orders.
            for start in stride(from: 0, to: bars.count, by: 50) {
                await chain.log.append(ChainFeed.batch(bars[start..<min(start + 50, bars.count)]))
                try await chain.settled()
            }
        }
        for (topic, causes) in Self.outputs {
            let records = await chain.log.records(of: topic.rawValue)
            try ChainRules.checkRecords(records, causedBy: causes)
        }
        try await checkEvents(chain)
        let intents = try await chain.log.records(of: "order_intents").intents()
        let reports = try await chain.log.records(of: "exec_reports").reports()
        #expect(intents.count > 100)
        #expect(reports.count { $0.status == .filled } > 50)
        try ChainRules.checkOrders(intents, reports)
        try checkPositions(chain, reports)
        for plane in PlaneName.allCases {
            #expect(chain.board[plane]?.figures.restarts == 0)
        }
    }

    /// The good bars come out once each and in order; the others are dead letters.
    private func checkEvents(_ chain: MemoryChain) async throws {
        let raw = await chain.log.records(of: "market_raw")
        let events = await chain.log.records(of: "market_events")
        let letters = await chain.log.records(of: "dlq_market_raw")
        let refused = Set(
            letters.indices.map {
                "market_raw/\(letters.header($0, "dlq.partition")!)/\(letters.header($0, "dlq.offset")!)"
            })
        let good = raw.places().filter { !refused.contains($0.description) }
        #expect(events.count + letters.count == raw.count)
        // Partition by partition, so equal sequences mean order per key.
        #expect(events.sources() == good)
        for index in events.indices {
            guard case .bar(let event) = try events.message(index),
                let source = raw.places().firstIndex(of: good[index]),
                case .raw(let record) = try raw.message(source),
                case .historicalBar(let bar, _) = record.shape
            else {
                Issue.record("\(events.place(index)) is no bar")
                return
            }
            try #require(event.symbol == record.symbol && event.timestamp == record.time)
            try #require(event.open == bar.open && event.high == bar.high)
            try #require(event.low == bar.low && event.close == bar.close)
            try #require(event.volume == bar.volume.nanos / Decimal9.scale)
        }
    }

    /// What the strategy and the order desk hold is the sum of the fills.
    private func checkPositions(_ chain: MemoryChain, _ reports: [ExecutionReport]) throws {
        let fills = ChainRules.positions(reports)
        let strategy = try #require(chain.board[.strategy]?.figures.strategy?.snapshot)
        let held = strategy.rows.filter { !$0.position.quantity.isZero }
        #expect(
            Dictionary(uniqueKeysWithValues: held.map { ($0.symbol, $0.position.quantity.nanos) })
                == fills)
        let desk = try #require(chain.board[.orders]?.figures.orders?.snapshot)
        let booked = desk.positions.filter { $0.quantity.nanos != 0 }
        #expect(
            Dictionary(uniqueKeysWithValues: booked.map { ($0.symbol, Int64($0.quantity.nanos)) })
                == fills)
    }

    @Test("the same records make byte-identical outputs")
    func sameAgain() async throws {
        let bars = try ChainFeed.bars(700)
        var runs: [[String: [String]]] = []
        for _ in 0..<2 {
            let log = MemoryLog(partitions: 3, startMs: WallTime.now().timestamp.milliseconds)
            let turns = ChainTurns(bars, log)
            let chain = MemoryChain(log: log, bus: { bus, plane, _ in turns.door(bus, plane) })
            try await chain.run { try await turns.isOver() }
            var run: [String: [String]] = [:]
            for (topic, _) in Self.outputs {
                run[topic.rawValue] = await log.records(of: topic.rawValue).lines()
            }
            runs.append(run)
        }
        #expect(runs[0]["exec_reports"]?.count ?? 0 > 100)
        for (topic, _) in Self.outputs {
            #expect(runs[0][topic.rawValue] == runs[1][topic.rawValue], "\(topic)")
        }
    }
}
