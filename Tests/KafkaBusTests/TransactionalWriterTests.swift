import Contracts
import TestSupport
import Testing

@testable import KafkaBus

@Suite(.serialized)
struct TransactionalWriterTests {
    private let place = TopicPartition(topic: "out", partition: 0)

    private func batch(_ values: String..., size: Int = 0) -> RecordBatch {
        var batch = RecordBatch()
        for value in values {
            let padding = Array(repeating: UInt8(ascii: " "), count: size)
            batch.append(
                topic: "out", partition: 0, key: Array("K".utf8), value: Array(value.utf8) + padding
            )
        }
        return batch
    }

    private func values(_ cluster: Cluster) async throws -> [String] {
        let records = try await cluster.records("out")
        return records.indices.map { records.valueText($0) }
    }

    @Test func `A batch is there when it is committed, and not before`() async throws {
        let cluster = try await Cluster(.broker, topics: ["out": 1])
        let writer = try TransactionalWriter(cluster.settings, name: "w")
        try await writer.open()
        try await writer.commit(batch("a", "b"))
        try await writer.commit(batch("c"))
        #expect(try await values(cluster) == ["a", "b", "c"])
        #expect(try await writer.write(batch("d")) == nil)
        #expect(try await values(cluster) == ["a", "b", "c"])
        await writer.close()
        await #expect(throws: BusFault.self) { try await writer.commit(batch("e")) }
    }

    @Test func `A newer writer ends what the older one had begun`() async throws {
        let cluster = try await Cluster(.broker, topics: ["out": 1])
        let older = try TransactionalWriter(cluster.settings, name: "w")
        try await older.open()
        try await older.commit(batch("a"))
        #expect(try await older.write(batch("lost")) == nil)
        let newer = try TransactionalWriter(cluster.settings, name: "w")
        try await newer.open()
        try await newer.commit(batch("b"))
        try await newer.commit(batch("c"))
        #expect(try await values(cluster) == ["a", "b", "c"])
        await older.close()
        await newer.close()
    }

    @Test func `The older of two is told that it is fenced`() async throws {
        let cluster = try await Cluster(.broker, topics: ["out": 1])
        let older = try TransactionalWriter(cluster.settings, name: "w")
        try await older.open()
        try await older.commit(batch("a"))
        let newer = try TransactionalWriter(cluster.settings, name: "w")
        try await newer.open()
        let fault = await #expect(throws: BusFault.self) {
            try await older.commit(batch("never"))
        }
        #expect(fault?.code == .fenced)
        #expect(try await values(cluster) == ["a"])
        await older.close()
        await newer.close()
    }

    @Test func `A refused record takes its batch with it and no other`() async throws {
        let cluster = try await Cluster(.broker, topics: ["out": 1])
        let admin = try KafkaAdmin(cluster.settings)
        try await admin.setConfiguration("out", ["max.message.bytes": "2000"])
        await admin.close()
        let writer = try TransactionalWriter(cluster.settings, name: "w")
        try await writer.open()
        for size in [5000, 3_000_000] {
            var refused = batch("a")
            refused.append(0, of: batch("large", size: size))
            let fault = await #expect(throws: BusFault.self) { try await writer.commit(refused) }
            #expect(fault?.code == .recordRefused, "\(size)")
        }
        try await writer.commit(batch("b"))
        #expect(try await values(cluster) == ["b"])
        await writer.close()
    }

    @Test func `The embedded cluster's transactions are none, and that is said`() async throws {
        let cluster = try await Cluster(.embedded, topics: ["out": 1])
        let fault = #expect(throws: BusFault.self) {
            try TransactionalWriter(cluster.settings, name: "w")
        }
        #expect(fault?.code == .unsupported)
    }

    /// What is committed behind the beginning of an open transaction shows only when that ends.
    @Test func `A reader up to an offset waits for the transaction before it`() async throws {
        let cluster = try await Cluster(.broker, topics: ["out": 1])
        let slow = try TransactionalWriter(cluster.settings, name: "slow")
        try await slow.open()
        #expect(try await slow.write(batch("open")) == nil)
        let quick = try TransactionalWriter(cluster.settings, name: "quick")
        try await quick.open()
        try await quick.commit(batch("behind"))
        #expect(try await values(cluster).isEmpty)

        let admin = try KafkaAdmin(cluster.settings, isolation: "read_uncommitted")
        let end = try await admin.watermarks(place).upperBound
        await admin.close()
        let reader = try KafkaReader(
            cluster.settings, name: "reader", topics: ["out"], partitions: [0],
            until: .offsets([place: end]))
        let early = try await reader.next(limit: 10, timeout: .seconds(1))
        #expect(early?.isEmpty == true)

        let successor = try TransactionalWriter(cluster.settings, name: "slow")
        try await successor.open()
        var found: [String] = []
        while let batch = try await reader.next(limit: 10, timeout: .seconds(20)) {
            guard !batch.isEmpty else { break }
            found += batch.indices.map { batch.valueText($0) }
        }
        #expect(found == ["behind"])
        #expect(try await reader.next(limit: 10, timeout: .seconds(1)) == nil)
        await reader.close()
        for writer in [slow, quick, successor] { await writer.close() }
    }
}
