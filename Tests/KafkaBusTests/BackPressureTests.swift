import Contracts
import Foundation
import TestSupport
import Testing

@testable import KafkaBus

/// A plane that takes nothing: what it has not taken stays with the brokers.
@Suite(.serialized) struct BackPressureTests {
    @Test(.enabled(if: BrokerProcess.executable != nil), .timeLimit(.minutes(4)))
    func `A plane that stands still for a minute under full input keeps memory bounded`()
        async throws
    {
        let broker = try BrokerProcess()
        // A process of its own, whose memory is that of one bus and what feeds it.
        await #expect(processExitsWith: .success) { [address = broker.bootstrapServers as String] in
            let stall = try await StalledPlane(address)
            let growth = try await stall.stand()
            #expect(growth < StalledPlane.fedMegabytes / 2, "grown by \(growth) MB")
            let order = try await stall.finish()
            #expect(order == Array(0..<StalledPlane.fed))
        }
    }

    @Test(.enabled(if: BrokerProcess.executable != nil), .timeLimit(.minutes(2)))
    func `Large records are prefetched by their bytes`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1])
        let writer = try KafkaWriter(cluster.settings, name: "feed")
        for number in 0..<40 {
            var batch = RecordBatch()
            batch.append(
                topic: "in", key: [1], value: Array(repeating: UInt8(number), count: 900 << 10))
            try await writer.write(batch)
        }
        await writer.close()
        let bus = try KafkaBus.open(
            cluster.settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { _ in }
        try await bus.join()
        var numbers: [UInt8] = []
        while numbers.count < 40 {
            guard case .records(let batch) = try await bus.receive(timeout: .seconds(30)) else {
                continue
            }
            #expect(batch.bytes.count < 10 << 20)
            for index in batch.indices {
                numbers.append(batch.records[index].value.map { batch.bytes[$0.lowerBound] } ?? 0)
            }
            // Time to prefetch as much as there is room for.
            try await Task.sleep(for: .milliseconds(200))
            try await bus.commit(RecordBatch(), durable: true)
        }
        await bus.close()
        #expect(numbers == Array(0..<40))
    }
}

/// A bus whose plane has a batch in hand and does nothing, while its input is fed.
private struct StalledPlane {
    private static let seconds = 60
    private static let perSecond = 2000
    private static let recordBytes = 2000
    static let fed = seconds * perSecond
    static let fedMegabytes = (fed * recordBytes) >> 20

    private let settings: KafkaSettings
    private let bus: KafkaBus

    init(_ address: String) async throws {
        settings = KafkaSettings(bootstrapServers: address, groupId: "test", instanceId: "one")
        let admin = try KafkaAdmin(settings)
        try await admin.create([
            TopicSpec(name: "in", partitions: 1, replicationFactor: 1, configuration: [:]),
            TopicSpec(name: "out", partitions: 1, replicationFactor: 1, configuration: [:]),
        ])
        await admin.close()
        bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "data", inputs: ["in"])
        ) { _ in }
        try await bus.join()
    }

    /// Takes the first batch and nothing else while the input is fed; megabytes that the memory
    /// grows by meanwhile.
    func stand() async throws -> Int {
        let feeding = Task { try await feed() }
        while true {
            if case .records(let batch) = try await bus.receive(timeout: .seconds(30)) {
                try await bus.commit(copies(batch), durable: false)
                if batch.records.contains(where: { $0.offset > Self.perSecond }) { break }
            }
        }
        // What flows is in place.
        let before = Self.residentMegabytes
        // In hand, until the feed has ended.
        guard case .records(let batch) = try await bus.receive(timeout: .seconds(30)) else {
            return .max
        }
        var most = before
        let watch = Task {
            while !Task.isCancelled {
                most = max(most, Self.residentMegabytes)
                try? await Task.sleep(for: .milliseconds(500))
            }
            return most
        }
        try await feeding.value
        watch.cancel()
        let highest = await watch.value
        try await bus.commit(copies(batch), durable: true)
        return highest - before
    }

    /// Works the rest through; the numbers that were written, in order.
    func finish() async throws -> [Int] {
        var last = -1
        while last < Self.fed - 1 {
            guard case .records(let batch) = try await bus.receive(timeout: .seconds(30)) else {
                continue
            }
            last = Int(batch.records.last?.offset ?? 0)
            try await bus.commit(copies(batch), durable: last >= Self.fed - 1)
        }
        await bus.close()
        let reader = try KafkaReader(
            settings, name: "witness", topics: ["out"], partitions: [0], until: .currentEnd)
        var numbers: [Int] = []
        while let batch = try await reader.next(limit: 10_000) {
            for index in batch.indices {
                numbers.append(Int(batch.valueText(index).prefix { $0 != " " }) ?? -1)
            }
        }
        await reader.close()
        return numbers
    }

    private func feed() async throws {
        let writer = try KafkaWriter(settings, name: "feed")
        let start = ContinuousClock.now
        for second in 0..<Self.seconds {
            var batch = RecordBatch()
            for number in second * Self.perSecond..<(second + 1) * Self.perSecond {
                let text = "\(number)"
                let padding = String(repeating: " ", count: Self.recordBytes - text.utf8.count)
                batch.append(topic: "in", key: [1], value: Array((text + padding).utf8))
            }
            try await writer.write(batch)
            try await Task.sleep(until: start + .seconds(second + 1))
        }
        await writer.close()
    }

    private func copies(_ batch: RecordBatch) -> RecordBatch {
        var outputs = RecordBatch()
        for index in batch.indices { outputs.append(index, of: batch, topic: "out") }
        return outputs
    }

    private static var residentMegabytes: Int {
        let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0) >> 10
    }
}
