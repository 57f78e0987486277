internal import CRDKafka
import Contracts

/// A plane's member of its consumer group: assignment, prefetched records, positions.
///
/// Owned by the bus actor and used on its thread only. One batch is prefetched while the plane
/// works on another; what is beyond stays in librdkafka's queue, which is bounded too.
final class Consumer {
    let handle: ClientHandle
    private(set) var assignment: [TopicPartition] = []
    private(set) var pending = RecordBatch()
    /// Next offset of each partition whose records the plane is done with, to be committed.
    private(set) var positions: [TopicPartition: Int64] = [:]
    /// The same of records that the plane has received and is working on.
    private var inFlight: [TopicPartition: Int64] = [:]

    private let batchMax: Int
    private var historyRequest: [Int32]?
    /// Since when the prefetched batch is full and nobody takes it.
    private var fullSince: ContinuousClock.Instant?
    private var isPaused = false
    /// The group wants the partitions back; they go when what is in flight is committed.
    private(set) var mustLetGo = false

    /// A stalled plane stops the queue from being served; librdkafka would take the member for
    /// dead after `max.poll.interval.ms` (5 min), so partitions are paused long before.
    private static let pauseAfter: Duration = .seconds(5)

    init(
        _ settings: KafkaSettings, _ subscription: PlaneSubscription, wake: BusThread
    ) throws(BusFault) {
        var configuration = ClientConfiguration()
        try configuration.setCommon(settings, role: subscription.plane)
        try configuration.setConsumer(settings)
        try configuration.set("group.id", "\(settings.groupId).\(subscription.plane)")
        try configuration.set(
            "group.instance.id", "algotraded.\(subscription.plane).\(settings.instanceId)")
        try configuration.set("auto.offset.reset", settings.autoOffsetReset)
        try configuration.set("partition.assignment.strategy", "range,roundrobin")
        try configuration.set(
            "session.timeout.ms", "\(settings.sessionTimeout.wholeMilliseconds)")
        try configuration.set(
            "heartbeat.interval.ms", "\(max(1, settings.sessionTimeout.wholeMilliseconds / 4))")
        configuration.setEvents(
            RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_OFFSET_COMMIT | RD_KAFKA_EVENT_ERROR
                | RD_KAFKA_EVENT_STATS | RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_FETCH)
        handle = try ClientHandle(consumer: configuration, wake: wake.wakeDescriptor)
        batchMax = settings.maxPollRecords
        let topics = PartitionList(
            subscription.inputs.map { TopicPartition(topic: $0, partition: -1) })
        let failed = unsafe rd_kafka_subscribe(handle.client, topics.list)
        guard failed.isNone else { throw failed.fault("subscribing") }
    }

    /// Whether ``take()`` would give records.
    var hasDelivery: Bool { !pending.isEmpty || historyRequest != nil }

    /// Whether the C queue should be drained further now.
    var wantsMore: Bool { pending.count < batchMax || isPaused }

    /// When to look again although nothing rings: a full batch that nobody takes.
    var deadline: ContinuousClock.Instant? {
        isPaused ? nil : fullSince.map { $0 + Self.pauseAfter }
    }

    /// The prefetched records, now in flight.
    func take() -> Delivery? {
        guard historyRequest == nil else { return .idle }
        guard !pending.isEmpty else { return nil }
        let batch = pending
        pending = RecordBatch()
        pending.reserve(records: batch.count, bytes: batch.bytes.count)
        fullSince = nil
        notePositions(of: batch)
        resume()
        return .records(batch)
    }

    /// The partition numbers whose history is to be read first, once after each new assignment.
    func takeHistoryRequest() -> [Int32]? {
        defer { historyRequest = nil }
        return historyRequest
    }

    /// Adds a fetched message to the prefetched batch.
    func add(_ message: UnsafePointer<rd_kafka_message_t>) {
        unsafe pending.append(message)
        if pending.count >= batchMax, fullSince == nil { fullSince = .now }
    }

    /// Follows a rebalance event. True when the partitions went while work was in flight.
    func rebalance(_ event: borrowing ClientEvent, _ observer: BusObserver) -> Bool {
        let list = unsafe rd_kafka_event_topic_partition_list(event.event)
        let partitions = unsafe PartitionList.read(list).map(\.0)
        // Whatever was fetched belongs to the old assignment and is fetched again.
        pending.removeAll()
        fullSince = nil
        isPaused = false
        guard event.error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS else {
            observer(.revoked(partitions))
            let isLost = unsafe rd_kafka_assignment_lost(handle.client) != 0
            let isWorking = !positions.isEmpty || !inFlight.isEmpty
            if !isWorking || isLost {
                unsafe rd_kafka_assign(handle.client, nil)
            } else {
                mustLetGo = true
            }
            return isLost && isWorking
        }
        unsafe rd_kafka_assign(handle.client, list)
        observer(.assigned(partitions))
        let sorted = partitions.sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
        if sorted != assignment || historyRequest != nil {
            assignment = sorted
            historyRequest = Set(sorted.map(\.partition)).sorted()
        }
        return false
    }

    /// The plane is done with what it received.
    func done() {
        positions.merge(inFlight) { _, new in new }
        inFlight.removeAll(keepingCapacity: true)
    }

    /// What was done is committed: partitions that are wanted back go now.
    func committed() {
        positions.removeAll(keepingCapacity: true)
        guard mustLetGo else { return }
        mustLetGo = false
        unsafe rd_kafka_assign(handle.client, nil)
    }

    /// Keeps the member alive when the plane takes nothing: pauses what is assigned, so that the
    /// queue can be served without growing.
    func pauseIfStalled() {
        guard let deadline, deadline <= .now else { return }
        let list = PartitionList(assignment)
        unsafe rd_kafka_pause_partitions(handle.client, list.list)
        isPaused = true
    }

    func close() {
        unsafe rd_kafka_consumer_close(handle.client)
    }

    private func resume() {
        guard isPaused else { return }
        let list = PartitionList(assignment)
        unsafe rd_kafka_resume_partitions(handle.client, list.list)
        isPaused = false
    }

    private func notePositions(of batch: RecordBatch) {
        for i in batch.indices {
            let record = batch.records[i]
            if i + 1 < batch.count {
                let next = batch.records[i + 1]
                if next.topic == record.topic && next.partition == record.partition { continue }
            }
            let partition = TopicPartition(topic: batch.topic(i), partition: record.partition)
            inFlight[partition] = record.offset + 1
        }
    }
}
