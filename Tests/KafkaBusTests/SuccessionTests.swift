import Contracts
import KafkaBus
import Synchronization
import TestSupport
import Testing

/// Who has worked, who may go on, and who has to leave.
@Suite(.serialized)
struct SuccessionTests {
    /// What a successor makes of time alone moves no offset.
    @Test(arguments: [false, true])
    func `state is kept when nobody else was there, however little others did`(
        hasStranger: Bool
    ) async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1], sessionSeconds: 6)
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { _ in }
        try await bus.join()
        try await cluster.feed(0..<100)
        try await bus.copy(until: 100)
        if hasStranger {
            let other = try KafkaWriter(
                cluster.settings, name: "successor", transactionalId: "test.data.two")
            try await other.takeTransactionalId()
            try await other.beginTransaction()
            try await other.commitTransaction(
                StreamPosition(
                    group: "test.data", partition: TopicPartition(topic: "in", partition: 0),
                    offset: 100, note: "two/1"))
            await other.close()
        }
        let rest = Task {
            var assignments = 0
            while true {
                switch try await bus.receive(timeout: nil) {
                case .assigned: assignments += 1
                case .records(let batch):
                    try await bus.commit(RecordBatch(), durable: true)
                    if batch.count > 0 { return assignments }
                case .closed: return assignments
                default: continue
                }
            }
        }
        cluster.broker?.pause()
        try await Task.sleep(for: .seconds(9))
        cluster.broker?.resume()
        try await Task.sleep(for: .seconds(3))
        try await cluster.feed(100..<101)
        do {
            #expect(try await rest.value == (hasStranger ? 1 : 0))
        } catch let fault as BusFault where fault.code == .fenced {
            // Now and then the coordinator takes the first heartbeat afterwards for another
            // member's. Nobody has its place, so the plane is to go on from the log.
            #expect(await bus.confirm(fault).code == .rebalanced)
        }
        await bus.close()
    }

    @Test
    func `a second holder of the transactional id fences the first`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1])
        let plane = PlaneSubscription(plane: "data", inputs: ["in"])
        let old = try KafkaBus.open(cluster.settings, for: plane) { _ in }
        try await old.join()
        try await cluster.feed(0..<10)
        _ = try await old.receive(timeout: nil)

        let new = try KafkaBus.open(cluster.settings, for: plane) { _ in }
        try await new.join()
        var outputs = RecordBatch()
        outputs.append(topic: "out", key: Array("K".utf8), value: Array("zombie".utf8))
        let fault = await #expect(throws: BusFault.self) {
            try await old.commit(outputs, durable: true)
        }
        #expect(fault?.code == .fenced)
        await old.close()
        try await new.copy(until: 10)
        await new.close()
        let out = try await cluster.records("out")
        #expect(out.indices.allSatisfy { out.valueText($0) != "zombie" })
    }

    @Test
    func `whose messages timed out does not take the transactional id back from a successor`()
        async throws
    {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1], sessionSeconds: 30)
        var settings = cluster.settings
        settings.transactionTimeout = .seconds(8)
        let plane = PlaneSubscription(plane: "data", inputs: ["in"])
        let old = try KafkaBus.open(settings, for: plane) { _ in }
        try await old.join()
        try await cluster.feed(0..<10)
        while true {
            if case .records = try await old.receive(timeout: nil) { break }
        }
        let new = try KafkaBus.open(settings, for: plane) { _ in }
        try await new.join()
        cluster.broker?.pause()
        let commit = Task {
            var outputs = RecordBatch()
            outputs.append(topic: "out", key: Array("K".utf8), value: Array("zombie".utf8))
            try await old.commit(outputs, durable: true)
        }
        try await Task.sleep(for: .seconds(10))
        cluster.broker?.resume()
        let fault = await #expect(throws: BusFault.self) { try await commit.value }
        #expect(fault?.code == .fenced)
        await old.close()
        try await new.copy(until: 10)
        await new.close()
        let out = try await cluster.records("out")
        #expect(out.count == 10 && out.indices.allSatisfy { out.valueText($0) != "zombie" })
    }

    /// A coordinator gives up a transaction that is open for too long as a successor would.
    @Test(arguments: [false, true])
    func `a producer fenced for its age is a plane's failure, by a successor its end`(
        hasSuccessor: Bool
    ) async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1], sessionSeconds: 6)
        var settings = cluster.settings
        settings.transactionTimeout = .seconds(6)
        settings.commitInterval = .seconds(60)
        let plane = PlaneSubscription(plane: "data", inputs: ["in"])
        let bus = try KafkaBus.open(settings, for: plane) { _ in }
        try await bus.join()
        try await cluster.feed(0..<10)
        while true {
            guard case .records = try await bus.receive(timeout: nil) else { continue }
            var outputs = RecordBatch()
            outputs.append(topic: "out", key: Array("K".utf8), value: Array("late".utf8))
            try await bus.commit(outputs, durable: false)
            break
        }
        try await Task.sleep(for: .seconds(6))
        let next = try KafkaBus.open(settings, for: plane) { _ in }
        if hasSuccessor {
            try await next.join()
            while case .idle = try await next.receive(timeout: .seconds(1)) {}
        } else {
            let coordinator = try KafkaWriter(
                settings, name: "coordinator", transactionalId: "test.data.one")
            try await coordinator.takeTransactionalId()
            await coordinator.close()
        }
        let fault = await #expect(throws: BusFault.self) {
            try await bus.commit(RecordBatch(), durable: true)
        }
        #expect(fault?.code == .fenced)
        let confirmed = await bus.confirm(try #require(fault))
        #expect(confirmed.code == (hasSuccessor ? .fenced : .rebalanced), "\(confirmed)")
        await bus.close()
        if !hasSuccessor { try await next.join() }
        try await next.copy(until: 10)
        await next.close()
        let out = try await cluster.records("out")
        #expect(out.count == 10 && out.indices.allSatisfy { out.valueText($0) != "late" })
    }
}
