import Contracts
import KafkaBus
import Synchronization
import TestSupport
import Testing

@Suite(.serialized)
struct KafkaBusTests {
    private final class Tally: Sendable {
        private let sum: Mutex<Int>

        init(_ start: Int) { sum = Mutex(start) }

        var count: Int { sum.withLock { $0 } }
        func add(_ more: Int) { sum.withLock { $0 += more } }
    }

    @Test(arguments: ClusterKind.allCases)
    func `a plane copies every record once and in order per key`(_ kind: ClusterKind) async throws {
        let cluster = try await Cluster(kind, topics: ["in": 3, "out": 3])
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { _ in }
        try await bus.join()
        try await cluster.feed(0..<5000)
        try await bus.copy(until: 5000)
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
            try await cluster.feed((round * 100)..<(round * 100 + 100))
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
            try await bus.copy(until: 100)
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
        try await cluster.feed(0..<5000)
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
        try await cluster.feed(0..<500)
        try await bus.copy(until: 500)
        await cluster.embedded?.setBroker(up: false)
        try await Task.sleep(for: .seconds(3))
        await cluster.embedded?.setBroker(up: true)
        try await cluster.feed(500..<1000)
        try await bus.copy(until: 500)
        await bus.close()
        #expect(notices.withLock { $0 } == ["connected", "lost", "connected"])
        let out = try await cluster.records("out", partitions: 2)
        #expect(Set(out.indices.compactMap { Int(out.valueText($0)) }) == Set(0..<1000))
    }

    @Test
    func `inputs of unequal partitions are not worked on until they are equal`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 2, "beside": 3, "out": 2])
        var settings = cluster.settings
        settings.properties = [("topic.metadata.refresh.interval.ms", "500")]
        let troubles = Mutex<[String]>([])
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["in", "beside"])
        ) { notice in
            guard case .trouble(let news) = notice else { return }
            troubles.withLock {
                $0.append((news.lasted == nil ? "+" : "-") + news.trouble.rawValue)
            }
        }
        try await bus.join()
        try await cluster.feed(0..<100)
        for _ in 0..<20 {
            if case .records = try await bus.receive(timeout: .milliseconds(200)) {
                Issue.record("records of partitions that do not fit together")
            }
        }
        #expect(troubles.withLock { $0 } == ["+offsets_unsettled"])
        let admin = try KafkaAdmin(settings)
        try await admin.setPartitions("in", 3)
        await admin.close()
        #expect(try await bus.copy(until: 100) == 100)
        #expect(troubles.withLock { $0 } == ["+offsets_unsettled", "-offsets_unsettled"])
        await bus.close()
    }

    @Test
    func `work in flight goes on after a broker was silent past the session`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 2, "out": 2], sessionSeconds: 6)
        let lost = Mutex(0)
        func open() throws -> KafkaBus {
            try KafkaBus.open(
                cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
            ) { notice in
                if case .lost = notice { lost.withLock { $0 += 1 } }
            }
        }
        let bus = try open()
        try await bus.join()
        try await cluster.feed(0..<500)
        let first = try await bus.copy(until: 400)
        cluster.broker?.pause()
        let rest = Task { try await bus.copy(until: 1000 - first) }
        try await Task.sleep(for: .seconds(9))
        cluster.broker?.resume()
        try await cluster.feed(500..<1000)
        do {
            _ = try await rest.value
        } catch let fault as BusFault where fault.code == .fenced {
            // The coordinator took the first heartbeat afterwards for another member's. Nobody has
            // its place, so the plane goes on from the log.
            #expect(await bus.confirm(fault).code == .rebalanced)
            await bus.close()
            let next = try open()
            try await next.join()
            let written = try await cluster.records("out", partitions: 2).count
            _ = try await next.copy(until: 1000 - written)
            await next.close()
        }
        await bus.close()
        #expect(lost.withLock { $0 } == 1)
        let out = try await cluster.records("out", partitions: 2)
        let numbers = out.indices.compactMap { Int(out.valueText($0)) }
        #expect(numbers.sorted() == Array(0..<1000))
    }
}
