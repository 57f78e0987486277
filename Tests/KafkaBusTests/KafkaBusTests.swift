import Contracts
import KafkaBus
import Synchronization
import TestSupport
import Testing

@Suite(.serialized)
struct KafkaBusTests {
    /// Copies `in` to `out` until at least `total` records have passed; how many did.
    @discardableResult
    private func copy(_ bus: KafkaBus, until total: Int) async throws -> Int {
        var done = 0
        let deadline = ContinuousClock.now + .seconds(60)
        while done < total {
            let delivery = try await bus.receive(timeout: .seconds(30))
            if case .idle = delivery, ContinuousClock.now > deadline { throw TookTooLong() }
            guard case .records(let batch) = delivery else { continue }
            var outputs = RecordBatch()
            for index in batch.indices {
                outputs.append(
                    topic: "out", key: batch.records[index].key.map { batch.bytes[$0] },
                    value: batch.records[index].value.map { batch.bytes[$0] })
                outputs.addHeader("source", batch.place(index).description)
            }
            done += batch.count
            try await bus.commit(outputs, durable: done >= total)
        }
        return done
    }

    private struct TookTooLong: Error {}

    private final class Tally: Sendable {
        private let sum: Mutex<Int>

        init(_ start: Int) { sum = Mutex(start) }

        var count: Int { sum.withLock { $0 } }
        func add(_ more: Int) { sum.withLock { $0 += more } }
    }

    private func feed(_ cluster: Cluster, _ range: Range<Int>) async throws {
        let writer = try KafkaWriter(cluster.settings, name: "feed")
        var batch = RecordBatch()
        for number in range {
            batch.append(
                topic: "in", key: Array("K\(number % 7)".utf8), value: Array("\(number)".utf8))
        }
        try await writer.write(batch)
        await writer.close()
    }

    @Test(arguments: ClusterKind.allCases)
    func `a plane copies every record once and in order per key`(_ kind: ClusterKind) async throws {
        let cluster = try await Cluster(kind, topics: ["in": 3, "out": 3])
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { _ in }
        try await bus.join()
        try await feed(cluster, 0..<5000)
        try await copy(bus, until: 5000)
        await bus.close()

        let out = try await cluster.records("out", partitions: 3)
        #expect(out.count == 5000)
        var last: [String: Int] = [:]
        for index in out.indices {
            let key = try #require(out.keyText(index))
            let number = try #require(Int(out.valueText(index)))
            #expect(last[key, default: -1] < number)
            last[key] = number
        }
        let first = try #require(out.header(0, "source"))
        #expect(first.hasPrefix("in/"))
    }

    @Test(arguments: ClusterKind.allCases)
    func `a new member goes on where the last one committed`(_ kind: ClusterKind) async throws {
        let cluster = try await Cluster(kind, topics: ["in": 2, "out": 2])
        let plane = PlaneSubscription(plane: "data", inputs: ["in"], history: ["out"])
        for round in 0..<2 {
            try await feed(cluster, (round * 100)..<(round * 100 + 100))
            let bus = try KafkaBus.open(cluster.settings, for: plane) { _ in }
            try await bus.join()
            var past = 0
            rebuilding: while true {
                switch try await bus.receive(timeout: nil) {
                case .history(let batch): past += batch.count
                case .ready: break rebuilding
                default: continue
                }
            }
            #expect(past == round * 100)
            try await copy(bus, until: 100)
            await bus.close()
        }
        #expect(try await cluster.records("out", partitions: 2).count == 200)
    }

    @Test
    func `receive waits no longer than it is told and stop ends it`() async throws {
        let cluster = try await Cluster(.embedded, topics: ["in": 1])
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { _ in }
        try await bus.join()
        guard case .idle = try await bus.receive(timeout: .milliseconds(20)) else {
            Issue.record("expected nothing to come")
            return
        }
        async let waiting = bus.receive(timeout: nil)
        await bus.stop()
        guard case .closed = try await waiting else {
            Issue.record("expected the bus to be closed")
            return
        }
        await bus.close()
    }

