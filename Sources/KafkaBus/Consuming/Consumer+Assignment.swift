internal import CRDKafka
import Contracts

/// Partitions coming and going.
extension Consumer {
    /// Longest wait for one answer, in which the bus' thread does nothing else.
    private static let answerTimeoutMs: Int32 = 2000
    /// Between two questions for the group's offsets; the half of it varies.
    private static let askAgainMs = 500

    /// What a rebalance means for the plane.
    enum Rebalance {
        case assigned, revoked
        /// Taken away because no coordinator answered.
        case lost
        /// The group has given partitions, but does not tell their offsets yet, and why.
        case unsettled(String)
        /// Others have worked on the partitions since, and how that shows: what is in flight must
        /// not be committed.
        case overtaken(String)
    }

    /// Follows a rebalance event; nil when it must wait.
    func rebalance(
        _ event: borrowing ClientEvent, _ observer: BusObserver
    ) throws(BusFault) -> Rebalance? {
        let list = unsafe rd_kafka_event_topic_partition_list(event.event)
        let partitions = unsafe PartitionList.read(list).map(\.0)
        // Whatever was fetched belongs to the old assignment and is fetched again.
        dropPending()
        forgetArrived()
        guard event.error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS else {
            observer(.revoked(partitions))
            return revoke()
        }
        arrived = partitions
        return try takeArrived(observer)
    }

    /// Takes the partitions that the group has given; nil when there are none to take, or when
    /// they must wait: the group's offsets tell who has worked only when no commit of this member
    /// is half done.
    func takeArrived(_ observer: BusObserver) throws(BusFault) -> Rebalance? {
        guard !isCommitting, let partitions = arrived else { return nil }
        if let askAgain, askAgain > .now { return nil }
        if let reason = unequal(partitions) {
            // Most likely the member that shares them out has yet to hear of new partitions.
            putOff()
            return .unsettled(reason)
        }
        let sorted = partitions.sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
        let group: [TopicPartition: CommittedOffset]
        var begins: [TopicPartition: Int64] = [:]
        do {
            group = try committedOffsets(of: sorted)
            if !beginsEarliest {
                // What is written from now on counts, so the end is looked up before anybody is
                // told that the plane is ready.
                let new = sorted.filter { group[$0] == nil }
                let ends = try handle.ends(new, timeoutMs: Self.answerTimeoutMs)
                for (partition, end) in zip(new, ends) { begins[partition] = end }
            }
        } catch {
            guard error.code == .unreachable || error.code == .denied else { throw error }
            putOff()
            return .unsettled(Self.reason(error))
        }
        forgetArrived()
        let result = try assign(sorted, group, begins)
        observer(historyRequest == nil ? .returned(partitions) : .assigned(partitions))
        return result
    }

    /// Inputs are read together: of each that is there the same partitions must have come. Why they
    /// have not; nil when they have.
    private func unequal(_ partitions: [TopicPartition]) -> String? {
        let numbers = Dictionary(grouping: partitions, by: \.topic).mapValues {
            $0.map(\.partition).sorted()
        }
        let topics = numbers.keys.sorted()
        guard let other = topics.first(where: { numbers[$0] != numbers[topics[0]] }) else {
            return nil
        }
        return
            "\(topics[0]) and \(other) do not have the same partitions: make their numbers equal "
            + "with `algotraded topics apply`"
    }

    /// Asks for the offsets later; nothing is fetched meanwhile, and the group may rebalance.
    ///
    /// Brokers keep offsets back that a transaction holds until it ends, which is up to its timeout
    /// when its producer has died.
    private func putOff() {
        if askAgain == nil {
            let none = PartitionList([TopicPartition]())
            unsafe rd_kafka_assign(handle.client, none.list)
        }
        let wait = Int.random(in: Self.askAgainMs / 2...Self.askAgainMs)
        askAgain = .now + .milliseconds(wait)
    }

    private static func reason(_ fault: BusFault) -> String {
        guard fault.code == .unreachable else { return "\(fault)" }
        return "\(fault.message): a transaction that holds them has not ended, or the group's "
            + "coordinator is busy"
    }

    private func forgetArrived() {
        arrived = nil
        askAgain = nil
    }

    /// What was done is committed.
    func committed() {
        offsets.commit()
    }

    /// The plane has nothing in hand: partitions that are wanted back go now.
    func rest() {
        isBusy = false
        guard mustLetGo else { return }
        mustLetGo = false
        isAway = true
        unsafe rd_kafka_assign(handle.client, nil)
    }

    /// Whether outputs must not be written: what time alone makes of partitions that are gone is
    /// for their next member to make. Should the same ones come back, they are rebuilt.
    func drops(_ outputs: RecordBatch) -> Bool {
        guard isAway else { return false }
        if !outputs.isEmpty, historyRequest == nil { assignment = nil }
        return true
    }

    private func revoke() -> Rebalance {
        if historyRequest != nil {
            // The plane has not heard of them: nothing is kept that could go on.
            historyRequest = nil
            assignment = nil
        }
        let isLost = unsafe rd_kafka_assignment_lost(handle.client) != 0
        if isLost || isSuspended {
            // Too late to commit as this member; the group may give the same ones back, and then
            // they stay.
            mustLetGo = false
            isSuspended = isWorking
            isAway = !isWorking
            unsafe rd_kafka_assign(handle.client, nil)
            return isLost ? .lost : .revoked
        }
        if isWorking {
            mustLetGo = true
        } else {
            isAway = true
            unsafe rd_kafka_assign(handle.client, nil)
        }
        return .revoked
    }

