/// A plane's door to a ``MemoryLog``: the same order, offsets and commits as on Kafka, exactly
/// once, for one member per group.
public actor MemoryBus: Bus {
    private let log: MemoryLog
    private let group: String
    private let inputs: [TopicPartition]
    private let history: [TopicPartition]
    private let batchMax: Int
    private var positions: [TopicPartition: Int64] = [:]
    private var phase = Phase.unassigned
    private var isStopped = false

    private enum Phase { case unassigned, history, ready, live }

    public init(
        _ log: MemoryLog, group: String, inputs: [String], history: [String] = [],
        batchMax: Int = 500
    ) {
        self.log = log
        self.group = group
        self.batchMax = batchMax
        self.inputs = Self.all(inputs, log.partitions)
        self.history = Self.all(history, log.partitions)
    }

    public func receive(timeout: Duration?) async throws(BusFault) -> Delivery {
        switch phase {
        case .unassigned:
            phase = .history
            positions = await log.committedOffsets(group)
            return .assigned(inputs)
        case .history:
            phase = .ready
            var batch = RecordBatch()
            for partition in history {
                let records = await log.read(partition, from: 0, limit: .max)
                for index in records.indices { batch.append(index, of: records) }
            }
            return .history(batch)
        case .ready:
            phase = .live
            return .ready
        case .live: return await records(timeout: timeout)
        }
    }

    public func commit(_ outputs: RecordBatch, durable: Bool) async throws(BusFault) {
        await log.append(outputs, group: group, positions: positions)
    }

    public func stop() async {
        isStopped = true
        await log.wake()
    }

    private func records(timeout: Duration?) async -> Delivery {
        while true {
            let seen = await log.version
            // Asked after the version: a stop that this does not see makes another version.
            if isStopped { return .closed }
            for partition in inputs {
                let from = positions[partition] ?? 0
                let batch = await log.read(partition, from: from, limit: batchMax)
                guard !batch.isEmpty else { continue }
                positions[partition] = from + Int64(batch.count)
                return .records(batch)
            }
            // Time in memory is what the records say: whoever waits with a limit waits no time.
            if timeout != nil { return .idle }
            await log.waitForMore(than: seen)
        }
    }

    private static func all(_ topics: [String], _ partitions: Int) -> [TopicPartition] {
        topics.flatMap { topic in
            (0..<Int32(partitions)).map { TopicPartition(topic: topic, partition: $0) }
        }
    }
}
