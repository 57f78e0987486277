import Contracts
import Testing

@testable import KafkaBus

/// ACLs refuse what a transaction needs, and allow it again.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DeniedTests {
    @Test(arguments: [
        (
            EmbeddedCluster.Refusal.topicDenied, EmbeddedCluster.Request.transactionPartitions,
            BusTrouble.topicDenied, "out"
        ),
        (.groupDenied, .transactionOffsets, .groupDenied, "test.data"),
    ])
    func `Outputs wait until they are allowed, which is told once`(
        refusal: EmbeddedCluster.Refusal, request: EmbeddedCluster.Request, trouble: BusTrouble,
        subject: String
    ) async throws {
        let site = try await TroubledBus()
        let bus = try site.open(exactlyOnce: true)
        try await bus.join()
        try await site.feed(10)
        #expect(try await site.copy(bus) { $0.copied == 10 })
        await site.cluster.inject(refusal, into: request, times: 4)
        try await site.feed(10)
        #expect(try await site.copy(bus) { $0.copied == 20 })
        #expect(try await site.copy(bus) { $0.has(trouble, over: true, subject) })
        #expect(site.count(trouble, over: false) == 1)
        // At most the first, which may be told before its cause.
        #expect(site.abortions.count <= 1)
        #expect(site.figures.transactionsAborted >= 2)
        await bus.close()
    }

    @Test(arguments: [
        (EmbeddedCluster.Refusal.topicDenied, EmbeddedCluster.Request.listOffsets),
        (.topicDenied, .fetch), (.groupDenied, .offsetFetch),
    ])
    func `A state is rebuilt when ACLs allow it`(
        refusal: EmbeddedCluster.Refusal, request: EmbeddedCluster.Request
    ) async throws {
        let site = try await TroubledBus(topics: ["in", "out", "past"])
        try await site.feed(10)
        try await site.feed(10, to: "past")
        await site.cluster.inject(refusal, into: request, times: 4)
        let bus = try site.open(history: ["past"])
        try await bus.join()
        #expect(try await site.copy(bus) { $0.copied == 10 })
        // None twice, whatever was read before it was refused.
        #expect(site.restored == 10)
        let told = site.told.filter { $0.trouble != .groupDenied || request == .offsetFetch }
        let begun = told.filter { $0.lasted == nil }
        #expect(!begun.isEmpty)
        #expect(try await site.copy(bus) { site in begun.allSatisfy { site.isOver($0) } })
        await bus.close()
    }

    @Test func `Partitions that go while the past is denied are rebuilt when they come`()
        async throws
    {
        let site = try await TroubledBus(
            topics: ["in", "out", "past"], sessionTimeout: .seconds(6))
        try await site.feed(10)
        try await site.feed(10, to: "past")
        await site.cluster.inject(.topicDenied, into: .fetch, times: 12)
        let bus = try site.open(history: ["past"])
        try await bus.join()
        #expect(try await site.copy(bus) { $0.has(.topicDenied, over: false) })
        await site.cluster.inject(.rebalancing, into: .heartbeat, times: 1)
        #expect(try await site.copy(bus) { $0.revocations > 0 })
        #expect(try await site.copy(bus) { $0.copied == 10 })
        #expect(site.restored == 10)
        #expect(try await site.copy(bus) { $0.has(.topicDenied, over: true) })
        await bus.close()
    }

    @Test func `A transactional id is waited for`() async throws {
        let site = try await TroubledBus()
        try await site.feed(10)
        await site.cluster.inject(.transactionDenied, into: .transactionalId, times: 3)
        let bus = try site.open(exactlyOnce: true)
        try await bus.join()
        #expect(site.has(.transactionDenied, over: true))
        #expect(site.count(.transactionDenied, over: false) == 1)
        #expect(try await site.copy(bus) { $0.copied == 10 })
        await bus.close()
    }

    @Test func `Who waits for a transactional id can be stopped`() async throws {
        let site = try await TroubledBus()
        await site.cluster.inject(.transactionDenied, into: .transactionalId, times: 10_000)
        let bus = try site.open(exactlyOnce: true)
        let joining = Task { try await bus.join() }
        while !site.has(.transactionDenied, over: false) {
            try await Task.sleep(for: .milliseconds(20))
        }
        await bus.stop()
        await #expect(throws: BusFault.self) { try await joining.value }
        await bus.close()
    }
}
