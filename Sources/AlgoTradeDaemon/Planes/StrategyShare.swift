import Contracts
import Trading

/// The market data of one partition in the strategy plane: how far they have come, and how far
/// what the machine has made of them is written down.
struct StrategyShare {
    /// The inputs whose records make signals, prices and targets.
    private static let topics = [Topic.marketEvents.rawValue, Topic.ofiEvents.rawValue]

    private var snapshots = PartitionSnapshots(of: .strategy)
    private let partition: Int32
    /// For each of ``topics`` the next record; nil before the first.
    private var next: [Int64?] = [nil, nil]

    init(_ partition: Int32) {
        self.partition = partition
    }

    /// Notes a record of the state topic: the newest of a name counts.
    mutating func note(_ name: String, _ index: Int, of batch: RecordBatch) {
        snapshots.note(name, index, of: batch)
    }

    /// Gives the partition's share in `machine` what the snapshots say; returns the offsets from
    /// which records are to be applied again.
    ///
    /// - Parameter discarded: told why snapshots were of no use; the machine is as it was then.
    mutating func start(
        of inputs: [InputRange], in machine: inout StrategyMachine,
        discarded: (StateFault) -> Void
    ) -> [TopicPartition: Int64] {
        let own = inputs.filter {
            $0.partition.partition == partition && Self.topics.contains($0.partition.topic)
        }
        var restored = machine
        var offsets: [TopicPartition: Int64] = [:]
        do throws(StateFault) {
            let found = try snapshots.takeUp(for: own) {
                [partition] symbol, state throws(StateFault) in
                try restored.restore(symbol, state, in: partition)
            }
            if let found {
                machine = restored
                offsets = found
            }
        } catch {
            discarded(error)
        }
        for input in own {
            guard let committed = input.committed else { continue }
            // Without a snapshot every record that is still there makes the state.
            let offset = offsets[input.partition, default: 0]
            offsets[input.partition] = offset
            advance(input.partition, to: max(committed, offset))
        }
        return offsets
    }

    /// The records before `offset` are applied.
    mutating func advance(_ partition: TopicPartition, to offset: Int64) {
        guard let index = Self.topics.firstIndex(of: partition.topic) else { return }
        next[index] = offset
    }

    /// Adds snapshots of what changed to `outputs` when it is time.
    mutating func keep(
        _ machine: inout StrategyMachine, _ rule: SnapshotRule, into outputs: inout PlaneOutputs
    ) {
        var places: [Place] = []
        for (topic, offset) in zip(Self.topics, next) {
            guard let offset else { continue }
            places.append(Place(topic: topic, partition: partition, offset: offset))
        }
        guard !places.isEmpty, snapshots.areDue(at: places, rule) else { return }
        var changes: [(symbol: Symbol?, state: [UInt8])] = []
        machine.takeChanges(of: partition) { changes.append(($0, $1)) }
        snapshots.keep(changes, standingFor: places, in: partition, into: &outputs)
    }
}