    @Test
    func `a plane that stood still while its group was rebalanced reads on`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 2, "out": 2])
        let plane = PlaneSubscription(plane: "data", inputs: ["in"])
        let first = try KafkaBus.open(cluster.settings, for: plane) { _ in }
        try await first.join()
        try await feed(cluster, 0..<5000)
        var done = 0
        while done == 0 {
            guard case .records(let batch) = try await first.receive(timeout: nil) else { continue }
            done = batch.count
            // Long enough to be paused; meanwhile another member wants its share.
            try await Task.sleep(for: .seconds(6))
        }
        var settings = cluster.settings
        settings.instanceId = "two"
        let second = try KafkaBus.open(settings, for: plane) { _ in }
        try await second.join()
        try await Task.sleep(for: .seconds(2))
        try await first.commit(RecordBatch(), durable: true)
        let read = Tally(done)
        await withTaskGroup(of: Void.self) { group in
            for bus in [first, second] {
                group.addTask {
                    let end = ContinuousClock.now + .seconds(60)
                    while read.count < 5000, ContinuousClock.now < end {
                        guard
                            case .records(let batch)? = try? await bus.receive(
                                timeout: .milliseconds(200))
                        else { continue }
                        try? await bus.commit(RecordBatch(), durable: true)
                        read.add(batch.count)
                    }
                }
            }
        }
        #expect(read.count == 5000)
        await first.close()
        await second.close()
    }

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
        try await feed(cluster, 0..<100)
        try await copy(bus, until: 100)
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
        try await feed(cluster, 100..<101)
        #expect(try await rest.value == (hasStranger ? 1 : 0))
        await bus.close()
    }

    /// As after an election of a replica that had fallen behind: the group is at 50 of 10 records.
    @Test
    func `where brokers have lost records a plane goes on with those that come`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 2, "out": 1])
        try await feed(cluster, 0..<20)
        let lengths = try await lengths(cluster)
        let other = try KafkaWriter(cluster.settings, name: "old", transactionalId: "test.data.old")
        try await other.takeTransactionalId()
        for partition in Int32(0)..<2 {
            try await other.beginTransaction()
            try await other.commitTransaction(
                StreamPosition(
                    group: "test.data",
                    partition: TopicPartition(topic: "in", partition: partition),
                    offset: 50, note: ""))
        }
        await other.close()

        let resets = Mutex<[Int32: Int64]>([:])
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { notice in
            guard case .offsetReset(let partition, 50, let recovery) = notice else { return }
            resets.withLock { $0[partition.partition] = recovery.offset }
        }
        try await bus.join()
        while resets.withLock({ $0.count }) < 2 { _ = try await bus.receive(timeout: .seconds(1)) }
        #expect(resets.withLock { $0 } == lengths)
        try await feed(cluster, 20..<40)
        try await copy(bus, until: 20)
        await bus.close()
        let out = try await cluster.records("out")
        let values = out.indices.compactMap { Int(out.valueText($0)) }
        #expect(values.sorted() == Array(20..<40))
    }

    private func lengths(_ cluster: Cluster) async throws -> [Int32: Int64] {
        let all = try await cluster.records("in", partitions: 2)
        return Dictionary(grouping: all.records, by: \.partition).mapValues { Int64($0.count) }
    }

    @Test
    func `without a broker the loss is told once and stop ends the wait`() async throws {
        let lost = Mutex(0)
        let port = try DeadPort()
        defer { port.giveBack() }
        let settings = KafkaSettings(
            bootstrapServers: port.address, groupId: "test", instanceId: "one")
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { notice in
            if case .lost = notice { lost.withLock { $0 += 1 } }
        }
        let joined = Task { try await bus.join() }
        let end = ContinuousClock.now + .seconds(60)
        while lost.withLock({ $0 }) == 0, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(50))
        }
        // Time for the next attempts, which are not told.
        try await Task.sleep(for: .seconds(2))
        await bus.stop()
        await #expect(throws: BusFault.self) { try await joined.value }
        await bus.close()
        #expect(lost.withLock { $0 } == 1)
    }

    @Test
    func `a second holder of the transactional id fences the first`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1])
        let plane = PlaneSubscription(plane: "data", inputs: ["in"])
        let old = try KafkaBus.open(cluster.settings, for: plane) { _ in }
        try await old.join()
        try await feed(cluster, 0..<10)
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
        try await copy(new, until: 10)
        await new.close()
        let out = try await cluster.records("out")
        #expect(out.indices.allSatisfy { out.valueText($0) != "zombie" })
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
        try await feed(cluster, 0..<10)
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
        try await copy(next, until: 10)
        await next.close()
        let out = try await cluster.records("out")
        #expect(out.count == 10 && out.indices.allSatisfy { out.valueText($0) != "late" })
    }

    @Test
    func `a broker that goes away and comes back is told once, and nothing is lost`() async throws {
        let cluster = try await Cluster(.embedded, topics: ["in": 2, "out": 2])
        let notices = Mutex<[String]>([])
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { notice in
            switch notice {
            case .lost: notices.withLock { $0.append("lost") }
            case .connected: notices.withLock { $0.append("connected") }
            default: break
            }
        }
        try await bus.join()
        try await feed(cluster, 0..<500)
        try await copy(bus, until: 500)
        await cluster.embedded?.setBroker(up: false)
        try await Task.sleep(for: .seconds(3))
        await cluster.embedded?.setBroker(up: true)
        try await feed(cluster, 500..<1000)
        try await copy(bus, until: 500)
        await bus.close()
        #expect(notices.withLock { $0 } == ["connected", "lost", "connected"])
        let out = try await cluster.records("out", partitions: 2)
        #expect(Set(out.indices.compactMap { Int(out.valueText($0)) }) == Set(0..<1000))
    }

    @Test
    func `work in flight goes on after a broker was silent past the session`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 2, "out": 2], sessionSeconds: 6)
        let lost = Mutex(0)
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { notice in
            if case .lost = notice { lost.withLock { $0 += 1 } }
        }
        try await bus.join()
        try await feed(cluster, 0..<500)
        let first = try await copy(bus, until: 400)
        cluster.broker?.pause()
        let rest = Task { try await copy(bus, until: 1000 - first) }
        try await Task.sleep(for: .seconds(9))
        cluster.broker?.resume()
        try await feed(cluster, 500..<1000)
        _ = try await rest.value
        await bus.close()
        #expect(lost.withLock { $0 } == 1)
        let out = try await cluster.records("out", partitions: 2)
        let numbers = out.indices.compactMap { Int(out.valueText($0)) }
        #expect(numbers.sorted() == Array(0..<1000))
    }
}
