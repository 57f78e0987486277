import Contracts
import KafkaBus
import TestSupport

/// A cluster to test on: in this process, or a real broker's.
enum ClusterKind: String, CaseIterable {
    case embedded
    case broker
}

struct Cluster: Sendable {
    let settings: KafkaSettings
    let embedded: EmbeddedCluster?
    let broker: BrokerProcess?

    init(_ kind: ClusterKind, topics: [String: Int], sessionSeconds: Int = 10) async throws {
        let group = "test"
        switch kind {
        case .embedded:
            let cluster = try EmbeddedCluster()
            for (topic, partitions) in topics.sorted(by: { $0.key < $1.key }) {
                try await cluster.create(topic, partitions: partitions)
            }
            var settings = KafkaSettings(
                bootstrapServers: cluster.bootstrapServers, groupId: group, instanceId: "one")
            settings.isEmbedded = true
            settings.exactlyOnce = false
            self.settings = settings
            embedded = cluster
            broker = nil
        case .broker:
            let broker = try BrokerProcess()
            var settings = KafkaSettings(
                bootstrapServers: broker.bootstrapServers, groupId: group, instanceId: "one")
            settings.sessionTimeout = .seconds(sessionSeconds)
            self.settings = settings
            embedded = nil
            self.broker = broker
            let admin = try KafkaAdmin(settings)
            try await admin.create(
                topics.sorted(by: { $0.key < $1.key }).map {
                    TopicSpec(
                        name: $0.key, partitions: $0.value, replicationFactor: 1,
                        configuration: [:])
                })
            await admin.close()
        }
    }

    /// Every record of a topic that is committed now.
    func records(_ topic: String, partitions: Int = 1) async throws -> RecordBatch {
        let reader = try KafkaReader(
            settings, name: "witness", topics: [topic], partitions: Array(0..<Int32(partitions)),
            until: .currentEnd)
        var all = RecordBatch()
        while let batch = try await reader.next(limit: 10_000) {
            for index in batch.indices { all.append(index, of: batch) }
        }
        await reader.close()
        return all
    }
}
