import Contracts
import Foundation
import KafkaBus
import TestSupport

/// The broker that all contenders use, and the topics on it.
final class Stage {
    static let partitions = 6

    let broker: BrokerProcess
    let settings: KafkaSettings
    private var counter = 0

    init() throws {
        broker = try BrokerProcess()
        settings = KafkaSettings(
            bootstrapServers: broker.bootstrapServers, groupId: "bench", instanceId: "stage")
    }

    var address: String { broker.bootstrapServers }

    /// A name that nobody has used on this broker.
    func freshName(_ stem: String) -> String {
        counter += 1
        return "\(stem)-\(counter)"
    }

    /// A new topic.
    func topic(
        _ stem: String, partitions: Int = Stage.partitions, configuration: [String: String] = [:]
    ) async throws -> String {
        let name = freshName(stem)
        let admin = try KafkaAdmin(settings)
        try await admin.create([
            TopicSpec(
                name: name, partitions: partitions, replicationFactor: 1,
                configuration: configuration)
        ])
        await admin.close()
        return name
    }

    /// A new topic with so many records of 200 bytes, written by the C program.
    func filledTopic(_ records: Int) async throws -> String {
        let name = try await topic("filled")
        _ = try Contender.run(.c, ["produce", address, name, "\(records)", "0"])
        return name
    }

    /// Writes so many records, each keyed by its symbol.
    func fill(
        _ topic: String, _ count: Int, with add: (inout RecordBatch) -> Void
    ) async throws {
        let writer = try KafkaWriter(settings, name: "stage")
        var batch = RecordBatch()
        for number in 1...count {
            add(&batch)
            guard number % 5000 == 0 || number == count else { continue }
            try await writer.write(batch)
            batch.removeAll()
        }
        await writer.close()
    }

    func end() { broker.kill() }
}
