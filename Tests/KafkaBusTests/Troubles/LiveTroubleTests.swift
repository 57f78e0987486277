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

    private func makeTopic(_ name: String, _ settings: KafkaSettings) async throws {
        let admin = try KafkaAdmin(settings)
        try await admin.create([
            TopicSpec(name: name, partitions: 1, replicationFactor: 1, configuration: [:])
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
        try python(
            """
            from confluent_kafka.admin import AdminClient
            admin = AdminClient({"bootstrap.servers": "\(broker.bootstrapServers)"})
            admin.delete_topics(["in"])["in"].result(10)
            """)
        #expect(try await told.wait(bus, for: "+topic_missing in", seconds: 80))
        try await makeTopic("in", settings)
        #expect(try await told.wait(bus, for: "-topic_missing in", seconds: 80))
        #expect(told.lines.filter { $0 == "+topic_missing in" }.count == 1, "\(told.lines)")
        await bus.close()
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
