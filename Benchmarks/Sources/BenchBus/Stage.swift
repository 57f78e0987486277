import Contracts
import Foundation
import KafkaBus
import TestSupport

/// The broker that all contenders of a row use, and the topics on it.
final class Stage {
    static let partitions = 6

    let broker: BrokerProcess
    let settings: KafkaSettings
    private var counter = 0
    private var outputs: [String] = []

    init() async throws {
        broker = try BrokerProcess()
        settings = KafkaSettings(
            bootstrapServers: broker.bootstrapServers, groupId: "bench", instanceId: "stage")
        try Self.holdSaving(of: broker)
        // What changes is saved within a second. The one time that it goes as far as the pipe
        // should be now, while there is next to nothing to save.
        _ = try await topic("first")
        try await Task.sleep(for: .seconds(3))
    }

    /// Ends the broker's saving: it writes all that it holds to a file again and again, which takes
    /// more of the machine than the contenders do, and this file is a pipe that nobody reads.
    private static func holdSaving(of broker: BrokerProcess) throws {
        let file = broker.folder.appending(path: "kafka.tmp")
        try? FileManager.default.removeItem(at: file)
        guard unsafe mkfifo(file.path, 0o600) == 0 else {
            throw Contender.Fault(description: "no pipe in \(broker.folder.path)")
        }
    }

    var address: String { broker.bootstrapServers }

    /// A name that nobody has used on this broker.
    func freshName(_ stem: String) -> String {
        counter += 1
        return "\(stem)-\(counter)"
    }

    /// A new topic.
    func topic(_ stem: String, partitions: Int = Stage.partitions) async throws -> String {
        let name = freshName(stem)
        let admin = try KafkaAdmin(settings)
        try await admin.create([
            TopicSpec(
                name: name, partitions: partitions, replicationFactor: 1, configuration: [:])
        ])
        await admin.close()
        return name
    }

    /// A new topic for what one contender writes; it lasts until ``dropOutputs()``.
    func output() async throws -> String {
        let name = try await topic("out")
        outputs.append(name)
        return name
    }

    /// What is measured next begins on a broker that has only its inputs.
    func dropOutputs() throws {
        try drop(outputs)
        outputs = []
    }

    func drop(_ topics: [String]) throws {
        guard !topics.isEmpty else { return }
        try Contender.start(.c, ["drop", address] + topics).finish()
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
