internal import CRDKafka
public import Contracts

/// Reads partitions without a group: a plane's history, `tail`, and tests.
public actor KafkaReader {
    public enum Start: Sendable {
        case beginning, end
        /// From these offsets; partitions without one from their beginning.
        case offsets([TopicPartition: Int64])
    }
    public enum Until: Sendable {
        /// Ends at what was the end of each partition when it got there.
        case currentEnd
        /// Ends at what was written to each partition when it got there, after the transactions
        /// that were open then: a commit may be acknowledged before its records can be read.
        case writtenEnd
        /// Ends when each partition has been read up to this offset, and waits for transactions
        /// that are open before it; gives nothing from there on.
        case offsets([TopicPartition: Int64])
        case forever
    }

    private nonisolated let thread = BusThread()
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    private var consumer: ReaderHandle?
    /// Partitions whose end was not reached; empty means over.
    private var unfinished: Set<TopicPartition>
    private let until: Until
    /// Where ``Until/writtenEnd`` is, in partitions where it is not reached at once.
    private var writtenEnds: [TopicPartition: Int64] = [:]
    /// How far partitions could be read.
    private var reached: [TopicPartition: Int64] = [:]
    private let opened = ContinuousClock.now
    /// The topic that ACLs keep from being read.
    private(set) var deniedTopic: String?
    private var judge: AccessJudge

    public init(
        _ settings: KafkaSettings, name: String, topics: [String], partitions: [Int32],
        from start: Start = .beginning, until: Until, isolation: String = "read_committed"
    ) throws(BusFault) {
        let all = topics.flatMap { topic in
            partitions.map { TopicPartition(topic: topic, partition: $0) }
        }
        try self.init(
            settings, name: name, partitions: all, from: start, until: until,
            isolation: isolation)
    }

    public init(
        _ settings: KafkaSettings, name: String, partitions: [TopicPartition],
        from start: Start = .beginning, until: Until, isolation: String = "read_committed"
    ) throws(BusFault) {
        unfinished = Set(partitions)
        self.until = until
        judge = AccessJudge(settings)
        consumer = try ReaderHandle(settings, name, isolation, thread, partitions, start, until)
        thread.start(name: "reader.\(name)") { nil }
    }

    /// Bytes of one answer at most, but for the record that crosses it.
    private static let bytesMax = 8 << 20

    /// Up to `limit` records; waits for the first. Nil when the end of all is reached.
    /// With `timeout` an empty batch says that nothing came in time.
    public func next(limit: Int, timeout: Duration? = nil) throws(BusFault) -> RecordBatch? {
        guard let consumer, !unfinished.isEmpty else { return nil }
        var batch = RecordBatch()
        let deadline = timeout.map { ContinuousClock.now + $0 }
        while batch.isEmpty, !unfinished.isEmpty {
            if let deadline, deadline <= .now { break }
            if Task.isCancelled { return nil }
            try fill(&batch, limit, consumer)
        }
        return batch.isEmpty && unfinished.isEmpty ? nil : batch
    }

    /// A partition whose end an open transaction keeps from being read, for longer than that
    /// already.
    func heldBack(longerThan duration: Duration) -> TopicPartition? {
        guard ContinuousClock.now - opened > duration else { return nil }
        return writtenEnds.keys.filter(unfinished.contains).min {
            ($0.topic, $0.partition) < ($1.topic, $1.partition)
        }
    }

    public func close() {
        consumer?.close()
        consumer = nil
        thread.finish()
    }

    private func fill(
        _ batch: inout RecordBatch, _ limit: Int, _ consumer: ReaderHandle
    ) throws(BusFault) {
        var topic = MessageTopic()
        consumer.wakeFetching()
        noteReached()
        var waitMs: Int32 = 100
        while batch.count < limit, batch.bytes.count < Self.bytesMax,
            let event = consumer.handle.poll(timeoutMs: waitMs)
        {
            waitMs = 0
            switch event.type {
            case RD_KAFKA_EVENT_FETCH:
                consumer.waking.note()
                while let message = unsafe rd_kafka_event_message_next(event.event) {
                    if unsafe message.pointee.err.isNone {
                        unsafe take(message, into: &batch, &topic)
                    }
                }
            case RD_KAFKA_EVENT_ERROR, RD_KAFKA_EVENT_LOG: try note(event)
            default: break
            }
        }
    }

    private func take(
        _ message: UnsafePointer<rd_kafka_message_t>, into batch: inout RecordBatch,
        _ topic: inout MessageTopic
    ) {
        if case .offsets(let ends) = until {
            let partition = unsafe TopicPartition(
                topic: topic.name(of: message), partition: message.pointee.partition)
            let end = ends[partition] ?? 0
            let offset = unsafe message.pointee.offset
            if offset >= end - 1 { unfinished.remove(partition) }
            guard offset < end else { return }
        }
        unsafe batch.append(message, &topic)
    }

    /// Ends partitions that are read as far as they are to be. Where a transaction was open the
    /// end is told again when it has ended.
    private func noteReached() {
        for (partition, offset) in reached where unfinished.contains(partition) {
            let wanted: Int64?
            switch until {
            case .offsets(let ends): wanted = ends[partition] ?? 0
            case .writtenEnd:
                // Unknown after an answer that was none, from a leader of old, say.
                wanted = writtenEnds[partition] ?? consumer?.handle.highestKnown(partition)
                writtenEnds[partition] = wanted
            case .currentEnd, .forever: wanted = 0
            }
            if let wanted, offset >= wanted { unfinished.remove(partition) }
        }
    }

    /// Consumer errors, the end of a partition among them, come as error events.
    private func note(_ event: borrowing ClientEvent) throws(BusFault) {
        let error = event.error
        if error == RD_KAFKA_RESP_ERR__PARTITION_EOF {
            if case .forever = until { return }
            guard let end = unsafe rd_kafka_event_topic_partition(event.event) else { return }
            defer { unsafe rd_kafka_topic_partition_destroy(end) }
            let partition = unsafe TopicPartition(
                topic: String(cString: end.pointee.topic), partition: end.pointee.partition)
            reached[partition] = unsafe end.pointee.offset
            noteReached()
        } else if error == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED {
            // librdkafka looks for the coordinator of its group, which is never used.
        } else if let fault = event.fault(&judge), fault.code != .unreachable {
            guard error == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, let topic = event.topic
            else { throw BusFault(fault.code, "reading: \(fault.message)", remedy: fault.remedy) }
            deniedTopic = topic
            throw BusFault(
                .denied, "ACLs refuse reading \(topic)",
                remedy: "allow the user Read on topic \(topic)")
        }
    }
}

