import Contracts
import Trading

/// The data plane's state of one partition: its machine, and how far that is written down.
struct MarketShare {
    var machine: MarketMachine
    private var snapshots = PartitionSnapshots(of: .data)

    init(_ settings: MarketSettings) {
        machine = MarketMachine(settings, calendar: .sessions)
    }

    /// Notes a record of the state topic: the newest of a name counts.
    mutating func note(_ name: String, _ index: Int, of batch: RecordBatch) {
        snapshots.note(name, index, of: batch)
    }

    /// Makes the machine what the snapshots say; returns the offset from which records are to be
    /// applied again, nil when all that there are make it.
    ///
    /// - Throws: ``StateFault`` when they are of another version or of other settings; then the
    ///   machine is new.
    mutating func start(of input: InputRange) throws(StateFault) -> Int64? {
        var restored = MarketMachine(machine.settings, calendar: .sessions)
        let offsets = try snapshots.takeUp(for: [input]) { symbol, state throws(StateFault) in
            try restored.restore(symbol, state)
        }
        guard let offset = offsets?[input.partition] else { return nil }
        machine = restored
        return offset
    }

    /// Adds snapshots of what changed to `outputs` when it is time.
    mutating func keep(
        in partition: Int32, until next: Int64, _ rule: SnapshotRule,
        into outputs: inout PlaneOutputs
    ) {
        let places = [
            Place(topic: Topic.marketRaw.rawValue, partition: partition, offset: next)
        ]
        guard snapshots.areDue(at: places, rule) else { return }
        var changes: [(symbol: Symbol?, state: [UInt8])] = []
        machine.takeChanges { changes.append(($0, $1)) }
        guard !changes.isEmpty else { return }
        snapshots.keep(changes, standingFor: places, in: partition, into: &outputs)
    }
}
