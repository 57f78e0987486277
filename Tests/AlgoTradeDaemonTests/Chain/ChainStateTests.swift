import Contracts
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite("A data plane whose state comes back from the log")
struct ChainStateTests {
    private static let topics = ["market_events", "ofi_events", "dlq_market_raw"]
    private let seed = UInt64.random(in: 0 ... .max)

    /// Windows of a second, so that many close and have z-scores.
    private func settings(_ snapshots: SnapshotRule) -> MemoryChain.Settings {
        var settings = MemoryChain.Settings()
        settings.planes = [.data]
        settings.market = MarketSettings(
            windowNs: 1_000_000_000, zWindows: 12, minWindows: 4, closeAfterNs: 500_000_000,
            maxAgeNs: 60_000_000_000)
        settings.snapshots = snapshots
        return settings
    }

    private static let often = SnapshotRule(records: 150, interval: .seconds(3600))

    /// What the data plane writes, without Kafka's timestamps. Dead letters of all partitions are
    /// in one: theirs are taken by the record that was set aside, without when and where to.
    private func outputs(_ log: MemoryLog) async -> [String: [String]] {
        var found: [String: [String]] = [:]
        for topic in Self.topics { found[topic] = await log.records(of: topic).lines() }
        let letters = await log.records(of: "dlq_market_raw")
        found["dlq_market_raw"] = letters.indices.map { index in
            let told = ["partition", "offset", "reason", "fault", "attempts"]
            return told.map { letters.header(index, "dlq.\($0)")! }.joined(separator: " ")
        }.sorted()
        return found
    }

