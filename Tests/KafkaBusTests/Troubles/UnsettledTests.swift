import Contracts
import Synchronization
import TestSupport
import Testing

@testable import KafkaBus

/// Partitions are given, and brokers do not tell yet where they go on.
@Suite(.serialized, .timeLimit(.minutes(3))) struct UnsettledTests {
    @Test func `Offsets that a transaction holds are waited for`() async throws {
        let site = try await TroubledBus()
        try await site.feed(10)
        // Asked again ten times a second: longer than one question lasts.
        await site.cluster.inject(.unstableOffsets, into: .offsetFetch, times: 40)
        let bus = try site.open()
        try await bus.join()
        #expect(try await site.copy(bus) { $0.has(.offsetsUnsettled, over: false, "test.data") })
        #expect(site.copied == 0)
        #expect(try await site.copy(bus) { $0.copied == 10 })
        #expect(site.has(.offsetsUnsettled, over: true, "test.data"))
        #expect(site.count(.offsetsUnsettled, over: false) == 1)
        await bus.close()
    }

    @Test func `What there is of inputs is asked until a leader tells it`() async throws {
        let site = try await TroubledBus()
        try await site.feed(10)
        await site.cluster.inject(.noLeader, into: .listOffsets, times: 30)
        let plane = PlaneSubscription(plane: "data", inputs: ["in"], rewinds: true)
        let bus = try KafkaBus.open(site.settings, for: plane) { _ in }
        try await bus.join()
        var inputs: [InputRange]?
        for _ in 0..<100 where inputs == nil {
            guard case .historyRead(let ranges) = try await bus.receive(timeout: .seconds(1))
            else { continue }
            inputs = ranges
        }
        #expect(inputs?.map(\.end) == [5, 5])
        await bus.close()
    }

    @Test func `A member that waits for offsets lets go, and stops`() async throws {
        let site = try await TroubledBus()
        await site.cluster.inject(.unstableOffsets, into: .offsetFetch, times: 10_000)
        let bus = try site.open()
        try await bus.join()
        #expect(try await site.copy(bus) { $0.has(.offsetsUnsettled, over: false) })
        // The group is balanced anew, for another member.
        var settings = site.settings
        settings.instanceId = "two"
        let other = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { _ in }
        try await other.join()
        #expect(try await site.copy(bus) { $0.has(.offsetsUnsettled, over: true) })
        await bus.stop()
        await bus.close()
        await other.stop()
        await other.close()
    }

    @Test func `Work in hand is finished though the group is balanced again meanwhile`()
        async throws
    {
        let site = try await TroubledBus(sessionTimeout: .seconds(6))
        let bus = try site.open()
        try await bus.join()
        try await site.feed(10)
        var outputs = RecordBatch()
        while outputs.isEmpty {
            guard case .records(let batch) = try await bus.receive(timeout: .seconds(1))
            else { continue }
            for index in batch.indices { outputs.append(index, of: batch, topic: "out") }
        }
        await site.cluster.inject(.unstableOffsets, into: .offsetFetch, times: 60)
        await site.cluster.inject(.memberUnknown, into: .heartbeat, times: 1)
        while !site.has(.offsetsUnsettled, over: false) {
            try await Task.sleep(for: .milliseconds(50))
        }
        await site.cluster.inject(.rebalancing, into: .heartbeat, times: 1)
        try await bus.commit(outputs, durable: true)
        #expect(site.count(.offsetsUnsettled, over: true) >= 1)
        #expect(site.revocations >= 2)
        await bus.close()
    }

    @Test func `The bus is awake while a partition's leader is down`() async throws {
        let site = try await TroubledBus(brokers: 2)
        for partition: Int32 in 0...1 {
            await site.cluster.setLeader(of: "in", partition, to: 2)
        }
        await site.cluster.setCoordinator(of: "test.data", to: 1)
        try await site.feed(10)
        let waits = Mutex(0)
        let plane = PlaneSubscription(
            plane: "data", inputs: ["in"], history: ["out"], rewinds: true)
        let bus = try KafkaBus.open(site.settings, for: plane) { notice in
            if case .waiting = notice { waits.withLock { $0 += 1 } }
        }
        try await bus.join()
        while true {
            if case .assigned = try await bus.receive(timeout: .seconds(1)) { break }
        }
        await site.cluster.setBroker(2, up: false)
        let read = Task { () -> [InputRange] in
            while true {
                if case .historyRead(let inputs) = try await bus.receive(timeout: .seconds(1)) {
                    return inputs
                }
            }
        }
        while waits.withLock({ $0 < 3 }) { try await Task.sleep(for: .milliseconds(50)) }
        await site.cluster.setBroker(2, up: true)
        #expect(try await read.value.map(\.end) == [5, 5])
        await bus.close()
    }

    @Test func `The past is read to the end of transactions that are open`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1])
        let writer = try KafkaWriter(cluster.settings, name: "a", transactionalId: "id")
        try await writer.takeTransactionalId()
        var record = RecordBatch()
        record.append(topic: "in", key: [1], value: [2])
        try await writer.beginTransaction()
        try await writer.write(record)
        #expect(try await cluster.records("in").isEmpty)
        let reader = try KafkaReader(
            cluster.settings, name: "past", topics: ["in"], partitions: [0], until: .writtenEnd)
        let early = try #require(try await reader.next(limit: 10, timeout: .seconds(1)))
        #expect(early.isEmpty)
        let place = TopicPartition(topic: "in", partition: 0)
        #expect(await reader.heldBack(longerThan: .zero) == place)
        try await writer.commitTransaction(
            StreamPosition(group: "g", partition: place, offset: 1, note: ""))
        let late = try #require(try await reader.next(limit: 10, timeout: .seconds(20)))
        #expect(late.count == 1)
        #expect(try await reader.next(limit: 10) == nil)
        await reader.close()
        await writer.close()
    }

    /// The embedded cluster answers transactions, though it keeps none.
    @Test func `A coordinator that is loading costs no transaction`() async throws {
        let site = try await TroubledBus()
        try await site.feed(10)
        let bus = try site.open(exactlyOnce: true)
        try await bus.join()
        await site.cluster.inject(.coordinatorLoading, into: .transactionOffsets, times: 3)
        #expect(try await site.copy(bus) { $0.copied == 10 })
        #expect(site.abortions == [])
        await bus.close()
    }

    @Test func `Who only reads needs no rights on a group`() async throws {
        let site = try await TroubledBus()
        try await site.feed(10)
        await site.cluster.inject(.groupDenied, into: .findCoordinator, times: 20)
        let reader = try KafkaReader(
            site.settings, name: "past", topics: ["in"], partitions: [0, 1], until: .currentEnd)
        var count = 0
        while let batch = try await reader.next(limit: 100) { count += batch.count }
        #expect(count == 10)
        await reader.close()
    }
}
