internal import CRDKafka
import Contracts

/// A plane's member of its consumer group: assignment, prefetched records, positions.
///
/// Owned by the bus actor and used on its thread only. One batch is prefetched while the plane
/// works on another; what is beyond stays in librdkafka's queue, which is bounded too.
final class Consumer {
    let handle: ClientHandle
    /// The static member that this is.
    let instance: String
    /// Nil before the first one.
    var assignment: [TopicPartition]?
    var offsets: OffsetLedger
    private(set) var pending = RecordBatch()
    /// The topic of the newest record in it.
    private var topic = MessageTopic()
    /// Partitions were lost with work in flight; it goes on when the same ones come back.
    var isSuspended = false
    /// The plane has a delivery in hand, and outputs may come of it, also when its offsets are
    /// committed: what a venue answers to an order, say.
    var isBusy = false
    /// Partitions went while the plane had nothing in hand, and no others are its own yet.
    var isAway = false

    let beginsEarliest: Bool
    let isExactlyOnce: Bool
    let pacer: FetchPacer
    var waking = FetchWatch.Waking()
    private let batchMax: Int
    var historyRequest: [Int32]?
    /// Since when the prefetched batch is full and nobody takes it.
    private var fullSince: ContinuousClock.Instant?
    private var isPaused = false
    /// The group wants the partitions back; they go when what is in flight is committed.
    var mustLetGo = false
    /// Where partitions go on whose next offset no record has.
    var recoveries: [TopicPartition: Int64] = [:]
    /// Given by the group and not taken yet.
    var arrived: [TopicPartition]?
    /// When to ask again for the offsets of those that arrived; nil before the first question.
    var askAgain: ContinuousClock.Instant?
    /// Offsets are on their way to the group, in a transaction.
    var isCommitting = false

    /// Bytes that are prefetched at most, but for the record that crosses it.
    private static let bytesMax = 8 << 20

    /// A stalled plane stops the queue from being served; librdkafka would take the member for
    /// dead after `max.poll.interval.ms`, so partitions are paused long before.
    private static let pauseAfter: Duration = .seconds(5)

    init(
        _ settings: KafkaSettings, _ subscription: PlaneSubscription, wake: BusThread
    ) throws(BusFault) {
        var configuration = ClientConfiguration()
        // "the maximum allowed time between calls": the bus looks every few seconds. It is also how
        // long a coordinator may take to answer a member that joins before it is asked again; five
        // minutes, the default, are too long to stand still.
        let patience = max(.seconds(60), settings.sessionTimeout)
        let defaults = [("max.poll.interval.ms", "\(patience.wholeMilliseconds)")]
        try configuration.setCommon(
            settings, role: subscription.plane,
            defaults: ClientConfiguration.consumer(settings) + defaults)
        try configuration.setConsumer()
        try configuration.set("group.id", "\(settings.groupId).\(subscription.plane)")
        instance = "algotraded.\(subscription.plane).\(settings.instanceId)"
        try configuration.set("group.instance.id", instance)
        try configuration.setStatistics(settings)
        // Where to begin is decided in `Consumer+Assignment`, never by librdkafka.
        try configuration.set("auto.offset.reset", "error")
        try configuration.set("partition.assignment.strategy", "range,roundrobin")
        try configuration.set(
            "session.timeout.ms", "\(settings.sessionTimeout.wholeMilliseconds)")
        try configuration.set(
            "heartbeat.interval.ms", "\(max(1, settings.sessionTimeout.wholeMilliseconds / 4))")
        configuration.setEvents(
            RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_OFFSET_COMMIT | RD_KAFKA_EVENT_ERROR
                | RD_KAFKA_EVENT_STATS | RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_FETCH)
        pacer = FetchPacer(wake)
        configuration.install(pacer)
        handle = try ClientHandle(consumer: configuration, wake: wake.wakeDescriptor)
        batchMax = settings.maxPollRecords
        beginsEarliest = settings.autoOffsetReset == "earliest"
        isExactlyOnce = settings.exactlyOnce
        let number = String(UInt64.random(in: .min ... .max), radix: 36)
        offsets = OffsetLedger(mark: isExactlyOnce ? "\(settings.instanceId)/\(number)" : "")
        let topics = PartitionList(
            subscription.inputs.map { TopicPartition(topic: $0, partition: -1) })
        let failed = unsafe rd_kafka_subscribe(handle.client, topics.list)
        guard failed.isNone else { throw failed.fault("subscribing") }
    }