    private func undisturbed(_ feed: RecordBatch) async throws -> [String: [String]] {
        let chain = MemoryChain(settings(SnapshotRule()), log: MemoryLog(partitions: 3))
        try await chain.work(through: feed)
        let found = await outputs(chain.log)
        for topic in Self.topics { #expect(found[topic]!.count > 10, "\(topic)") }
        return found
    }

    private func check(
        _ log: MemoryLog, _ expected: [String: [String]], _ comment: Comment
    ) async {
        let found = await outputs(log)
        for topic in Self.topics {
            let pairs = zip(found[topic]!, expected[topic]!)
            let first = pairs.first { $0.0 != $0.1 }
            #expect(first == nil, comment)
            #expect(found[topic]!.count == expected[topic]!.count, comment)
        }
    }

    @Test(
        "wherever it ends, what it writes is what an undisturbed one writes, byte for byte",
        arguments: [true, false], [4, .max])
    func ends(hasSnapshots: Bool, runMax: Int) async throws {
        var feed = StateFeed(seed: seed)
        let records = feed.batch(4000)
        let expected = try await undisturbed(records)
        let plan = ShakyPlan(
            seed: seed, .init(failure: 12, keepsState: hasSnapshots, runMax: runMax))
        let log = MemoryLog(partitions: 3)
        let chain = MemoryChain(
            settings(Self.often), log: log, bus: { _, _, _ in ShakyBus(log, plan, member: 0) })
        try await chain.work(through: records)
        #expect(plan.failures > 0, "seed \(seed)")
        let state = await log.records(of: "state")
        #expect(state.isEmpty == !hasSnapshots)
        #expect(chain.records.messages(.stateDiscarded) == [])
        await check(log, expected, "seed \(seed)")
    }

    @Test("each snapshot is what the records before its place make", arguments: [1, 5, Int.max])
    func places(runMax: Int) async throws {
        var feed = StateFeed(seed: seed)
        let settings = settings(Self.often)
        let plan = ShakyPlan(seed: seed, .init(runMax: runMax))
        let log = MemoryLog(partitions: 3)
        let chain = MemoryChain(
            settings, log: log, bus: { _, _, _ in ShakyBus(log, plan, member: 0) })
        try await chain.work(through: feed.batch(4000))
        let state = await log.records(of: "state")
        var checked = 0
        for partition in Int32(0)..<3 {
            let raw = await log.read(
                TopicPartition(topic: "market_raw", partition: partition), from: 0, limit: .max)
            var machine = MarketMachine(settings.market, calendar: .sessions)
            var applied = 0
            for index in state.indices where state.records[index].partition == partition {
                let place = try #require(Place(parsing: state.header(index, "position")!))
                while applied < place.offset {
                    apply(applied, of: raw, to: &machine)
                    applied += 1
                }
                var made: [String: [UInt8]] = [:]
                var copy = machine
                copy.takeChanges { made["data/\($0.map { "\($0)" } ?? "#")"] = $1 }
                let isSame = made[state.keyText(index)!] == state.valueBytes(index)
                #expect(isSame, "seed \(seed): \(state.keyText(index)!) at \(place)")
                checked += 1
            }
        }
        #expect(checked > 30, "seed \(seed)")
    }

    private func apply(_ index: Int, of raw: RecordBatch, to machine: inout MarketMachine) {
        let bytes = raw.valueBytes(index) ?? []
        var notes = ReadingNotes()
        guard
            case .raw(let record) = try? Message.decode(
                bytes.span, topic: .marketRaw, notes: &notes)
        else { return }
        var effects: [MarketEffect] = []
        let arrival = Timestamp(milliseconds: raw.records[index].timestampMs)
        machine.apply(record, arrival: arrival, into: &effects)
    }

    @Test("partitions that go from one plane to another take their state along")
    func moves() async throws {
        var feed = StateFeed(seed: seed)
        let records = feed.batch(4000)
        let expected = try await undisturbed(records)
        let plan = ShakyPlan(seed: seed, .init(failure: 40, move: 8), members: 2)
        let log = MemoryLog(partitions: 3)
        let chains = (0..<2).map { member in
            MemoryChain(
                settings(Self.often), log: log,
                bus: { _, _, _ in ShakyBus(log, plan, member: member) })
        }
        await log.append(records)
        try await chains[0].run {
            try await chains[1].run { try await chains[1].settled() }
        }
        #expect(plan.moves > 0, "seed \(seed)")
        for chain in chains { #expect(chain.records.messages(.stateDiscarded) == []) }
        for chain in chains { #expect(chain.records.count(.historyRead) > 0, "seed \(seed)") }
        await check(log, expected, "seed \(seed)")
    }

    @Test(
        "snapshots that are not usable are told once, replaced, and cost nothing but time",
        arguments: Spoiling.allCases)
    func spoiled(_ spoiling: Spoiling) async throws {
        var feed = StateFeed(seed: seed)
        let records = feed.batch(3000)
        let expected = try await undisturbed(records)
        let log = MemoryLog(partitions: 3)
        var half = RecordBatch()
        var rest = RecordBatch()
        for index in records.indices {
            if index < 1500 {
                half.append(index, of: records)
            } else {
                rest.append(index, of: records)
            }
        }
        let first = MemoryChain(settings(Self.often), log: log)
        try await first.work(through: half)
        await log.append(spoiling.records(after: await log.records(of: "state")))

        let second = MemoryChain(settings(Self.often), log: log)
        try await second.work(through: rest)
        let told = second.records.messages(.stateDiscarded)
        #expect(told.count == (spoiling.isTold ? 3 : 0), "seed \(seed): \(told)")
        let third = MemoryChain(settings(Self.often), log: log)
        try await third.run { try await third.ready() }
        #expect(third.records.count(.stateDiscarded) == 0, "seed \(seed)")
        #expect(
            third.board[.data]?.figures.market?.counters
                == second.board[.data]?.figures.market?.counters)
        await check(log, expected, "seed \(seed)")
    }

    @Test("a snapshot of a topic that was made anew is taken back and never taken up")
    func madeAnew() async throws {
        var feed = StateFeed(seed: seed)
        let log = MemoryLog(partitions: 3)
        let old = MemoryChain(settings(Self.often), log: log)
        try await old.work(through: feed.batch(3000))

        let records = feed.batch(600)
        let expected = try await undisturbed(records)
        let again = MemoryLog(partitions: 3)
        await again.append(await log.records(of: "state"))
        // Two starts: the first has no committed offsets, the second fewer records than before.
        for cut in [0..<200, 200..<600] {
            var part = RecordBatch()
            for index in cut { part.append(index, of: records) }
            try await MemoryChain(settings(Self.often), log: again).work(through: part)
        }
        await check(again, expected, "seed \(seed)")
    }

    @Test("a record that made the plane fail is none of the state that it is rebuilt from")
    func poison() async throws {
        var feed = StateFeed(seed: seed)
        let records = feed.batch(1200)
        let place = Place(topic: "market_raw", partition: 1, offset: 40)
        let reference = MemoryLog(partitions: 3)
        await reference.append(records)
        // The same input with bytes in its place that are no record.
        var without = RecordBatch()
        let placed = await reference.records(of: "market_raw")
        for index in placed.indices {
            if placed.place(index) != place {
                without.append(index, of: placed)
            } else {
                without.append(
                    topic: place.topic, partition: place.partition,
                    timestampMs: placed.records[index].timestampMs,
                    key: placed.keyBytes(index), value: [0])
            }
        }
        let expected = try await undisturbed(without)

        let failing = FailurePlan { moment, _ in moment == .apply(place) }
        let plan = ShakyPlan(seed: seed, .init(failure: 6, keepsState: false))
        let log = MemoryLog(partitions: 3)
        let chain = MemoryChain(
            settings(Self.often), log: log, plane: { plane, _ in failing.wrap(plane) },
            bus: { _, _, _ in ShakyBus(log, plan, member: 0) })
        try await chain.work(through: placed)
        #expect(failing.times(.apply(place)) == 1)
        #expect(plan.failures > 0)
        let found = await outputs(log)
        #expect(found["market_events"] == expected["market_events"], "seed \(seed)")
        #expect(found["ofi_events"] == expected["ofi_events"], "seed \(seed)")
    }
}

/// How snapshots come to be of no use.
enum Spoiling: String, CaseIterable {
    case symbolCorrupt, symbolAlone, ownCorrupt, otherVersion, beyondTheEnd, notOurs

    var isTold: Bool { self != .beyondTheEnd && self != .notOurs }

    /// Records for the state topic, in each partition.
    func records(after state: RecordBatch, of plane: PlaneName = .data) -> RecordBatch {
        let prefix = "\(plane.rawValue)/"
        var batch = RecordBatch()
        for partition in Int32(0)..<3 {
            let own = state.indices.last {
                state.records[$0].partition == partition && state.keyText($0) == "\(prefix)#"
            }!
            var value = state.valueBytes(own)!
            var key = "\(prefix)#"
            var position = state.header(own, "position")!
            switch self {
            case .symbolCorrupt: (key, value) = ("\(prefix)ZZZ", [1, 2, 3])
            case .symbolAlone:
                let symbol = state.indices.last {
                    state.records[$0].partition == partition && state.keyText($0) != "\(prefix)#"
                }!
                (key, value) = (state.keyText(symbol)!, state.valueBytes(symbol)!)
                let places = position.split(separator: " ").map { Place(parsing: String($0))! }
                position = "\(places[0].topic)/\(partition)/\(places[0].offset + 1)"
            case .ownCorrupt: value.removeLast()
            case .otherVersion: value[0] = 9
            case .beyondTheEnd:
                let topic = position.split(separator: "/")[0]
                position = "\(topic)/\(partition)/1000000"
            case .notOurs: (key, value) = ("dlq/dlq_market_raw/0/12", [7])
            }
            batch.append(
                topic: "state", partition: partition, key: Array(key.utf8), value: value)
            batch.addHeader("position", position)
        }
        return batch
    }
}
