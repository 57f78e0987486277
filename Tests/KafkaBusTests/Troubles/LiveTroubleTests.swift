import Contracts
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import KafkaBus

/// Troubles of a bus that runs, with a real broker.
@Suite(.serialized, .enabled(if: BrokerProcess.executable != nil)) struct LiveTroubleTests {
    private final class Told: Sendable {
        private let all = Mutex<[String]>([])

        /// `+name subject`, `-name subject`, `lost`, `connected` after it.
        var lines: [String] { all.withLock { $0 } }

        func take(_ notice: BusNotice) {
            let line: String? =
                switch notice {
                case .trouble(let news):
                    "\(news.lasted == nil ? "+" : "-")\(news.trouble.rawValue) \(news.subject)"
                case .lost: "lost"
                case .connected where lines.contains("lost"): "connected"
                default: nil
                }
            if let line { all.withLock { $0.append(line) } }
        }

        func wait(_ bus: KafkaBus, for line: String, seconds: Int = 40) async throws -> Bool {
            let end = ContinuousClock.now + .seconds(seconds)
            while !lines.contains(line) {
                if ContinuousClock.now > end { return false }
                if case .records = try await bus.receive(timeout: .milliseconds(100)) {
                    try await bus.commit(RecordBatch(), durable: true)
                }
            }
            return true
        }
    }

    private func makeTopic(
        _ name: String, _ settings: KafkaSettings, partitions: Int = 1
    ) async throws {
        let admin = try KafkaAdmin(settings)
        try await admin.create([
            TopicSpec(name: name, partitions: partitions, replicationFactor: 1, configuration: [:])
        ])
        await admin.close()
    }

    private func ready(_ bus: KafkaBus) async throws {
        for _ in 0..<100 {
            if case .ready = try await bus.receive(timeout: .milliseconds(500)) { return }
        }
        Issue.record("no partitions were assigned")
    }

    private func python(_ code: String) throws {
        let process = Process()
        process.executableURL = BrokerProcess.packageRoot.appending(path: ".venv/bin/python")
        process.arguments = ["-c", code]
        try process.run()
        #expect(process.waitForEnd() == 0)
    }

    private func deleteTopic(_ name: String, _ settings: KafkaSettings) throws {
        try python(
            """
            from confluent_kafka.admin import AdminClient
            admin = AdminClient({"bootstrap.servers": "\(settings.bootstrapServers)"})
            admin.delete_topics(["\(name)"])["\(name)"].result(10)
            """)
    }

    @Test func `A topic is deleted under the bus and made again`() async throws {
        let broker = try BrokerProcess()
        var settings = KafkaSettings(
            bootstrapServers: broker.bootstrapServers, groupId: "test", instanceId: "one")
        settings.statisticsInterval = .milliseconds(300)
        settings.properties = [("topic.metadata.propagation.max.ms", "500")]
        try await makeTopic("in", settings)
        let told = Told()
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["in"]), observer: told.take)
        try await bus.join()
        try await ready(bus)
        try deleteTopic("in", settings)
        #expect(try await told.wait(bus, for: "+topic_missing in", seconds: 80))
        try await makeTopic("in", settings)
        #expect(try await told.wait(bus, for: "-topic_missing in", seconds: 80))
        #expect(told.lines.filter { $0 == "+topic_missing in" }.count == 1, "\(told.lines)")
        await bus.close()
    }

    @Test func `A topic of outputs is deleted, and what was to be written waits`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 2, "out": 2])
        let told = Told()
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"]),
            observer: told.take)
        try await bus.join()
        try await cluster.feed(0..<10)
        _ = try await bus.copy(until: 10)
        try deleteTopic("out", cluster.settings)
        try await cluster.feed(10..<20)
        let copying = Task { try await bus.copy(until: 10) }
        while !told.lines.contains("+topic_missing out") {
            try await Task.sleep(for: .milliseconds(100))
        }
        try await Task.sleep(for: .seconds(2))
        let admin = try KafkaAdmin(cluster.settings)
        #expect(try await admin.topics(["out"])["out"] == nil, "somebody has made it again")
        await admin.close()
        try await makeTopic("out", cluster.settings, partitions: 2)
        #expect(try await copying.value == 10)
        await bus.close()
        #expect(told.lines.filter { $0.contains("topic_missing") }.count == 2, "\(told.lines)")
        let out = try await cluster.records("out", partitions: 2)
        #expect(out.indices.compactMap { Int(out.valueText($0)) }.sorted() == Array(10..<20))
    }

    @Test func `Without transactions other topics' outputs are not written again and again`()
        async throws
    {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1, "gone": 1])
        var settings = cluster.settings
        settings.exactlyOnce = false
        settings.properties = [("topic.metadata.propagation.max.ms", "500")]
        let told = Told()
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["in"]), observer: told.take)
        try await bus.join()
        try deleteTopic("gone", settings)
        var outputs = RecordBatch()
        for number in 0..<10 {
            outputs.append(topic: "out", key: nil, value: [UInt8(number)])
            outputs.append(topic: "gone", key: nil, value: [UInt8(number)])
        }
        let committing = Task { [outputs] in try await bus.commit(outputs, durable: true) }
        // Some attempts.
        try await Task.sleep(for: .seconds(15))
        #expect(told.lines.contains("+topic_missing gone"))
        try await makeTopic("gone", settings)
        try await committing.value
        await bus.close()
        #expect(try await cluster.records("gone").count == 10)
        #expect(try await cluster.records("out").count <= 20)
    }

    @Test func `Brokers shut this client out while it runs, and let it in again`() async throws {
        let broker = try BrokerProcess()
        let front = try SecureFront([.init("x", sasl: ["PLAIN"], upstream: broker.port)])
        var settings = KafkaSettings(
            bootstrapServers: front.address("x"), groupId: "test", instanceId: "one")
        settings.statisticsInterval = .milliseconds(300)
        settings.properties = [
            ("security.protocol", "SASL_PLAINTEXT"), ("sasl.mechanism", "PLAIN"),
            ("sasl.username", SecureFront.user), ("sasl.password", SecureFront.password),
        ]
        try await makeTopic("in", settings)
        let told = Told()
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["in"]), observer: told.take)
        try await bus.join()
        try await ready(bus)
        try front.refuse(true)
        #expect(try await told.wait(bus, for: "+access_denied "))
        try front.refuse(false)
        #expect(try await told.wait(bus, for: "-access_denied "))
        #expect(told.lines.filter { $0.hasPrefix("+access_denied") }.count == 1)
        // Connections break before the first login is refused.
        if told.lines.contains("lost") {
            #expect(try await told.wait(bus, for: "connected"))
        }
        await bus.close()
    }
}
