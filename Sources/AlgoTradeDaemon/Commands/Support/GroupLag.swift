import Contracts
import KafkaBus

/// How many records of its inputs a plane's group has not committed.
struct GroupLag {
    let configuration: Configuration
    let access: BrokerAccess
    let admin: KafkaAdmin

    /// Ends of transactions take offsets, too. Of so many they are told from records by reading.
    private static let fewMax = 200

    /// The offsets that brokers hold of topics, given with their numbers of partitions.
    func ranges(
        _ topics: [String: Int]
    ) async throws -> [TopicPartition: Range<Int64>] {
        var ranges: [TopicPartition: Range<Int64>] = [:]
        for (topic, partitions) in topics {
            for number in 0..<Int32(partitions) {
                let place = TopicPartition(topic: topic, partition: number)
                ranges[place] = try await admin.watermarks(place)
            }
        }
        return ranges
    }

    /// - Parameter ranges: the offsets that brokers hold of the inputs' partitions. Where the
    ///   group has committed none, it is behind from where it would begin.
    func read(
        _ plane: PlaneName, _ ranges: [TopicPartition: Range<Int64>]
    ) async throws -> [TopicPartition: Int64] {
        guard !ranges.isEmpty else { return [:] }
        let group = "\(configuration.kafka.groupId).\(plane.rawValue)"
        let committed = try await admin.committed(group, Array(ranges.keys))
        let isFromStart = configuration.kafka.autoOffsetReset == .earliest
        let behind = ranges.reduce(into: [TopicPartition: Range<Int64>]()) {
            let (place, range) = $1
            let start = isFromStart ? range.lowerBound : range.upperBound
            let next = max(committed[place] ?? start, range.lowerBound)
            $0[place] = min(next, range.upperBound)..<range.upperBound
        }
        let few = behind.filter { 1...Self.fewMax ~= $0.value.count }
        let counts = few.isEmpty ? [:] : (try? await records(few)) ?? [:]
        return behind.mapValues { Int64($0.count) }.merging(counts) { $1 }
    }

    /// Counts the records there are; nothing where they are not read in time.
    private func records(
        _ ranges: [TopicPartition: Range<Int64>]
    ) async throws -> [TopicPartition: Int64] {
        let reader = try KafkaReader(
            access.settings, name: "lag", partitions: Array(ranges.keys),
            from: .offsets(ranges.mapValues(\.lowerBound)),
            until: .offsets(ranges.mapValues(\.upperBound)))
        var counts = ranges.mapValues { _ in Int64(0) }
        do {
            while let batch = try await reader.next(limit: 1000, timeout: .seconds(3)) {
                guard !batch.isEmpty else {
                    counts = [:]
                    break
                }
                for index in batch.indices {
                    let record = batch.records[index]
                    let place = TopicPartition(
                        topic: batch.topic(index), partition: record.partition)
                    counts[place, default: 0] += 1
                }
            }
            await reader.close()
        } catch {
            await reader.close()
            throw error
        }
        return counts
    }
}
