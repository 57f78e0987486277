internal import CRDKafka
public import Contracts

/// How far a stream is, kept as a consumer group's offset: so it can be committed in one
/// transaction with the records themselves.
public struct StreamPosition: Equatable, Sendable {
    public var group: String
    public var partition: TopicPartition
    /// Records of the stream that are written.
    public var offset: Int64
    /// Anything that is to be read again with it.
    public var note: String

    public init(group: String, partition: TopicPartition, offset: Int64, note: String) {
        self.group = group
        self.partition = partition
        self.offset = offset
        self.note = note
    }
}

/// Writing in transactions, for writers with a transactional id.
extension KafkaWriter {
    private static let patienceMs: Int32 = 30_000

    /// Takes the transactional id: what another holder has open is taken back, and it can write
    /// no more. Called once, before everything else.
    public func takeTransactionalId() throws(BusFault) {
        let handle = try opened()
        let failed = unsafe rd_kafka_init_transactions(handle.client.client, Self.patienceMs)
        if let error = unsafe KafkaError(taking: failed) {
            throw error.fault("taking the transactional id")
        }
    }

    public func beginTransaction() throws(BusFault) {
        let handle = try opened()
        let failed = unsafe rd_kafka_begin_transaction(handle.client.client)
        if let error = unsafe KafkaError(taking: failed) {
            throw error.fault("beginning a transaction")
        }
    }

    /// Waits until all records are acknowledged, then commits them and the position together.
    public func commitTransaction(_ position: StreamPosition) async throws(BusFault) {
        try await drain()
        let handle = try opened()
        let offsets = PartitionList([(position.partition, position.offset)], note: position.note)
        let group = unsafe rd_kafka_consumer_group_metadata_new(position.group)
        defer { unsafe rd_kafka_consumer_group_metadata_destroy(group) }
        try unsafe insist("noting the position") {
            unsafe rd_kafka_send_offsets_to_transaction(
                handle.client.client, offsets.list, group, Self.patienceMs)
        }
        try unsafe insist("committing a transaction") {
            unsafe rd_kafka_commit_transaction(handle.client.client, Self.patienceMs)
        }
    }

    /// Takes back what is not committed, so that readers of the topic need not wait for it; as
    /// well as it goes.
    public func abortTransaction() {
        guard let handle = try? opened() else { return }
        // Longer than a request to a silent broker takes to be given up.
        let deadline = ContinuousClock.now + .seconds(20)
        repeat {
            let failed = unsafe rd_kafka_abort_transaction(handle.client.client, 100)
            guard let error = unsafe KafkaError(taking: failed), error.isRetriable,
                // Another call was given up in the middle: nothing else can be called any more.
                error.code != RD_KAFKA_RESP_ERR__CONFLICT
            else { return }
            // The purged messages' reports must be served before the abort can end.
            turn()
        } while ContinuousClock.now < deadline
    }

    /// Calls again a few times while librdkafka says that the same call may be made again.
    private func insist(_ doing: String, _ call: () -> OpaquePointer?) throws(BusFault) {
        for attempt in 1...3 {
            guard let error = unsafe KafkaError(taking: call()) else { return }
            guard error.isRetriable, attempt < 3 else { throw error.fault(doing) }
        }
    }
}

extension KafkaAdmin {
    /// The position that was committed last; nil when there is none. One that is being committed
    /// is waited for.
    public func position(
        of group: String, _ partition: TopicPartition
    ) throws(BusFault) -> StreamPosition? {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try committedPosition(of: group, partition)
            } catch {
                guard error.code == .unreachable, ContinuousClock.now < deadline,
                    !Task.isCancelled
                else { throw error }
                rest(milliseconds: 200)
            }
        }
    }

    private func committedPosition(
        of group: String, _ partition: TopicPartition
    ) throws(BusFault) -> StreamPosition? {
        let handle = try opened()
        let list = PartitionList([partition])
        let request = unsafe rd_kafka_ListConsumerGroupOffsets_new(group, list.list)
        defer { unsafe rd_kafka_ListConsumerGroupOffsets_destroy(request) }
        var requests: [OpaquePointer?] = unsafe [request]
        return try unsafe handle.ask(
            RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS, "asking for the position of \(group)"
        ) { options, queue in
            _ = unsafe KafkaError(
                taking: rd_kafka_AdminOptions_set_require_stable_offsets(options, 1))
            unsafe rd_kafka_ListConsumerGroupOffsets(
                handle.client.client, &requests, 1, options, queue)
        } read: { answer throws(BusFault) in
            let result = unsafe rd_kafka_event_ListConsumerGroupOffsets_result(answer.event)
            var count = 0
            let groups = unsafe rd_kafka_ListConsumerGroupOffsets_result_groups(result, &count)
            guard count > 0, let list = unsafe rd_kafka_group_result_partitions(groups?[0]),
                unsafe list.pointee.cnt > 0
            else { return nil }
            let entry = unsafe list.pointee.elems[0]
            guard unsafe entry.err.isNone else {
                throw unsafe entry.err.fault("asking for the position of \(group)")
            }
            guard unsafe entry.offset >= 0 else { return nil }
            let note = unsafe UnsafeRawBufferPointer(
                start: entry.metadata, count: entry.metadata_size)
            return unsafe StreamPosition(
                group: group, partition: partition, offset: entry.offset,
                note: String(decoding: note, as: UTF8.self))
        }
    }
}
