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

    /// Writes numbers as records of `in`.
    func feed(_ range: Range<Int>) async throws {
        let writer = try KafkaWriter(settings, name: "feed")
        var batch = RecordBatch()
        for number in range {
            batch.append(
                topic: "in", key: Array("K\(number % 7)".utf8), value: Array("\(number)".utf8))
        }
        try await writer.write(batch)
        await writer.close()
    }
}

extension KafkaBus {
    /// Copies `in` to `out` until at least `total` records have passed; how many did.
    @discardableResult
    func copy(until total: Int) async throws -> Int {
        var done = 0
        let deadline = ContinuousClock.now + .seconds(60)
        while done < total {
            let delivery = try await receive(timeout: .seconds(30))
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
            try await commit(outputs, durable: done >= total)
        }
        return done
    }
}

struct TookTooLong: Error {}
