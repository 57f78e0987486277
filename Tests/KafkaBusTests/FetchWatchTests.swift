import Contracts
import TestSupport
import Testing

@testable import KafkaBus

@Suite
struct FetchWatchTests {
    private let watch = FetchWatch()
    private let reader = Reader()

    private final class Reader {
        var waking = FetchWatch.Waking()
    }

    /// Whether to wake with so many records waiting.
    private func due(_ waiting: Int) -> Bool { reader.waking.isDue(watch, waiting: waiting) }

    @Test
    func `a broker is idle from its answer to the next fetch`() {
        #expect(!watch.isIdle)
        watch.fetchAnswered(by: 1, after: 80)
        #expect(watch.isIdle)
        watch.fetchAnswered(by: 2, after: 80)
        watch.fetchSent(to: 1)
        #expect(watch.isIdle)
        watch.fetchSent(to: 2)
        #expect(!watch.isIdle)
    }

    @Test
    func `nobody is woken while a fetch is under way or much is waiting`() {
        #expect(due(0) == false)
        watch.fetchAnswered(by: 1, after: 80)
        #expect(due(50_000) == false)
        #expect(due(49_999) == true)
    }

    @Test
    func `who is at the end wakes once, and again after the next record`() {
        watch.fetchAnswered(by: 1, after: 80)
        #expect(due(0) == true)
        for _ in 0..<10 { #expect(due(0) == false) }
        reader.waking.note()
        #expect(due(0) == true)
    }

    @Test
    func `a broker that sends no fetch when woken is left alone until its next answer`() {
        watch.fetchAnswered(by: 1, after: 80)
        for _ in 0..<399 {
            #expect(due(0) == true)
            reader.waking.note()
            // With records waiting it may be that there is no room.
            _ = due(1)
        }
        #expect(watch.isIdle)
        #expect(due(0) == true)
        #expect(!watch.isIdle)
        reader.waking.note()
        #expect(due(0) == false)
        watch.fetchAnswered(by: 1, after: 80)
        #expect(watch.isIdle)
    }

    @Test(arguments: ClusterKind.allCases)
    func `a reader whose queue was full goes on when it is empty`(kind: ClusterKind) async throws {
        let (cluster, settings) = try await crampedCluster(kind)
        let reader = try KafkaReader(
            settings, name: "reader", topics: ["in"], partitions: [0], until: .currentEnd)
        let start = ContinuousClock.now
        var count = 0
        while let batch = try await reader.next(limit: 1000) { count += batch.count }
        await reader.close()
        #expect(count == Self.total)
        #expect(ContinuousClock.now - start < .seconds(60))
        _ = cluster
    }

    @Test(arguments: ClusterKind.allCases)
    func `a plane whose queue was full goes on when it is empty`(kind: ClusterKind) async throws {
        let (cluster, settings) = try await crampedCluster(kind)
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { _ in }
        try await bus.join()
        let start = ContinuousClock.now
        try await bus.copy(until: Self.total)
        await bus.close()
        #expect(ContinuousClock.now - start < .seconds(60))
        _ = cluster
    }

    @Test
    func `a plane that stood still for longer than its partitions' pause goes on`() async throws {
        let (cluster, settings) = try await crampedCluster(.embedded)
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { _ in }
        try await bus.join()
        let done = try await bus.copy(until: 1)
        try await Task.sleep(for: .seconds(6))
        let start = ContinuousClock.now
        try await bus.copy(until: Self.total - done)
        await bus.close()
        #expect(ContinuousClock.now - start < .seconds(60))
        _ = cluster
    }

    private static let total = 400

    /// Each record is a message set of its own, which is the least that a fetch brings, and there
    /// is room for one: every answer stops the fetching, which took up to a second each time.
    private func crampedCluster(_ kind: ClusterKind) async throws -> (Cluster, KafkaSettings) {
        let cluster = try await Cluster(kind, topics: ["in": 1, "out": 1])
        var settings = cluster.settings
        settings.properties = [
            ("queued.min.messages", "1"), ("max.partition.fetch.bytes", "200"),
        ]
        let writer = try KafkaWriter(settings, name: "feed")
        for number in 0..<Self.total {
            var batch = RecordBatch()
            batch.append(topic: "in", key: nil, value: Array("\(number)".utf8))
            try await writer.write(batch)
        }
        await writer.close()
        return (cluster, settings)
    }

    @Test
    func `a waking leaves the login as librdkafka has it`() throws {
        var configuration = ClientConfiguration()
        #expect(configuration.login == ("", ""))
        try configuration.set("sasl.username", "  trader")
        try configuration.set("sasl.password", " pass word ")
        #expect(configuration.login == ("trader", "pass word "))
    }

    @Test
    func `what hears of the fetches lives as long as the client`() throws {
        weak var seen: FetchWatch?
        do {
            var configuration = ClientConfiguration()
            try configuration.set("group.id", "test")
            let watch = FetchWatch()
            seen = watch
            configuration.install(watch)
            let thread = BusThread()
            let client = try ClientHandle(
                consumer: configuration, wake: thread.wakeDescriptor)
            #expect(client.waiting >= 0)
        }
        #expect(seen == nil)
    }
}
