import Contracts
import Logging
import Trading

/// A plane's snapshots of one partition in the state topic: those that a start finds there, and
/// when the next are due.
///
/// Each stands for places in one or more inputs: the first records that are not in it.
struct PartitionSnapshots {
    /// The key under which the partition's own state is kept; no event's symbol has such a name.
    private static let own = "#"

    private let plane: PlaneName
    /// When this one last wrote snapshots, and the sum of the offsets that they stand for.
    private var kept: (at: ContinuousClock.Instant, records: Int64)?
    /// What the state topic has, until ``takeUp(for:_:)``.
    private var found: [String: Snapshot] = [:]
    /// Names of what the state topic has and the machine is not made of.
    private var stale: Set<String> = []

    private struct Snapshot {
        let places: [Place]
        let state: [UInt8]
    }

    init(of plane: PlaneName) {
        self.plane = plane
    }

    /// Notes a record of the state topic: the newest of a name counts.
    mutating func note(_ name: String, _ index: Int, of batch: RecordBatch) {
        let places = batch.header(index, "position")?.split(separator: " ")
            .compactMap { Place(parsing: String($0)) }
        guard let value = batch.records[index].value, let places, !places.isEmpty else {
            found[name] = nil
            return
        }
        found[name] = Snapshot(places: places, state: Array(batch.bytes[value]))
    }

    /// Gives what was found to `restore`, the partition's own state first (no symbol); returns
    /// the offsets from which the inputs are to be applied again, nil when all records that there
    /// are make the state.
    ///
    /// - Throws: ``StateFault`` of `restore`, or when snapshots do not belong together.
    mutating func takeUp(
        for inputs: [InputRange],
        _ restore: (Symbol?, [UInt8]) throws(StateFault) -> Void
    ) throws(StateFault) -> [TopicPartition: Int64]? {
        let found = found
        self.found = [:]
        stale = Set(found.keys)
        guard let own = found[Self.own] else { return nil }
        var offsets: [TopicPartition: Int64] = [:]
        for place in own.places {
            // A group without an offset begins anew, and so does a topic made anew: what stands
            // for a place beyond its end is of the old one.
            let partition = TopicPartition(topic: place.topic, partition: place.partition)
            guard let input = inputs.first(where: { $0.partition == partition }),
                input.committed != nil, place.offset <= input.end
            else { return nil }
            offsets[partition] = place.offset
        }
        try restore(nil, own.state)
        var taken: Set = [Self.own]
        for (name, snapshot) in found.sorted(by: { $0.key < $1.key }) where name != Self.own {
            guard let symbol = Symbol(name) else { continue }
            for place in snapshot.places {
                let partition = TopicPartition(topic: place.topic, partition: place.partition)
                guard place.offset <= offsets[partition] ?? -1 else {
                    throw StateFault(
                        .truncated, at: 0, "\(name) was written, the partition's own was not")
                }
            }
            try restore(symbol, snapshot.state)
            taken.insert(name)
        }
        stale.subtract(taken)
        return offsets
    }

    /// Whether snapshots that stand for these places are due.
    func areDue(at places: [Place], _ rule: SnapshotRule) -> Bool {
        guard let kept else { return true }
        return Self.records(places) - kept.records >= rule.records
            || ContinuousClock.now - kept.at >= rule.interval
    }

    /// Adds snapshots of what changed to `outputs`, and takes back those that were not taken up
    /// and that nothing has taken the place of.
    ///
    /// - Parameter changes: the partition's own (no symbol), which must be among them, and each
    ///   changed symbol's.
    mutating func keep(
        _ changes: [(symbol: Symbol?, state: [UInt8])], standingFor places: [Place],
        in partition: Int32, into outputs: inout PlaneOutputs
    ) {
        var gone = stale
        func keep(_ name: String, _ state: [UInt8]?) {
            outputs.keep(
                "\(plane.rawValue)/\(name)", state, in: partition, standingFor: places)
        }
        for (symbol, state) in changes {
            guard let symbol else { continue }
            gone.remove(symbol.description)
            keep(symbol.description, state)
        }
        gone.remove(Self.own)
        for name in gone.sorted() { keep(name, nil) }
        // The partition's own comes last: without transactions it says that all of it is there.
        for (symbol, state) in changes where symbol == nil { keep(Self.own, state) }
        stale = []
        kept = (.now, Self.records(places))
    }

    private static func records(_ places: [Place]) -> Int64 {
        places.reduce(0) { $0 + $1.offset }
    }
}

extension PlaneContext {
    /// Tells that the state of a partition is made from all its records.
    func note(discarded fault: StateFault, _ partition: TopicPartition) {
        logger.record(
            .stateDiscarded, .warning,
            "snapshots not usable, the state is made from all records: \(fault)",
            [.topic: partition.topic, .partition: partition.partition])
    }
}
