internal import CRDKafka
import Contracts

/// Asking brokers where partitions begin and end.
///
/// By `rd_kafka_offsets_for_times`, for which the beginning and the end are times too:
/// `rd_kafka_query_watermark_offsets` waits without limit for a leader that is gone.
extension ClientHandle {
    /// The next offset of each partition; before the first open transaction with read_committed.
    ///
    /// - Throws: ``BusFault``, `.unreachable` while a partition has no leader that answers.
    borrowing func ends(
        _ partitions: [TopicPartition], timeoutMs: Int32
    ) throws(BusFault) -> [Int64] {
        try offsets(of: partitions, at: RD_KAFKA_OFFSET_END, timeoutMs)
    }

    /// First and next offset of a partition, as ``ends(_:timeoutMs:)``.
    borrowing func watermarks(
        _ partition: TopicPartition, timeoutMs: Int32
    ) throws(BusFault) -> Range<Int64> {
        let low = try offsets(of: [partition], at: RD_KAFKA_OFFSET_BEGINNING, timeoutMs)[0]
        let high = try ends([partition], timeoutMs: timeoutMs)[0]
        return low..<max(low, high)
    }

    /// What the last fetch told of a partition's end, open transactions included; nil before one.
    borrowing func highestKnown(_ partition: TopicPartition) -> Int64? {
        var low: Int64 = 0
        var high: Int64 = 0
        let failed = unsafe rd_kafka_get_watermark_offsets(
            client, partition.topic, partition.partition, &low, &high)
        return failed.isNone && high >= 0 ? high : nil
    }

    private borrowing func offsets(
        of partitions: [TopicPartition], at time: Int32, _ timeoutMs: Int32
    ) throws(BusFault) -> [Int64] {
        guard !partitions.isEmpty else { return [] }
        let list = PartitionList(partitions.map { ($0, Int64(time)) })
        let failed = unsafe rd_kafka_offsets_for_times(client, list.list, timeoutMs)
        var offsets: [Int64] = []
        for (partition, offset, error) in unsafe PartitionList.read(list.list) {
            // After a time-out the entries still say that they are asked for.
            let error = failed.isNone ? error : failed
            // What it says of a partition that nobody leads; also of one that is not there.
            if error == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION {
                throw BusFault(.unreachable, "no broker leads \(partition)")
            }
            guard error.isNone else { throw error.fault("asking for the offsets of \(partition)") }
            guard offset >= 0 else {
                throw BusFault(.unreachable, "its leader does not tell where \(partition) ends")
            }
            offsets.append(offset)
        }
        return offsets
    }
}
