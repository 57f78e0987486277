import Contracts
import KafkaBus

/// Reads a topic's dead letters, oldest first in each partition, up to what is the end when it
/// gets there.
struct LetterScan: Sendable {
    /// Dead letters that are held at once.
    private static let batchRecords = 1000
    /// Longest silence of brokers that should have more.
    private static let patience: Duration = .seconds(60)

    let topic: String
    private let reader: KafkaReader
    /// Offsets that the partitions have in all.
    private let total: Int

    /// - Parameters:
    ///   - kept: the partitions to read with the offsets that they hold.
    ///   - start: the first offset to read, in every partition.
    init(
        _ access: BrokerAccess, topic: String, kept: [Int32: Range<Int64>], from start: Int64 = 0
    ) throws(CommandFault) {
        self.topic = topic
        total = kept.values.reduce(0) { $0 + $1.count }
        let starts = kept.map { partition, offsets in
            // Out of range means from the beginning, so the end itself is the last legal start.
            (
                TopicPartition(topic: topic, partition: partition),
                min(max(start, offsets.lowerBound), offsets.upperBound)
            )
        }
        do {
            reader = try KafkaReader(
                access.settings, name: "dlq", topics: [topic], partitions: kept.keys.sorted(),
                from: .offsets(Dictionary(uniqueKeysWithValues: starts)), until: .currentEnd)
        } catch {
            throw access.fault(error)
        }
    }

    /// The next dead letters; nil at the end.
    func next() async throws -> RecordBatch? {
        let deadline = ContinuousClock.now + Self.patience
        while let batch = try await reader.next(
            limit: Self.batchRecords, timeout: .seconds(1))
        {
            if !batch.isEmpty { return batch }
            guard deadline > .now else {
                throw BusFault(.unreachable, "reading \(topic): nothing came for a minute")
            }
        }
        return nil
    }

    func close() async { await reader.close() }

    /// `dlq_market_raw: 12,000 of 40,000 read`
    func progress(_ done: Int) -> String {
        "\(topic): \(NumberText.whole(done)) of \(NumberText.whole(total)) read"
    }
}
