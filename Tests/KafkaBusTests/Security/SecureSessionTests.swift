import Contracts
import TestSupport
import Testing

@testable import KafkaBus

/// Whole sessions through TLS and SASL, with a real broker behind.
@Suite(.serialized, .enabled(if: BrokerProcess.executable != nil)) struct SecureSessionTests {
    @Test(arguments: ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "certificate"])
    func `Records are written and read`(with login: String) async throws {
        let broker = try BrokerProcess()
        let isMutual = login == "certificate"
        let front = try SecureFront([
            .init(
                "x", certificate: "broker", clients: isMutual ? "ca" : nil,
                sasl: isMutual ? nil : [login], upstream: broker.port)
        ])
        var settings = KafkaSettings(
            bootstrapServers: front.address("x"), groupId: "test", instanceId: "one")
        settings.properties = [
            ("security.protocol", isMutual ? "SSL" : "SASL_SSL"),
            ("ssl.ca.location", front.file("ca.pem")),
            ("ssl.endpoint.identification.algorithm", "https"),
        ]
        if isMutual {
            settings.properties += [
                ("ssl.certificate.location", front.file("client.pem")),
                ("ssl.key.location", front.file("client-locked.key")),
                ("ssl.key.password", SecureFront.keyPassword),
            ]
        } else {
            settings.properties += [
                ("sasl.mechanism", login), ("sasl.username", SecureFront.user),
                ("sasl.password", SecureFront.password),
            ]
        }
        let admin = try KafkaAdmin(settings)
        try await admin.create([
            TopicSpec(name: "t", partitions: 1, replicationFactor: 1, configuration: [:])
        ])
        let state = try await admin.cluster(timeout: .seconds(5))
        #expect(state.topics["t"]?.partitions == 1)
        #expect(state.brokers.map(\.host) == ["localhost"])

        let writer = try KafkaWriter(settings, name: "test")
        var batch = RecordBatch()
        for number in 0..<100 {
            batch.append(topic: "t", key: Array("k".utf8), value: Array("record \(number)".utf8))
        }
        try await writer.write(batch)
        await writer.close()

        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["t"]), observer: { _ in })
        try await bus.join()
        var read = 0
        while read < 100 {
            if case .records(let records) = try await bus.receive(timeout: .seconds(20)) {
                read += records.count
                try await bus.commit(RecordBatch(), durable: true)
            }
        }
        #expect(read == 100)
        await bus.close()
        let committed = try await admin.committed(
            "test.data", [TopicPartition(topic: "t", partition: 0)])
        #expect(committed.values.first.map { $0 >= 100 } == true)
        await admin.close()
    }
}
