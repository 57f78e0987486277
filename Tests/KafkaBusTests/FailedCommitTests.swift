import Contracts
import TestSupport
import Testing

@testable import KafkaBus

/// librdkafka's own way to try out a producer's fatal error.
@_silgen_name("rd_kafka_test_fatal_error")
private func testFatalError(
    _ client: OpaquePointer, _ code: Int32, _ reason: UnsafePointer<CChar>
) -> Int32

extension KafkaBus {
    fileprivate func injectFatalError() {
        guard let producer else { return }
        let outOfOrderSequence: Int32 = 45
        _ = unsafe testFatalError(
            producer.handle.client, outOfOrderSequence, "injected")
    }
}

@Suite(.serialized)
struct FailedCommitTests {
    private let plane = PlaneSubscription(plane: "data", inputs: ["in"])

    private func feed(_ cluster: Cluster, _ count: Int) async throws {
        let writer = try KafkaWriter(cluster.settings, name: "feed")
        var batch = RecordBatch()
        for number in 0..<count {
            batch.append(topic: "in", key: Array("K".utf8), value: Array("\(number)".utf8))
        }
        try await writer.write(batch)
        await writer.close()
    }

    /// The next records, within a minute.
    private func records(_ bus: KafkaBus) async throws -> RecordBatch {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if case .records(let batch) = try await bus.receive(timeout: .seconds(5)) {
                return batch
            }
        }
        return RecordBatch()
    }

    private func copies(_ batch: RecordBatch, size: Int = 0) -> RecordBatch {
        var outputs = RecordBatch()
        for index in batch.indices {
            let padding = Array(repeating: UInt8(ascii: " "), count: size)
            outputs.append(
                topic: "out", key: batch.records[index].key.map { batch.bytes[$0] },
                value: (batch.records[index].value.map { batch.bytes[$0] } ?? []) + padding)
            outputs.addHeader("source", batch.place(index).description)
        }
        return outputs
    }

    @Test
    func `an output that is refused commits no offset, and the records come again`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1])
        let admin = try KafkaAdmin(cluster.settings)
        try await admin.setConfiguration("out", ["max.message.bytes": "2000"])
        await admin.close()
        try await feed(cluster, 10)
        let first = try KafkaBus.open(cluster.settings, for: plane) { _ in }
        try await first.join()
        let batch = try await records(first)
        let fault = await #expect(throws: BusFault.self) {
            try await first.commit(copies(batch, size: 5000), durable: true)
        }
        #expect(fault?.code == .recordRefused)
        // Brokers have refused ten at once: which of them is too large is not known.
        #expect(fault?.cause == nil)
        await first.close()

        let second = try KafkaBus.open(cluster.settings, for: plane) { _ in }
        try await second.join()
        var again = 0
        while again < 10 {
            let batch = try await records(second)
            if batch.isEmpty { break }
            again += batch.count
            try await second.commit(copies(batch), durable: true)
        }
        await second.close()
        #expect(again == 10)
        #expect(try await cluster.records("out").count == 10)
    }

    /// By a broker, and by the client.
    @Test(arguments: [1_200_000, 3 << 20], [false, true])
    func `what the refused output comes of is named`(size: Int, isLetter: Bool) async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1])
        try await feed(cluster, 10)
        let bus = try KafkaBus.open(cluster.settings, for: plane) { _ in }
        try await bus.join()
        let batch = try await records(bus)
        var outputs = copies(batch)
        outputs.append(topic: "out", key: nil, value: Array(repeating: 1, count: size))
        outputs.addHeader("source", isLetter ? "before/1/7" : "in/0/4")
        if isLetter {
            outputs.addHeader(DeadLetter.Header.topic, "in")
            outputs.addHeader(DeadLetter.Header.partition, "0")
            outputs.addHeader(DeadLetter.Header.offset, "4")
        }
        let fault = await #expect(throws: BusFault.self) {
            try await bus.commit(outputs, durable: true)
        }
        #expect(fault?.code == .recordRefused, "\(String(describing: fault))")
        #expect(fault?.cause == Place(topic: "in", partition: 0, offset: 4), "\(fault as Any)")
        await bus.close()
    }

    @Test
    func `a producer that failed for good is built anew, and goes on more than once`() async throws
    {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1])
        let bus = try KafkaBus.open(cluster.settings, for: plane) { _ in }
        try await bus.join()
        for round in 1...3 {
            try await feed(cluster, 10)
            var done = 0
            while done < 10 {
                let batch = try await records(bus)
                if batch.isEmpty { break }
                done += batch.count
                if round < 3 { await bus.injectFatalError() }
                try await bus.commit(copies(batch), durable: true)
            }
            #expect(try await cluster.records("out").count == round * 10)
        }
        await bus.close()
    }
}