/// The reader's client, with what it is assigned.
private final class ReaderHandle {
    let handle: ClientHandle
    private let watch = FetchWatch()
    var waking = FetchWatch.Waking()

    init(
        _ settings: KafkaSettings, _ name: String, _ isolation: String, _ wake: BusThread,
        _ partitions: [TopicPartition], _ start: KafkaReader.Start, _ until: KafkaReader.Until
    ) throws(BusFault) {
        var configuration = ClientConfiguration()
        try configuration.setCommon(
            settings, role: name, defaults: ClientConfiguration.consumer(settings))
        try configuration.setConsumer()
        try configuration.set("isolation.level", isolation)
        // A broker holds back the news of a partition's end as long as it may wait for records.
        switch until {
        case .currentEnd, .writtenEnd: try configuration.set("fetch.wait.max.ms", "5")
        case .offsets: try configuration.set("fetch.wait.max.ms", "50")
        case .forever: break
        }
        // A group id is demanded of every consumer, also of one that never joins.
        try configuration.set("group.id", "\(settings.groupId).reader")
        try configuration.set("enable.partition.eof", "true")
        try configuration.set("auto.offset.reset", "earliest")
        configuration.setEvents(
            RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_STATS
                | RD_KAFKA_EVENT_FETCH)
        configuration.install(watch)
        handle = try ClientHandle(consumer: configuration, wake: wake.wakeDescriptor)
        // Offset 0 and not "the beginning", which librdkafka asks the leader for: while it knows no
        // leader it asks again only after half a second. What is out of range starts earliest.
        let list = PartitionList(
            partitions.map { partition in
                switch start {
                case .beginning: (partition, 0)
                case .end: (partition, Int64(RD_KAFKA_OFFSET_END))
                case .offsets(let offsets): (partition, offsets[partition] ?? 0)
                }
            })
        let failed = unsafe rd_kafka_assign(handle.client, list.list)
        guard failed.isNone else { throw failed.fault("assigning partitions to read") }
    }

    /// Has librdkafka fetch on when what it has fetched is being used up.
    func wakeFetching() { waking.wake(handle, watch) }

    func close() {
        unsafe rd_kafka_consumer_close(handle.client)
    }
}
