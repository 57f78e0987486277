import Contracts
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite("Planes that fail")
struct ChainRestartTests {
    private static let poisoned: [(PlaneName, Place)] = [
        (.data, Place(topic: "market_raw", partition: 1, offset: 77)),
        (.strategy, Place(topic: "market_events", partition: 1, offset: 50)),
        (.orders, Place(topic: "order_intents", partition: 0, offset: 5)),
        (.orders, Place(topic: "market_events", partition: 1, offset: 33)),
    ]

    @Test(
        "one record of any plane is set aside after one restart, and the chain goes on without loss",
        arguments: poisoned, [false, true])
    func poison(_ at: (plane: PlaneName, place: Place), always: Bool) async throws {
        let plan = FailurePlan { moment, count in
            moment == .apply(at.place) && (always || count == 1)
        }
        let chain = MemoryChain(plane: { plane, _ in
            plane.context.name == at.plane ? plan.wrap(plane) : plane
        })
        try await feed(chain, try ChainFeed.bars(500))

        #expect(plan.times(.apply(at.place)) == 1)
        let original = await chain.log.records(of: at.place.topic)
        let index = try #require(original.places().firstIndex(of: at.place))
        let letters = await chain.log.records(of: "dlq_\(at.place.topic)")
        let poisons = letters.indices.filter { letters.header($0, "dlq.reason") == "poison" }
        let letter = try #require(poisons.first)
        #expect(poisons.count == 1)
        #expect(letters.valueBytes(letter) == original.valueBytes(index))
        #expect(letters.keyBytes(letter) == original.keyBytes(index))
        #expect(letters.header(letter, "dlq.attempts") == "2")
        #expect(letters.header(letter, "dlq.plane") == at.plane.rawValue)
        #expect(letters.header(letter, "dlq.partition") == "\(at.place.partition)")
        #expect(letters.header(letter, "dlq.offset") == "\(at.place.offset)")
        #expect(letters.header(letter, "dlq.fault")?.contains("planted") == true)
        for plane in PlaneName.allCases {
            #expect(chain.board[plane]?.figures.restarts == (plane == at.plane ? 1 : 0))
        }
        #expect(chain.records.count(.poisonRecord) == 1)
        #expect(chain.records.count(.planeRestarting) == 1)
        try await checkNothingLost(chain, except: at.place)
    }

    /// Everything but the poisoned record came through, once.
    private func checkNothingLost(_ chain: MemoryChain, except poison: Place) async throws {
        let raw = await chain.log.records(of: "market_raw")
        let letters = await chain.log.records(of: "dlq_market_raw")
        let events = await chain.log.records(of: "market_events")
        let set = letters.indices.map { letters.header($0, "dlq.offset")! }
        #expect(Set(events.sources()).count == events.count)
        #expect(events.count + set.count == raw.count)
        let intents = await chain.log.records(of: "order_intents")
        #expect(Set(try intents.intents().map(\.intentId)).count == intents.count)
        #expect(intents.count > 20)
        var answered = try intents.intents()
        if poison.topic == "order_intents" {
            let index = try #require(intents.places().firstIndex(of: poison))
            answered.remove(at: index)
        }
        let reports = try await chain.log.records(of: "exec_reports").reports()
        try ChainRules.checkOrders(answered, reports)
        let fills = ChainRules.positions(reports)
        let snapshot = try #require(chain.board[.strategy]?.figures.strategy?.snapshot)
        let held = snapshot.rows.filter { !$0.position.quantity.isZero }
        #expect(
            Dictionary(uniqueKeysWithValues: held.map { ($0.symbol, $0.position.quantity.nanos) })
                == fills)
    }

    private func feed(_ chain: MemoryChain, _ bars: [MarketRaw]) async throws {
        try await chain.run {
            for start in stride(from: 0, to: bars.count, by: 25) {
                let end = min(start + 25, bars.count)
                await chain.log.append(ChainFeed.batch(bars[start..<end]))
                try await chain.settled()
            }
        }
    }

    @Test("while a plane is down the others go on", arguments: PlaneName.allCases)
    func othersGoOn(_ down: PlaneName) async throws {
        let gate = ChainGate()
        let plan = FailurePlan { moment, count in
            if case .apply = moment { return count == 1 }
            return false
        }
        let chain = MemoryChain(
            plane: { plane, number in
                plane.context.name == down && number == 1 ? plan.wrap(plane) : plane
            },
            bus: { bus, plane, number in
                if plane == down, number > 1 { try await gate.pass() }
                return bus
            })
        let feed = ChainFeed.batch(try ChainFeed.bars(60))
        // Market events of another data plane, so that the others have work without this one.
        var events = RecordBatch()
        for bar in 0..<20 {
            let time = Timestamp(nanoseconds: Int64(bar + 1) * 86_400_000_000_000)
            let event = BarEvent(
                symbol: "OTHER", timestamp: time, open: .one, high: .one, low: .one, close: .one,
                volume: 1)
            events.append(topic: "market_events", key: "OTHER", write: event.encode)
        }
        await chain.log.append(feed)
        await chain.log.append(events)
        try await chain.run {
            try await eventually("the plane to fail") {
                chain.records.count(.planeFailed, plane: down) == 1
            }
            try await eventually("the other planes' work to be done") {
                for plane in PlaneName.allCases where plane != down {
                    let committed = await chain.log.committedOffsets(plane.rawValue)
                    let topic = plane == .data ? "market_raw" : "market_events"
                    for partition in 0..<Int32(3) {
                        let place = TopicPartition(topic: topic, partition: partition)
                        if await chain.log.end(place) > committed[place] ?? 0 { return false }
                    }
                }
                return true
            }
            #expect(chain.board[down]?.figures.isReady == false)
            for plane in PlaneName.allCases where plane != down {
                #expect(chain.board[plane]?.figures.isReady == true)
            }
            gate.open()
            try await chain.settled()
        }
    }

    @Test("an order whose submission was journaled and not made is filled once after a restart")
    func diesBeforeTheVenue() async throws {
        let plan = FailurePlan { moment, count in moment == .committed && count <= 3 }
        let chain = MemoryChain(plane: { plane, _ in
            plane.context.name == .orders ? plan.wrap(plane) : plane
        })
        try await feed(chain, try ChainFeed.bars(500))
        #expect(chain.board[.orders]?.figures.restarts == 3)
        let intents = try await chain.log.records(of: "order_intents").intents()
        let reports = try await chain.log.records(of: "exec_reports").reports()
        try ChainRules.checkOrders(intents, reports)
        let first = try #require(reports.first { $0.status == .submitted })
        let own = reports.filter { $0.intentId == first.intentId }.map(\.status)
        #expect(own == [.submitted, .acknowledged, .filled])
        #expect(await chain.log.records(of: "dlq_order_intents").isEmpty)
    }
}
