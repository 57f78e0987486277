/// A plane's door to a ``MemoryLog``: the same order, offsets and commits as on Kafka, exactly
/// once. Members of a group do not share its partitions by themselves: each is told its own.
public actor MemoryBus: Bus {
    private let log: MemoryLog
    private let group: String
    private let inputs: [TopicPartition]
    private let history: [TopicPartition]
    private let batchMax: Int
    private let runMax: Int
    private var positions: [TopicPartition: Int64] = [:]
    private var phase = Phase.unassigned
    private let rewinds: Bool
    private var past = RecordBatch()
    private var isStopped = false

    private enum Phase { case unassigned, history, asking, inputs, ready, live }

    /// - Parameters:
    ///   - partitions: what this member has of the group's partitions; nil: all.
    ///   - runMax: most records of one partition in a row, if a batch is to have records of
    ///     several, as from a broker; by default it has those of one.
    public init(
        _ log: MemoryLog, group: String, inputs: [String], history: [String] = [],
        rewinds: Bool = false, partitions: [Int32]? = nil, batchMax: Int = 500,
        runMax: Int = .max
    ) {
        self.log = log
        self.group = group
        self.rewinds = rewinds
        self.batchMax = batchMax
        self.runMax = runMax
        let partitions = partitions ?? Array(0..<Int32(log.partitions))
        self.inputs = Self.all(inputs, partitions)
        self.history = Self.all(history, partitions)
    }

    public func receive(timeout: Duration?) async throws(BusFault) -> Delivery {
        switch phase {
        case .unassigned:
            phase = .history
            let own = Set(inputs)
            positions = await log.committedOffsets(group).filter { own.contains($0.key) }
            return .assigned(inputs)
        case .history:
            phase = rewinds ? .asking : .ready
            var batch = RecordBatch()
            for partition in history {
                batch.append(contentsOf: await log.read(partition, from: 0, limit: .max))
            }
            return .history(batch)
        case .asking:
            phase = .inputs
            var ranges: [InputRange] = []
            for partition in inputs {
                ranges.append(
                    InputRange(
                        partition: partition, committed: positions[partition],
                        end: await log.end(partition)))
            }
            return .historyRead(ranges)
        case .inputs:
            phase = .ready
            defer { past = RecordBatch() }
            return .history(past)
        case .ready:
            phase = .live
            return .ready
        case .live: return await records(timeout: timeout)
        }
    }

    public func rewind(to offsets: [TopicPartition: Int64]) async throws(BusFault) {
        past = RecordBatch()
        for partition in inputs {
            guard let offset = offsets[partition] else { continue }
            if let committed = positions[partition], offset <= committed {
                past.append(
                    contentsOf: await log.read(
                        partition, from: offset, limit: Int(committed - offset)))
            } else {
                positions[partition] = offset
            }
        }
    }

    public func commit(
        _ outputs: RecordBatch, state: RecordBatch, durable: Bool
    ) async throws(BusFault) {
        var all = outputs
        all.append(contentsOf: state)
        await log.append(all, group: group, positions: positions)
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
            let batch = await next()
            if !batch.isEmpty { return .records(batch) }
            // Time in memory is what the records say: whoever waits with a limit waits no time.
            if timeout != nil { return .idle }
            await log.waitForMore(than: seen)
        }
    }

    private func next() async -> RecordBatch {
        var batch = RecordBatch()
        while batch.count < batchMax {
            let before = batch.count
            for partition in inputs where batch.count < batchMax {
                let from = positions[partition] ?? 0
                let run = await log.read(
                    partition, from: from, limit: min(runMax, batchMax - batch.count))
                guard !run.isEmpty else { continue }
                positions[partition] = from + Int64(run.count)
                batch.append(contentsOf: run)
                if runMax == .max { return batch }
            }
            if batch.count == before { break }
        }
        return batch
    }

    private static func all(_ topics: [String], _ partitions: [Int32]) -> [TopicPartition] {
        topics.flatMap { topic in
            partitions.map { TopicPartition(topic: topic, partition: $0) }
        }
    }
}
