/// A log in memory with Kafka's shape: topics of partitions of records with offsets, groups with
/// committed offsets. Several ``MemoryBus`` share one; for tests and backtests.
public actor MemoryLog {
    /// Partitions of every topic but the dead letters', which have one.
    public nonisolated let partitions: Int

    private var topics: [String: [RecordBatch]] = [:]
    private var committed: [String: [TopicPartition: Int64]] = [:]
    private var waiters: [CheckedContinuation<Void, Never>] = []
    /// Counts appends, so that a waiter cannot miss one.
    private(set) var version = 0
    private var nextTimestampMs: Int64

    /// - Parameter startMs: Kafka timestamp of the first record without one; each later one is a
    ///   millisecond younger.
    public init(partitions: Int = 1, startMs: Int64 = 0) {
        self.partitions = partitions
        nextTimestampMs = startMs
    }

    /// Appends records as one, all or none, and moves the group's offsets with them.
    public func append(
        _ batch: RecordBatch, group: String? = nil, positions: [TopicPartition: Int64] = [:]
    ) {
        for index in batch.indices { append(index, of: batch) }
        if let group { committed[group, default: [:]].merge(positions) { _, new in new } }
        version += 1
        let woken = waiters
        waiters = []
        for waiter in woken { waiter.resume() }
    }

    /// Records of a partition from `offset` on, at most `limit`.
    public func read(_ partition: TopicPartition, from offset: Int64, limit: Int) -> RecordBatch {
        var batch = RecordBatch()
        guard let all = topics[partition.topic]?[Int(partition.partition)] else { return batch }
        for index in all.indices.dropFirst(Int(offset)).prefix(limit) {
            batch.append(index, of: all)
        }
        return batch
    }

    /// Every record of a topic, partition by partition.
    public func records(of topic: String) -> RecordBatch {
        var batch = RecordBatch()
        for partition in topics[topic] ?? [] {
            for index in partition.indices { batch.append(index, of: partition) }
        }
        return batch
    }

    public func committedOffsets(_ group: String) -> [TopicPartition: Int64] {
        committed[group] ?? [:]
    }

    /// Offset after the last record of a partition.
    public func end(_ partition: TopicPartition) -> Int64 {
        Int64(topics[partition.topic]?[Int(partition.partition)].count ?? 0)
    }

    /// Returns when something was appended after `version` was read, or on ``wake()``.
    func waitForMore(than seen: Int) async {
        guard version == seen else { return }
        await withCheckedContinuation { waiters.append($0) }
    }

    func wake() {
        append(RecordBatch())
    }

    private func append(_ index: Int, of batch: RecordBatch) {
        let topic = batch.topic(index)
        let count = topic.hasPrefix("dlq_") ? 1 : partitions
        let wanted = batch.records[index].partition
        let partition = wanted >= 0 ? Int(wanted) : Self.partition(index, of: batch, count)
        let time = nextTimestampMs
        nextTimestampMs += 1
        // In place: a copy of the topic for each record would make a long log slow.
        func add(_ records: inout RecordBatch) {
            let offset = Int64(records.count)
            records.append(index, of: batch)
            records.place(Int32(partition), offset, defaultTimestampMs: time)
        }
        let empty = Array(repeating: RecordBatch(), count: count)
        add(&topics[topic, default: empty][partition])
    }

    private static func partition(_ index: Int, of batch: RecordBatch, _ count: Int) -> Int {
        guard let key = batch.records[index].key else { return 0 }
        var hash = StableHash()
        for byte in batch.bytes[key] { hash.combine(byte) }
        return Int(hash.finalize().low % UInt64(count))
    }
}
