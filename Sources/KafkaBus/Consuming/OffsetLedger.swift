import Contracts

/// Next offsets of the partitions that a member has: committed, done but not committed, and in
/// the plane's hands.
struct OffsetLedger {
    /// What the group has committed, as far as this member knows.
    private var committed: [TopicPartition: Int64] = [:]
    /// The plane is done with these; they wait for the commit.
    private(set) var done: [TopicPartition: Int64] = [:]
    /// The plane is working on these.
    private var inFlight: [TopicPartition: Int64] = [:]

    /// Whether something would be lost or repeated if the partitions went now.
    var isWorking: Bool { !done.isEmpty || !inFlight.isEmpty }

    /// The offset to read next; nil when the group has never committed one.
    func next(_ partition: TopicPartition) -> Int64? {
        inFlight[partition] ?? done[partition] ?? committed[partition]
    }

    /// What the group has committed, nil when nothing.
    func committed(_ partition: TopicPartition) -> Int64? { committed[partition] }

    /// Where the group's offsets are not those that this member left: somebody else has worked.
    ///
    /// - Parameter orEarlier: takes earlier ones too, as a commit that nobody waits for leaves
    ///   them while it is under way or when it is lost. Not with transactions: another member may
    ///   have come just as far, and nothing may be twice.
    func stranger(
        in group: [TopicPartition: Int64], on partitions: [TopicPartition], orEarlier: Bool
    ) -> String? {
        for partition in partitions where group[partition] != committed[partition] {
            let offset = group[partition]
            if orEarlier, let own = done[partition] ?? committed[partition], offset ?? 0 <= own {
                continue
            }
            let (there, here) = (offset ?? 0, committed[partition] ?? 0)
            return "\(partition) is at \(there), was left at \(here)"
        }
        return nil
    }

    /// Commits again what the group has not got, and takes what it has.
    mutating func align(with group: [TopicPartition: Int64]) {
        for (partition, offset) in committed where group[partition] != offset {
            done[partition] = done[partition] ?? offset
        }
        committed = group
    }

    /// Begins anew with what the group has committed.
    mutating func reset(to group: [TopicPartition: Int64]) {
        committed = group
        done = [:]
        inFlight = [:]
    }

    /// A group without an offset begins here, and is to commit it.
    mutating func begin(_ partition: TopicPartition, at offset: Int64) {
        done[partition] = offset
    }

    /// The plane takes a batch.
    mutating func take(_ batch: RecordBatch) {
        for (partition, next) in batch.ends { inFlight[partition] = next }
    }

    /// The plane is done with what it took.
    mutating func finish() {
        done.merge(inFlight) { _, new in new }
        inFlight.removeAll(keepingCapacity: true)
    }

    /// What was done is committed.
    mutating func commit() {
        committed.merge(done) { _, new in new }
        done.removeAll(keepingCapacity: true)
    }
}
