import Contracts
import Trading

/// When what changed in a partition is written down: with the first records after a start, then
/// after so many records, or so much time, so that few are to be read again after a crash.
struct SnapshotRule: Sendable {
    var records: Int64 = 100_000
    var interval: Duration = .seconds(10)
}

/// The data plane's state of one partition: its machine, and how far that is written down.
struct MarketShare {
    /// The key under which the partition's own state is kept; no event's symbol has such a name.
    private static let own = "#"

    var machine: MarketMachine
    /// When this one last wrote a snapshot, and the offset that it stands for.
    private var kept: (at: ContinuousClock.Instant, position: Int64)?
    /// What the state topic has, until ``start(of:)``.
    private var snapshots: [String: Snapshot] = [:]
    /// Names of what the state topic has and the machine is not made of.
    private var stale: Set<String> = []

    private struct Snapshot {
        let position: Int64
        let state: [UInt8]
    }

    init(_ settings: MarketSettings) {
        machine = MarketMachine(settings, calendar: .sessions)
    }

    /// Notes a record of the state topic: the newest of a name counts.
    mutating func note(_ name: String, _ index: Int, of batch: RecordBatch) {
        guard let value = batch.records[index].value,
            let place = batch.header(index, "position").flatMap(Place.init(parsing:))
        else {
            snapshots[name] = nil
            return
        }
        snapshots[name] = Snapshot(position: place.offset, state: Array(batch.bytes[value]))
    }

    /// Makes the machine what the snapshots say; returns the offset from which records are to be
    /// applied again, nil when all that there are make it.
    ///
    /// - Throws: ``StateFault`` when they are of another version or of other settings; then the
    ///   machine is new.
    mutating func start(of input: InputRange) throws(StateFault) -> Int64? {
        let found = snapshots
        snapshots = [:]
        stale = Set(found.keys)
        // A group without an offset begins anew, and so does a topic made anew: what stands for a
        // place beyond its end is of the old one.
        guard input.committed != nil, let own = found[Self.own], own.position <= input.end
        else { return nil }
        var restored = MarketMachine(machine.settings, calendar: .sessions)
        try restored.restore(nil, own.state)
        var taken: Set = [Self.own]
        for (name, snapshot) in found where name != Self.own {
            guard let symbol = Symbol(name) else { continue }
            guard snapshot.position <= own.position else {
                throw StateFault(
                    .truncated, at: 0, "\(name) was written, the partition's own was not")
            }
            try restored.restore(symbol, snapshot.state)
            taken.insert(name)
        }
        machine = restored
        stale.subtract(taken)
        return own.position
    }

    /// Adds snapshots of what changed to `outputs` when it is time, and takes back those that were
    /// not taken up and that nothing has taken the place of.
    mutating func keep(
        in partition: Int32, until next: Int64, _ rule: SnapshotRule,
        into outputs: inout PlaneOutputs
    ) {
        if let kept, next - kept.position < rule.records,
            ContinuousClock.now - kept.at < rule.interval
        {
            return
        }
        let place = Place(topic: Topic.marketRaw.rawValue, partition: partition, offset: next)
        var gone = stale
        // The partition's own comes last: without transactions it says that all of it is there.
        var own: [UInt8]?
        machine.takeChanges { symbol, state in
            guard let symbol else {
                own = state
                return
            }
            gone.remove(symbol.description)
            outputs.keep("data/\(symbol)", state, standingFor: place)
        }
        guard let own else { return }
        gone.remove(Self.own)
        for name in gone.sorted() { outputs.keep("data/\(name)", nil, standingFor: place) }
        outputs.keep("data/\(Self.own)", own, standingFor: place)
        stale = []
        kept = (.now, next)
    }
}
