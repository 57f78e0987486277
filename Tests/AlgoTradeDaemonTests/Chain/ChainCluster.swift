import Contracts
import Foundation
import KafkaBus
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// A broker process and what a test does with it.
final class ChainCluster: Sendable {
    static let group = "algo-trade-consumer-group"

    let broker: BrokerProcess
    let settings: KafkaSettings

    init() throws {
        broker = try BrokerProcess()
        settings = KafkaSettings(
            bootstrapServers: broker.bootstrapServers, groupId: Self.group, instanceId: "test")
    }

    /// A configuration as the Python system has it.
    var configuration: String {
        """
        kafka:
          bootstrap_servers: "\(broker.bootstrapServers)"
          group_id: "\(Self.group)"
          auto_offset_reset: "earliest"
          enable_auto_commit: true
          max_poll_records: 500
        topics:
          market_events:
            retention: 12h
            partitions: 6
        """
    }

    /// Every committed record of a topic.
    func records(_ topic: String, isolation: String = "read_committed") async throws -> RecordBatch
    {
        let reader = try KafkaReader(
            settings, name: "witness", topics: [topic], partitions: Array(0..<Int32(6)),
            until: .currentEnd, isolation: isolation)
        var all = RecordBatch()
        while let batch = try await reader.next(limit: 10_000, timeout: .seconds(30)) {
            guard !batch.isEmpty else { throw TestFailure("\(topic) has no end") }
            for index in batch.indices { all.append(index, of: batch) }
        }
        await reader.close()
        return all
    }

    /// Every committed record of a topic of one partition.
    func letters(_ topic: String) async throws -> RecordBatch {
        let reader = try KafkaReader(
            settings, name: "witness", topics: ["dlq_\(topic)"], partitions: [0],
            until: .currentEnd)
        var all = RecordBatch()
        while let batch = try await reader.next(limit: 10_000, timeout: .seconds(30)) {
            guard !batch.isEmpty else { throw TestFailure("dlq_\(topic) has no end") }
            for index in batch.indices { all.append(index, of: batch) }
        }
        await reader.close()
        return all
    }

    func write(_ batch: RecordBatch) async throws {
        let writer = try KafkaWriter(settings, name: "test")
        try await writer.write(batch)
        await writer.close()
    }

    /// Waits until the data plane has committed all of `market_raw`.
    func dataPlaneDone() async throws {
        let admin = try KafkaAdmin(settings)
        let partitions = (0..<Int32(6)).map { TopicPartition(topic: "market_raw", partition: $0) }
        try await eventually("market_raw to be worked through", within: .seconds(90)) {
            let committed = try await admin.committed("\(Self.group).data", partitions)
            for partition in partitions {
                let end = try await admin.watermarks(partition).upperBound
                if end > committed[partition] ?? 0 { return false }
            }
            return true
        }
        await admin.close()
    }

    /// Waits until every plane has committed all of its inputs, each other's outputs among them.
    func planesDone() async throws {
        let admin = try KafkaAdmin(settings)
        let groups = [
            ("data", DataPlane.inputs), ("strategy", StrategyPlane.inputs),
            ("orders", OrderPlane.inputs),
        ]
        try await eventually("the planes to have worked everything through", within: .seconds(90)) {
            var next: [String: [TopicPartition: Int64]] = [:]
            for (plane, inputs) in groups {
                let partitions = inputs.flatMap { topic in
                    (0..<Int32(6)).map { TopicPartition(topic: topic, partition: $0) }
                }
                next[plane] = try await admin.committed("\(Self.group).\(plane)", partitions)
            }
            // Outputs and offsets are one transaction: what is not there now is not on its way.
            for topic in Set(groups.flatMap(\.1)) {
                for place in try await records(topic).places() {
                    let partition = TopicPartition(topic: topic, partition: place.partition)
                    for (plane, inputs) in groups where inputs.contains(topic) {
                        if next[plane]?[partition] ?? 0 <= place.offset { return false }
                    }
                }
            }
            return true
        }
        await admin.close()
    }

    /// Waits until that many intents have their decision; all reports.
    func decisions(on intents: Int) async throws -> [ExecutionReport] {
        var reports: [ExecutionReport] = []
        try await eventually("\(intents) intents to be answered", within: .seconds(90)) {
            reports = try await records("exec_reports").reports()
            return Set(reports.map(\.intentId)).count >= intents
        }
        return reports
    }

    /// Checks that each record of `market_raw` made one event, in order per key.
    func checkOneToOne(file: SourceLocation = #_sourceLocation) async throws {
        let raw = try await records("market_raw")
        let events = try await records("market_events")
        try ChainRules.checkRecords(events, causedBy: [.marketRaw])
        let sources = events.sources().compactMap { $0 }
        #expect(sources.count == Set(sources).count, "records were repeated", sourceLocation: file)
        #expect(sources.count == raw.count, "records were lost", sourceLocation: file)
        #expect(Set(sources) == Set(raw.places()), sourceLocation: file)
        var last: [String: Timestamp] = [:]
        for index in events.indices {
            let key = try #require(events.keyText(index))
            guard case .tick(let tick) = try events.message(index) else { continue }
            try #require(last[key].map { $0 < tick.timestamp } ?? true, sourceLocation: file)
            last[key] = tick.timestamp
        }
    }
}

/// Writes quotes of a few symbols, and intents if wanted, until it is told to stop.
struct ChainLoad: Sendable {
    private let task: Task<(quotes: Int, intents: Int), any Error>

    /// - Parameter intentEvery: batches between two intents; nil: none.
    init(_ cluster: ChainCluster, intentEvery: Int? = nil) {
        task = Task { [settings = cluster.settings] in
            var writer = try KafkaWriter(settings, name: "load")
            var quotes = 0
            var intents = 0
            var round = 0
            while !Task.isCancelled {
                var batch = RecordBatch()
                let now = WallTime.now().timestamp
                for number in 0..<50 {
                    let symbol = Symbol("L\(number % 10)")!
                    let time = now.advanced(byNanoseconds: Int64(number))
                    batch.append(
                        topic: "market_raw", key: symbol,
                        write: ChainFeed.quote(symbol, at: time, size: "\(500 + round % 9)").encode)
                }
                if let intentEvery, round % intentEvery == intentEvery - 1 {
                    let symbol = Symbol("L\(intents % 10)")!
                    let intent = ChainFeed.intent(symbol, number: intents, at: now)
                    batch.append(topic: "order_intents", key: symbol, write: intent.encode)
                }
                round += 1
                do {
                    try await writer.write(batch)
                    quotes += 50
                    intents += batch.count - 50
                } catch {
                    // A broker that died may or may not have them: they are never sent again.
                    await writer.close()
                    writer = try KafkaWriter(settings, name: "load")
                }
                try? await Task.sleep(for: .milliseconds(10))
            }
            await writer.close()
            return (quotes, intents)
        }
    }

    /// Stops; how many of each were acknowledged by the broker.
    func stop() async throws -> (quotes: Int, intents: Int) {
        task.cancel()
        return try await task.value
    }
}