    /// Whether records are next, without a change of partitions before them.
    var hasRecords: Bool { !pending.isEmpty && historyRequest == nil && !mustLetGo }

    /// Whether the plane has taken all that was fetched.
    var isDrained: Bool { pending.isEmpty && handle.waiting == 0 }

    /// Whether something would be lost or repeated if the partitions went now.
    var isWorking: Bool { isBusy || offsets.isWorking }

    /// Whether the C queue should be drained further now.
    var wantsMore: Bool { !isFull || isPaused }

    private var isFull: Bool {
        pending.count >= batchMax || pending.bytes.count >= Self.bytesMax
    }

    /// When to look again although nothing rings.
    var deadline: ContinuousClock.Instant? {
        guard let askAgain, !isCommitting else { return pauseDeadline }
        return min(askAgain, pauseDeadline ?? askAgain)
    }

    /// When a full batch that nobody takes has the partitions paused.
    private var pauseDeadline: ContinuousClock.Instant? {
        isPaused ? nil : fullSince.map { $0 + Self.pauseAfter }
    }

    /// The prefetched records, now in flight.
    func take() -> Delivery? {
        guard historyRequest == nil else { return .idle }
        guard !pending.isEmpty else { return nil }
        let batch = pending
        pending = RecordBatch()
        topic = MessageTopic()
        pending.reserve(records: batch.count, bytes: batch.bytes.count)
        fullSince = nil
        offsets.take(batch)
        resume()
        return .records(batch)
    }

    /// The partition numbers whose history is to be read first, once after each new assignment.
    func takeHistoryRequest() -> [Int32]? {
        defer { historyRequest = nil }
        if historyRequest != nil { isAway = false }
        return historyRequest
    }

    /// Has the plane's state rebuilt once more, from the beginning; false when its partitions have
    /// gone meanwhile: whichever come have their state rebuilt.
    func readPastAgain() -> Bool {
        if historyRequest != nil { return true }
        guard !isAway, !isSuspended, arrived == nil, assignment != nil else {
            assignment = nil
            return false
        }
        requestHistory()
        return true
    }

    /// The state of all that is assigned is to be rebuilt.
    func requestHistory() {
        historyRequest = Set((assignment ?? []).map(\.partition)).sorted()
    }

    /// Drops what was fetched: it belongs to an assignment that is over.
    func dropPending() {
        pending.removeAll()
        topic = MessageTopic()
        fullSince = nil
        waking.note()
        // The client keeps a pause through a rebalance: forgotten here, nothing would end it.
        resume()
    }

    /// Drops what was fetched of one partition.
    func dropPending(of partition: TopicPartition) {
        let all = pending
        pending.removeAll()
        for index in all.indices
        where all.records[index].partition != partition.partition
            || all.topic(index) != partition.topic
        {
            pending.append(index, of: all)
        }
        if !isFull { fullSince = nil }
    }

    /// Adds a fetched message to the prefetched batch; whether it is a record.
    func add(_ fetched: borrowing ClientEvent) -> Bool {
        guard let message = unsafe rd_kafka_event_message_next(fetched.event),
            unsafe message.pointee.err.isNone
        else { return false }
        unsafe pending.append(message, &topic)
        if isFull, fullSince == nil { fullSince = .now }
        return true
    }

    /// Has librdkafka fetch on when what it has fetched is being used up.
    func wakeFetching() {
        if !isPaused { waking.wake(handle, pacer.watch) }
    }

    /// Keeps the member alive when the plane takes nothing: pauses what is assigned, so that the
    /// queue can be served without growing.
    func pauseIfStalled() {
        guard let pauseDeadline, pauseDeadline <= .now else { return }
        let list = PartitionList(assignment ?? [])
        unsafe rd_kafka_pause_partitions(handle.client, list.list)
        isPaused = true
    }

    /// The coordinator's id of this member; nil while it has none.
    func memberId() -> String? {
        guard let id = unsafe rd_kafka_memberid(handle.client) else { return nil }
        defer { unsafe rd_kafka_mem_free(handle.client, id) }
        return unsafe String(cString: id)
    }

    func close() {
        unsafe rd_kafka_consumer_close(handle.client)
    }

    private func resume() {
        guard isPaused else { return }
        let list = PartitionList(assignment ?? [])
        unsafe rd_kafka_resume_partitions(handle.client, list.list)
        isPaused = false
        // No librdkafka tells its threads, which fetched nothing meanwhile and may sleep.
        waking.note()
        handle.wakeBrokers()
    }
}