    /// - Parameters:
    ///   - group: what it has committed.
    ///   - begins: where it begins if it has not.
    private func assign(
        _ sorted: [TopicPartition], _ group: [TopicPartition: CommittedOffset],
        _ begins: [TopicPartition: Int64]
    ) throws(BusFault) -> Rebalance {
        let stranger =
            sorted == assignment
            ? offsets.stranger(in: group, on: sorted, orEarlier: !isExactlyOnce)
            : "\(sorted.count) partitions instead of \(assignment?.count ?? 0)"
        // A member that was given nothing, as before the topics are known, has nothing in hand.
        let wasWorking = isWorking && !isAway && assignment?.isEmpty == false
        let isSame = stranger == nil
        isSuspended = false
        if isSame {
            isAway = false
            offsets.align(with: group)
        } else {
            offsets.reset(to: group)
            assignment = sorted
            requestHistory()
        }
        for (partition, offset) in begins where offsets.next(partition) == nil {
            offsets.begin(partition, at: offset)
        }
        try fetch(sorted)
        if let stranger, wasWorking { return .overtaken(stranger) }
        return .assigned
    }

    /// Has the partitions fetched from where they are to be read next.
    private func fetch(_ partitions: [TopicPartition]) throws(BusFault) {
        let list = PartitionList(partitions.map { ($0, next($0) ?? 0) })
        waking.note()
        let failed = unsafe rd_kafka_assign(handle.client, list.list)
        guard failed.isNone else { throw failed.fault("taking partitions") }
    }

    /// The offset of a partition that is to be fetched next; nil when the group has none.
    private func next(_ partition: TopicPartition) -> Int64? {
        recoveries[partition] ?? pending.ends.first { $0.partition == partition }?.next
            ?? offsets.next(partition)
    }

    /// What is there of the assigned partitions.
    func inputRanges() throws(BusFault) -> [InputRange] {
        let partitions = assignment ?? []
        let ends = try handle.ends(partitions, timeoutMs: Self.answerTimeoutMs)
        return zip(partitions, ends).map { partition, end in
            InputRange(partition: partition, committed: offsets.committed(partition), end: end)
        }
    }

    /// New records begin elsewhere than where the group left off.
    func begin(at begins: [TopicPartition: Int64]) throws(BusFault) {
        for (partition, offset) in begins { offsets.begin(partition, at: offset) }
        // Partitions that are away, or on their way, are fetched from there should they come back.
        guard !isAway, !isSuspended, arrived == nil else { return }
        dropPending()
        try fetch(assignment ?? [])
    }

    /// What the group has committed; partitions without an offset are left out.
    private func committedOffsets(
        of partitions: [TopicPartition]
    ) throws(BusFault) -> [TopicPartition: CommittedOffset] {
        guard !partitions.isEmpty else { return [:] }
        let list = PartitionList(partitions)
        let failed = unsafe rd_kafka_committed(
            handle.client, list.list, Self.answerTimeoutMs)
        guard failed.isNone else { throw failed.fault("asking for committed offsets") }
        var found: [TopicPartition: CommittedOffset] = [:]
        let entries = unsafe PartitionList.read(list.list)
        for (index, (partition, offset, error)) in entries.enumerated() {
            guard error.isNone else { throw error.fault("asking for committed offsets") }
            guard offset >= 0 else { continue }
            found[partition] = CommittedOffset(offset: offset, mark: list.note(index))
        }
        return found
    }

    /// Finds where records are, after an offset that no record has.
    func reset(_ event: borrowing ClientEvent, _ observer: BusObserver) throws(BusFault) {
        guard let place = unsafe rd_kafka_event_topic_partition(event.event) else { return }
        defer { unsafe rd_kafka_topic_partition_destroy(place) }
        let partition = unsafe TopicPartition(
            topic: String(cString: place.pointee.topic), partition: place.pointee.partition)
        let expected = next(partition)
        let recovery = OffsetRecovery(
            expected: expected,
            range: try handle.watermarks(partition, timeoutMs: Self.answerTimeoutMs),
            earliest: beginsEarliest)
        observer(.offsetReset(partition, expected: expected, recovery))
        recoveries[partition] = recovery.offset
        // What the brokers have lost is not there to be worked on.
        if recovery.cause == .truncated { dropPending(of: partition) }
    }

    /// Goes on there. A seek would not do: with `auto.offset.reset=error` the client has ended the
    /// partition's fetching, and "Seek must only be performed for already assigned/consumed
    /// partitions".
    func recover() throws(BusFault) {
        guard !recoveries.isEmpty else { return }
        defer { recoveries = [:] }
        // Partitions that are away, or on their way, are looked at again should they come back.
        guard !isAway, !isSuspended, !mustLetGo, arrived == nil, let assignment else { return }
        try fetch(assignment)
        for partition in assignment {
            if let offset = recoveries[partition] { offsets.begin(partition, at: offset) }
        }
    }
}
