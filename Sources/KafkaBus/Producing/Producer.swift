internal import CRDKafka
import Contracts

/// A plane's producer: idempotent, and transactional when the plane is exactly-once.
///
/// Owned by the bus actor and used on its thread only.
final class Producer {
    let handle: ClientHandle
    let isTransactional: Bool
    /// Messages without a delivery report.
    private(set) var outstanding = 0
    /// The first delivery that failed since the last ``takeFailure()``.
    private var failure: rd_kafka_resp_err_t?
    /// The topic of that delivery.
    private(set) var failedTopic: String?
    /// Outputs since the last commit, kept so that an aborted transaction can be written again.
    private(set) var open = RecordBatch()
    private(set) var openSince: ContinuousClock.Instant?
    /// Whether librdkafka has a transaction begun.
    var isInTransaction = false

    /// Outputs that may wait for one commit, whatever the interval.
    private static let openBytesMax = 8 << 20
    private static let openRecordsMax = 20_000

    init(_ settings: KafkaSettings, plane: String, wake: BusThread) throws(BusFault) {
        isTransactional = settings.exactlyOnce && !settings.isEmbedded
        var configuration = ClientConfiguration()
        try configuration.setCommon(settings, role: plane)
        try configuration.setProducer(settings)
        try configuration.setStatistics(settings)
        if isTransactional {
            try configuration.set(
                "transactional.id", "\(settings.groupId).\(plane).\(settings.instanceId)")
            try configuration.set(
                "transaction.timeout.ms", "\(settings.transactionTimeout.wholeMilliseconds)")
        }
        // "message.timeout.ms must be ≤ transaction.timeout.ms"
        let patience =
            isTransactional ? settings.transactionTimeout - .seconds(5) : .seconds(300)
        try configuration.set("message.timeout.ms", "\(patience.wholeMilliseconds)")
        configuration.setEvents(
            RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS | RD_KAFKA_EVENT_LOG)
        handle = try ClientHandle(producer: configuration, wake: wake.wakeDescriptor)
    }

    var isDrained: Bool { outstanding == 0 || failure != nil }
    var hasFailed: Bool { failure != nil }

    /// Why librdkafka has given this producer up: "sequence desynchronization", a newer holder of
    /// the transactional id, and the like.
    var fatalError: rd_kafka_resp_err_t? { handle.fatalErrorCode() }

    func mustFinish(_ interval: Duration) -> Bool {
        if open.bytes.count > Self.openBytesMax || open.count > Self.openRecordsMax { return true }
        return openSince.map { ContinuousClock.now - $0 >= interval } ?? false
    }

    /// Something waits for a commit from now on, until ``closed()``.
    func noteOpen() { openSince = openSince ?? .now }

    /// Notes outputs of a batch as open.
    func keep(_ outputs: RecordBatch) {
        if open.isEmpty {
            open = outputs
        } else {
            for i in outputs.indices { open.append(i, of: outputs) }
        }
    }

    func closed() {
        open.removeAll()
        openSince = nil
        isInTransaction = false
    }

    /// Has librdkafka ask for the leaders of all topics, so that the first outputs need not wait
    /// for its own next asking, half a second later. Without an answer that is what happens.
    func learnTopics() {
        var metadata: UnsafePointer<rd_kafka_metadata>?
        guard unsafe rd_kafka_metadata(handle.client, 1, nil, &metadata, 500).isNone else { return }
        unsafe rd_kafka_metadata_destroy(metadata)
    }

    /// Hands one record to librdkafka. False when its queue is full: wait for reports.
    func produce(_ index: Int, of batch: RecordBatch) throws(BusFault) -> Bool {
        let error = handle.produce(index, of: batch)
        switch error {
        case RD_KAFKA_RESP_ERR_NO_ERROR:
            outstanding += 1
            return true
        case RD_KAFKA_RESP_ERR__QUEUE_FULL: return false
        default: throw (fatalError ?? error).fault("writing to \(batch.topic(index))")
        }
    }

    func noteDeliveries(_ event: borrowing ClientEvent) -> Bool {
        var delivered = false
        while let message = unsafe rd_kafka_event_message_next(event.event) {
            outstanding -= 1
            let error = unsafe message.pointee.err
            if error.isNone {
                delivered = true
            } else if failure == nil {
                failure = error
                failedTopic = unsafe String(cString: rd_kafka_topic_name(message.pointee.rkt))
            }
        }
        return delivered
    }

    /// The producer is over; messages on their way get no report that counts.
    func fail(_ error: rd_kafka_resp_err_t) { failure = failure ?? error }

    func takeFailure() -> rd_kafka_resp_err_t? {
        defer { failure = nil }
        return failure
    }
}

extension ClientConfiguration {
    /// What every producer of the daemon has.
    mutating func setProducer(_ settings: KafkaSettings) throws(BusFault) {
        try set("enable.idempotence", "true")
        try set("acks", "all")
        try set("partitioner", "murmur2_random")
        try set("linger.ms", "0")
        try set("message.max.bytes", "2097152")
        try set("queue.buffering.max.messages", "100000")
        try set("queue.buffering.max.kbytes", "65536")
        // The embedded cluster's sockets wait for an acknowledgement (Nagle) before a second
        // answer: with two requests under way each would take 40 ms.
        if settings.isEmbedded { try set("max.in.flight.requests.per.connection", "1") }
    }
}

extension ClientHandle {
    /// Hands one record of a batch to the producer; key, value and headers are copied.
    borrowing func produce(_ index: Int, of batch: RecordBatch) -> rd_kafka_resp_err_t {
        let record = batch.records[index]
        return unsafe batch.bytes.withUnsafeBytes { bytes in
            let base = bytes.baseAddress
            var headers: OpaquePointer?
            if !record.headers.isEmpty {
                unsafe headers = rd_kafka_headers_new(record.headers.count)
                for header in batch.headers[record.headers] {
                    unsafe rd_kafka_header_add(
                        headers, header.name, -1, base.map { unsafe $0 + header.value.lowerBound },
                        header.value.count)
                }
            }
            let key = unsafe record.key.flatMap { range in
                unsafe base.map { unsafe $0 + range.lowerBound }
            }
            let value = unsafe record.value.flatMap { range in
                unsafe base.map { unsafe $0 + range.lowerBound }
            }
            let error = unsafe kafkabus_produce(
                client, batch.topic(index), record.partition, key, record.key?.count ?? 0,
                value, record.value?.count ?? 0, record.timestampMs, headers)
            if !error.isNone, let headers = unsafe headers {
                unsafe rd_kafka_headers_destroy(headers)
            }
            return error
        }
    }
}
