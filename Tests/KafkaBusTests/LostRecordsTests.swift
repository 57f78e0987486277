import Contracts
import KafkaBus
import Synchronization
import TestSupport
import Testing

@Suite
struct LostRecordsTests {
    /// As after an election of a replica that had fallen behind: the group is at 50 of 10 records.
    @Test
    func `where brokers have lost records a plane goes on with those that come`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 2, "out": 1])
        try await cluster.feed(0..<20)
        let lengths = try await lengths(cluster)
        let other = try KafkaWriter(cluster.settings, name: "old", transactionalId: "test.data.old")
        try await other.takeTransactionalId()
        for partition in Int32(0)..<2 {
            try await other.beginTransaction()
            try await other.commitTransaction(
                StreamPosition(
                    group: "test.data",
                    partition: TopicPartition(topic: "in", partition: partition),
                    offset: 50, note: ""))
        }
        await other.close()

        let resets = Mutex<[Int32: Int64]>([:])
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { notice in
            guard case .offsetReset(let partition, 50, let recovery) = notice else { return }
            resets.withLock { $0[partition.partition] = recovery.offset }
        }
        try await bus.join()
        while resets.withLock({ $0.count }) < 2 { _ = try await bus.receive(timeout: .seconds(1)) }
        #expect(resets.withLock { $0 } == lengths)
        try await cluster.feed(20..<40)
        try await bus.copy(until: 20)
        await bus.close()
        let out = try await cluster.records("out")
        let values = out.indices.compactMap { Int(out.valueText($0)) }
        #expect(values.sorted() == Array(20..<40))
    }

    private func lengths(_ cluster: Cluster) async throws -> [Int32: Int64] {
        let all = try await cluster.records("in", partitions: 2)
        return Dictionary(grouping: all.records, by: \.partition).mapValues { Int64($0.count) }
    }
}
