internal import CRDKafka
import Contracts

/// A plane's producer: idempotent, and transactional when the plane is exactly-once.
///
/// Owned by the bus actor and used on its thread only.
final class Producer {
    let handle: ClientHandle
    let isTransactional: Bool
    private let topics = TopicHandles()
    /// Messages without a delivery report.
    private(set) var outstanding = 0
    /// The first delivery that failed since the last ``takeFailure()``.
    private var failure: rd_kafka_resp_err_t?
    /// The topic of that delivery.
    private(set) var failedTopic: String?
    /// All topics with such deliveries.
    private var failedTopics: Set<String> = []
    /// Outputs that brokers refused for their size, and what the first of them comes of.
    private var refused: (count: Int, cause: Place?) = (0, nil)
    /// Outputs since the last commit, kept so that an aborted transaction can be written again.
    private(set) var open: [RecordBatch] = []
    private var openBytes = 0
    private var openRecords = 0
    private(set) var openSince: ContinuousClock.Instant?
    /// Whether librdkafka was given all of the open outputs; not after a failure.
    var isWritten = true
    /// Whether librdkafka has a transaction begun.
    var isInTransaction = false

    /// Outputs that may wait for one commit, whatever the interval.
    private static let openBytesMax = 8 << 20
    private static let openRecordsMax = 20_000

    init(_ settings: KafkaSettings, plane: String, wake: BusThread) throws(BusFault) {
        isTransactional = settings.exactlyOnce && !settings.isEmbedded
        var configuration = ClientConfiguration()
        try configuration.setCommon(
            settings, role: plane,
            defaults: ClientConfiguration.producer(
                transactionTimeout: settings.transactionTimeout))
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

    deinit {
        if isInTransaction { handle.leaveTransaction() }
        topics.close()
    }

    var isDrained: Bool { outstanding == 0 || failure != nil }
    var hasFailed: Bool { failure != nil }

    /// Why librdkafka has given this producer up: "sequence desynchronization", a newer holder of
    /// the transactional id, and the like.
    var fatalError: rd_kafka_resp_err_t? { handle.fatalErrorCode() }

    /// The coordinator knows of no transaction of this producer's, nor of a successor: it looks at
    /// the epoch first. So it is when the transaction's first partitions were refused.
    var hasNothingToAbort: Bool { fatalError == RD_KAFKA_RESP_ERR_INVALID_TXN_STATE }

    func mustFinish(_ interval: Duration) -> Bool {
        if openBytes > Self.openBytesMax || openRecords > Self.openRecordsMax { return true }
        return openSince.map { ContinuousClock.now - $0 >= interval } ?? false
    }

    /// Whether something has waited for a commit that long.
    func isOlder(than duration: Duration) -> Bool {
        openSince.map { ContinuousClock.now - $0 >= duration } ?? false
    }

    /// Something waits for a commit from now on, until ``closed()``.
    func noteOpen() { openSince = openSince ?? .now }

    /// Notes outputs of a batch as open.
    func keep(_ outputs: RecordBatch) {
        open.append(outputs)
        openBytes += outputs.bytes.count
        openRecords += outputs.count
    }

    func closed() {
        open.removeAll(keepingCapacity: true)
        openBytes = 0
        openRecords = 0
        openSince = nil
        isInTransaction = false
        isWritten = true
        failedTopics = []
    }

    /// Hands records to librdkafka, from `start` on. Returns where it stopped: behind the last
    /// one, where the queue was full and reports are to be waited for, or where the transaction
    /// turned out to have failed or ACLs to refuse the topic: ``hasFailed``.
    func produce(_ batch: RecordBatch, from start: Int) throws(BusFault) -> Int {
        let (next, error) = topics.produce(batch, from: start, with: handle)
        outstanding += next - start
        switch error {
        case RD_KAFKA_RESP_ERR_NO_ERROR, RD_KAFKA_RESP_ERR__QUEUE_FULL: return next
        case RD_KAFKA_RESP_ERR__STATE where isTransactional && fatalError == nil:
            // The transaction's own error says why.
            note(RD_KAFKA_RESP_ERR__PURGE_QUEUE, of: batch.topic(next))
            return next
        case _ where [.topicDenied, .topicMissing].contains(error.trouble):
            note(error, of: batch.topic(next))
            return next
        default:
            failedTopic = batch.topic(next)
            var fault = (fatalError ?? error).fault("writing to \(batch.topic(next))")
            fault.cause = OutputCause.place { batch.header(next, $0) }
            throw fault
        }
    }

    /// Notes the first failure, and one that says more than that a record was given up.
    private func note(_ error: rd_kafka_resp_err_t, of topic: @autoclosure () -> String) {
        if !isTransactional { failedTopics.insert(topic()) }
        guard failure.map(\.isPurge) ?? true else { return }
        failure = error
        failedTopic = topic()
    }

    func noteDeliveries(_ event: borrowing ClientEvent) -> Bool {
        var delivered = false
        while let message = unsafe rd_kafka_event_message_next(event.event) {
            outstanding -= 1
            let error = unsafe message.pointee.err
            if error.isNone {
                delivered = true
            } else {
                note(
                    error, of: unsafe String(cString: rd_kafka_topic_name(message.pointee.rkt)))
                if error.trouble == .recordTooLarge { unsafe noteRefused(message) }
            }
        }
        return delivered
    }

    private func noteRefused(_ message: UnsafePointer<rd_kafka_message_t>) {
        refused.count += 1
        guard refused.count == 1 else { return }
        var headers: OpaquePointer?
        guard unsafe rd_kafka_message_headers(message, &headers).isNone else { return }
        refused.cause = OutputCause.place { name in
            var value: UnsafeRawPointer?
            var size = 0
            guard unsafe rd_kafka_header_get_last(headers, name, &value, &size).isNone else {
                return nil
            }
            return unsafe String(
                decoding: UnsafeRawBufferPointer(start: value, count: size), as: UTF8.self)
        }
    }

    /// What the output comes of that was refused since the last question; nil when it was not the
    /// only one: brokers refuse a request as a whole.
    func takeRefused() -> Place? {
        defer { refused = (0, nil) }
        return refused.count == 1 ? refused.cause : nil
    }

    /// Without a transaction what brokers have taken stays written: outputs of topics whose every
    /// record was taken need not be written again.
    func dropDelivered() {
        guard !isTransactional, fatalError == nil, isWritten, outstanding == 0 else { return }
        open = open.map { $0.part(of: failedTopics) }.filter { !$0.isEmpty }
        failedTopics = []
    }

    /// The producer is over; messages on their way get no report that counts.
    func fail(_ error: rd_kafka_resp_err_t) { failure = failure ?? error }

    func takeFailure() -> rd_kafka_resp_err_t? {
        defer { failure = nil }
        return failure
    }
}

extension RecordBatch {
    /// The records of these topics.
    fileprivate func part(of topics: Set<String>) -> RecordBatch {
        var part = RecordBatch()
        for index in indices where topics.contains(topic(index)) { part.append(index, of: self) }
        return part
    }
}
