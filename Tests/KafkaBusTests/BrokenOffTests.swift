import Contracts
import TestSupport
import Testing

@testable import KafkaBus

/// A bus that goes in the middle of something.
@Suite(.serialized, .enabled(if: BrokerProcess.executable != nil)) struct BrokenOffTests {
    @Test(.timeLimit(.minutes(2)))
    func `One that goes while its transaction begins does not take the process with it`()
        async throws
    {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 6])
        await #expect(processExitsWith: .success) {
            [address = cluster.settings.bootstrapServers as String] in
            let settings = KafkaSettings(
                bootstrapServers: address, groupId: "test", instanceId: "one")
            var outputs = RecordBatch()
            for partition: Int32 in 0..<6 {
                outputs.append(topic: "out", partition: partition, key: nil, value: [1])
            }
            for round in 0..<60 {
                let bus = try KafkaBus.open(
                    settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
                ) { _ in }
                try await bus.initTransactions()
                await bus.learnTopics()
                try await bus.write(outputs)
                // The client asks for its partitions about a millisecond later.
                try await Task.sleep(for: .microseconds(round % 15 * 100))
                await bus.close()
            }
        }
        #expect(try await cluster.records("out", partitions: 6).isEmpty)
    }
}

extension KafkaBus {
    fileprivate func learnTopics() { producer?.handle.learnTopics() }
}
