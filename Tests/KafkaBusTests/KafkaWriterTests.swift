import Contracts
import KafkaBus
import TestSupport
import Testing

@Suite struct KafkaWriterTests {
    private func batch(_ range: Range<Int>) -> RecordBatch {
        var batch = RecordBatch()
        for number in range {
            batch.append(topic: "in", key: Array("K".utf8), value: Array("\(number)".utf8))
        }
        return batch
    }

    @Test func `More records than librdkafka's queue holds arrive in their order`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1])
        let writer = try KafkaWriter(cluster.settings, name: "writer")
        let count = 150_000
        for start in stride(from: 0, to: count, by: 30_000) {
            try await writer.submit(batch(start..<(start + 30_000)))
            #expect(await writer.unacknowledged <= 50_000)
        }
        try await writer.drain()
        #expect(await writer.unacknowledged == 0)
        await writer.close()
        let found = try await cluster.records("in")
        let isOrdered = found.indices.allSatisfy { found.valueText($0) == "\($0)" }
        #expect(found.count == count && isOrdered)
    }

    @Test func `A refused record is told by the next call, once`() async throws {
        let cluster = try await Cluster(.embedded, topics: ["in": 1])
        let writer = try KafkaWriter(
            cluster.settings, name: "writer", timeout: .seconds(2))
        var lost = RecordBatch()
        lost.append(
            topic: "in", partition: 7, key: Array("K".utf8), value: Array("lost".utf8))
        await #expect(throws: BusFault.self) {
            try await writer.submit(lost)
            try await writer.drain()
        }
        try await writer.write(batch(0..<10))
        await writer.close()
        await #expect(throws: BusFault.self) { try await writer.submit(batch(0..<1)) }
    }

    @Test func `A transaction that is given up keeps no reader waiting`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1])
        let writer = try KafkaWriter(cluster.settings, name: "a", transactionalId: "id")
        try await writer.takeTransactionalId()
        try await writer.beginTransaction()
        try await writer.write(batch(0..<100))
        try await writer.submit(batch(100..<20_000))
        await writer.abortTransaction()
        let reader = try KafkaReader(
            cluster.settings, name: "past", topics: ["in"], partitions: [0], until: .writtenEnd)
        #expect(try await reader.next(limit: 10, timeout: .seconds(20)) == nil)
        await reader.close()
        await writer.close()
    }

    @Test func `Records and their position are committed together, by one holder`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1])
        let place = TopicPartition(topic: "in", partition: 0)
        let admin = try KafkaAdmin(cluster.settings)
        func position(_ offset: Int64) -> StreamPosition {
            StreamPosition(group: "g", partition: place, offset: offset, note: "n \(offset)")
        }
        let first = try KafkaWriter(cluster.settings, name: "a", transactionalId: "id")
        try await first.takeTransactionalId()
        #expect(try await admin.position(of: "g", place) == nil)
        try await first.beginTransaction()
        try await first.submit(batch(0..<100))
        try await first.commitTransaction(position(100))
        #expect(try await admin.position(of: "g", place) == position(100))
        try await first.beginTransaction()
        try await first.submit(batch(100..<200))

        let second = try KafkaWriter(cluster.settings, name: "b", transactionalId: "id")
        try await second.takeTransactionalId()
        #expect(try await admin.position(of: "g", place) == position(100))
        await #expect(throws: BusFault.self) { try await first.commitTransaction(position(200)) }
        try await second.beginTransaction()
        try await second.submit(batch(100..<150))
        try await second.commitTransaction(position(150))
        try await second.beginTransaction()
        try await second.submit(batch(500..<600))
        await second.abortTransaction()
        #expect(try await admin.position(of: "g", place) == position(150))
        await first.close()
        await second.close()
        await admin.close()

        let found = try await cluster.records("in")
        #expect(found.indices.map { found.valueText($0) } == (0..<150).map { "\($0)" })
    }
}
