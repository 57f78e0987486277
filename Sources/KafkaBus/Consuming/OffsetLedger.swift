import Contracts

/// What a group has committed for a partition.
struct CommittedOffset: Equatable {
    var offset: Int64
    /// Which member committed it; empty when it did not say.
    var mark = ""
}

/// Next offsets of the partitions that a member has: committed, done but not committed, and in
/// the plane's hands.
struct OffsetLedger {
    /// What this member's commits bear. A successor may write what time alone makes due, a window
    /// that closes, say, and no offset moves: its mark shows that it was there.
    let mark: String
    /// What the group has committed, as far as this member knows.
    private var committed: [TopicPartition: CommittedOffset] = [:]
    /// What is on its way to the group.
    private var sent: [TopicPartition: Int64] = [:]
    /// The plane is done with these; they wait for the commit.
    private(set) var done: [TopicPartition: Int64] = [:]
    /// The plane is working on these.
    private var inFlight: [TopicPartition: Int64] = [:]

    /// Whether something would be lost or repeated if the partitions went now.
    var isWorking: Bool { !done.isEmpty || !inFlight.isEmpty }

    /// The offset to read next; nil when the group has never committed one.
    func next(_ partition: TopicPartition) -> Int64? {
        inFlight[partition] ?? done[partition] ?? committed[partition]?.offset
    }

    /// What the group has committed, nil when nothing.
    func committed(_ partition: TopicPartition) -> Int64? { committed[partition]?.offset }

    init(mark: String = "") {
        self.mark = mark
    }

    /// Where the group's offsets are not those that this member left: somebody else has worked.
    ///
    /// - Parameter orEarlier: takes earlier ones too, as a commit that nobody waits for leaves
    ///   them while it is under way or when it is lost. Not with transactions: another member may
    ///   have come just as far, and nothing may be twice.
    func stranger(
        in group: [TopicPartition: CommittedOffset], on partitions: [TopicPartition],
        orEarlier: Bool
    ) -> String? {
        for partition in partitions where group[partition] != committed[partition] {
            let (there, here) = (group[partition]?.offset ?? 0, committed(partition) ?? 0)
            if orEarlier, let own = done[partition] ?? committed(partition), there <= own {
                continue
            }
            guard there == here, let other = group[partition] else {
                return "\(partition) is at \(there), was left at \(here)"
            }
            return "\(partition) was committed by \(other.mark.isEmpty ? "another" : other.mark)"
        }
        return nil
    }

    /// Commits again what the group has not got, and takes what it has.
    mutating func align(with group: [TopicPartition: CommittedOffset]) {
        for (partition, own) in committed where group[partition]?.offset != own.offset {
            done[partition] = done[partition] ?? own.offset
        }
        committed = group
    }

    /// Begins anew with what the group has committed.
    mutating func reset(to group: [TopicPartition: CommittedOffset]) {
        committed = group
        sent = [:]
        done = [:]
        inFlight = [:]
    }

    /// The group goes on here, and is to commit it, whatever it had.
    ///
    /// What the plane has of it in hand is still to be done, and committed with what comes of it.
    mutating func begin(_ partition: TopicPartition, at offset: Int64) {
        if inFlight[partition] != nil {
            inFlight[partition] = offset
        } else {
            done[partition] = offset
        }
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

    /// What to commit with outputs: what was done; and all, until the group's offsets bear this
    /// member's mark. At least one, for by it the coordinator tells a member from one that it was.
    mutating func send() -> [(TopicPartition, Int64)] {
        sent = done
        if !mark.isEmpty {
            for (partition, own) in committed where own.mark != mark && sent[partition] == nil {
                sent[partition] = own.offset
            }
            if sent.isEmpty, let (partition, own) = committed.first {
                sent[partition] = own.offset
            }
        }
        return sent.map { ($0, $1) }
    }

    /// What was sent is committed.
    mutating func commit() {
        for (partition, offset) in sent {
            committed[partition] = CommittedOffset(offset: offset, mark: mark)
            if done[partition] == offset { done[partition] = nil }
        }
        sent.removeAll(keepingCapacity: true)
    }
}
