import Contracts
import TestSupport
import Testing

@testable import KafkaBus

/// Each trouble is told once when it begins and once when it is over, while the bus works on.
@Suite(.serialized) struct TroubleTests {
    @Test func `One broker of two goes and comes back`() async throws {
        let site = try await TroubledBus(brokers: 2)
        for partition: Int32 in 0...1 {
            await site.cluster.setLeader(of: "in", partition, to: partition + 1)
        }
        await site.cluster.setCoordinator(of: "test.data", to: 1)
        let bus = try site.open()
        try await bus.join()
        try await site.feed(10)
        #expect(try await site.copy(bus) { $0.copied == 10 })
        await site.cluster.setBroker(2, up: false)
        #expect(
            try await site.copy(bus) { $0.has(.brokerDown, over: false, "2") }, "\(site.figures)")
        await site.cluster.setBroker(2, up: true)
        #expect(try await site.copy(bus) { $0.has(.brokerDown, over: true, "2") })
        #expect(site.count(.brokerDown, over: false) == 1)
        #expect(!site.has(.accessDenied, over: false))
        #expect(site.figures.troubles[.brokerDown] == 1)
        await bus.close()
    }

    @Test func `A partition gets another leader`() async throws {
        let site = try await TroubledBus(brokers: 2)
        await site.cluster.setLeader(of: "in", 0, to: 1)
        let bus = try site.open()
        try await bus.join()
        try await site.feed(10)
        #expect(try await site.copy(bus) { $0.copied == 10 })
        await site.cluster.setLeader(of: "in", 0, to: 2)
        #expect(try await site.copy(bus) { $0.has(.leaderMoved, over: true, "in") })
        let news = site.told.first { $0.trouble == .leaderMoved }
        #expect(news?.detail == "in/0: broker 2 leads now")
        await bus.close()
    }

    @Test func `The coordinator's broker goes while another answers`() async throws {
        let site = try await TroubledBus(brokers: 2)
        for partition: Int32 in 0...1 {
            await site.cluster.setLeader(of: "in", partition, to: 1)
            await site.cluster.setLeader(of: "out", partition, to: 1)
        }
        await site.cluster.setCoordinator(of: "test.data", to: 2)
        let bus = try site.open()
        try await bus.join()
        try await site.feed(10)
        #expect(try await site.copy(bus) { $0.copied == 10 })
        await site.cluster.setBroker(2, up: false)
        #expect(try await site.copy(bus) { $0.has(.coordinatorLost, over: false, "test.data") })
        await site.cluster.setBroker(2, up: true)
        #expect(try await site.copy(bus) { $0.has(.coordinatorLost, over: true, "test.data") })
        await bus.close()
    }

    @Test func `Too few replicas hold outputs back`() async throws {
        let site = try await TroubledBus()
        let bus = try site.open()
        try await bus.join()
        try await site.feed(10)
        #expect(try await site.copy(bus) { $0.copied == 10 })
        try await site.feed(10)
        await site.cluster.inject(.notEnoughReplicas, into: .produce, times: 30)
        #expect(try await site.copy(bus) { $0.has(.writesDelayed, over: true) })
        #expect(site.count(.writesDelayed, over: false) == 1)
        await bus.close()
    }

    @Test(arguments: [
        (EmbeddedCluster.Refusal.topicDenied, BusTrouble.topicDenied, "in"),
        (.groupDenied, .groupDenied, "test.data"),
    ])
    func `What is denied is told, and that it is allowed again`(
        _ refusal: EmbeddedCluster.Refusal, trouble: BusTrouble, subject: String
    ) async throws {
        let site = try await TroubledBus()
        await site.cluster.inject(
            refusal, into: trouble == .topicDenied ? .fetch : .joinGroup, times: 3)
        let bus = try site.open()
        try await bus.join()
        try await site.feed(10)
        #expect(try await site.copy(bus) { $0.has(trouble, over: true, subject) })
        #expect(site.count(trouble, over: false) == 1)
        #expect(site.told.allSatisfy { $0.remedy.contains("kafka.sasl_username") })
        await bus.close()
    }

    @Test func `A record that is too large is told with its topic, and counted at the end`()
        async throws
    {
        let site = try await TroubledBus()
        let bus = try site.open()
        try await bus.join()
        try await site.feed(1)
        #expect(try await site.copy(bus, until: { $0.figures.consumer != nil }))
        var outputs = RecordBatch()
        outputs.append(topic: "out", key: [1], value: Array(repeating: 7, count: 3 << 20))
        await #expect(throws: BusFault.self) { try await bus.commit(outputs, durable: true) }
        #expect(site.has(.recordTooLarge, over: false, "out"))
        await bus.close()
        #expect(site.figures.troubles == [.recordTooLarge: 1])
        #expect(site.figures.lasting == [.recordTooLarge: ["out"]])
        #expect(site.figures.errors[.recordRefused] == 1)
    }

    @Test func `Records of the future are told`() async throws {
        let site = try await TroubledBus()
        let bus = try site.open()
        try await bus.join()
        let writer = try KafkaWriter(site.settings, name: "feed")
        var batch = RecordBatch()
        batch.append(
            topic: "in", timestampMs: 4_102_444_800_000, key: [1] as [UInt8]?, value: [2])
        try await writer.write(batch)
        await writer.close()
        #expect(try await site.copy(bus) { $0.has(.clockSkew, over: false) })
        await bus.close()
    }

    @Test func `Figures tell lag, round trips, batches and commits`() async throws {
        let site = try await TroubledBus()
        await site.cluster.setRoundTrip(of: 1, milliseconds: 30)
        let bus = try site.open()
        try await bus.join()
        try await site.feed(200)
        #expect(
            try await site.copy(bus) {
                $0.figures.producer?.messagesSent == 200 && $0.figures.totalLag == 0
                    && $0.figures.lag.count == 2 && $0.figures.commitLatency.count > 0
            })
        let figures = site.figures
        let trip = figures.producer?.brokers.first { $0.id == 1 }?.roundTrip
        #expect(figures.commitLatency.count > 0)
        #expect(figures.transactionsCommitted == 0)
        #expect(figures.rebalances == 1)
        #expect(figures.consumer?.group?.joinState == "steady")
        #expect(figures.consumer?.messagesReceived == 200)
        #expect(figures.producer?.topics["out"]?.partitions.count == 2)
        #expect((figures.producer?.connects ?? 0) >= 1)
        #expect(trip != nil)
        #expect(figures.commitLatency.quantile(0.5).map { $0 >= 30_000 } == true)
        await bus.close()
    }
}
