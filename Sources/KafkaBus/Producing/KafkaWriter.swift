internal import CRDKafka
public import Contracts

/// Writes records outside any plane: feeds, `publish`, and tests. Idempotent; in transactions if
/// it has a transactional id.
public actor KafkaWriter {
    private nonisolated let thread = BusThread()
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    private var handle: WriterHandle?
    private var outstanding = 0
    private var failure: BusFault?
    private var waiter: (outstandingMax: Int, continuation: CheckedContinuation<Void, Never>)?
    private var lastError: BusFault?
    private var judge: AccessJudge

    /// - Parameters:
    ///   - timeout: how long a record may wait for the brokers before its write fails.
    ///   - transactionalId: nil: there are no transactions.
    public init(
        _ settings: KafkaSettings, name: String, timeout: Duration = .seconds(300),
        transactionalId: String? = nil
    ) throws(BusFault) {
        judge = AccessJudge(settings)
        handle = try WriterHandle(settings, name, timeout, transactionalId, thread)
        thread.start(name: "writer.\(name)") { [weak self] in
            self?.assumeIsolated { $0.turn() }
            return nil
        }
    }

    /// Records on their way at most; librdkafka's queue holds twice as many.
    private static let outstandingMax = 50_000

    /// Records handed over that are not acknowledged yet.
    public var unacknowledged: Int { outstanding }

    /// Asks for the leaders of all topics, so that the first records need not wait for them.
    public func learnTopics() { handle?.client.learnTopics() }

    /// Writes records and waits until all are acknowledged.
    /// - Throws: the first record's failure.
    public func write(_ batch: RecordBatch) async throws(BusFault) {
        try await submit(batch)
        try await drain()
    }

    /// Hands records over and returns when there is room for more; ``drain()`` waits for their
    /// acknowledgements. One caller at a time.
    /// - Throws: the first failure so far.
    public func submit(_ batch: RecordBatch) async throws(BusFault) {
        _ = try opened()
        var index = 0
        while index < batch.count {
            guard let handle else { break }
            let (next, error) = handle.topics.produce(batch, from: index, with: handle.client)
            outstanding += next - index
            index = next
            switch error {
            case RD_KAFKA_RESP_ERR_NO_ERROR: break
            case RD_KAFKA_RESP_ERR__QUEUE_FULL: await wait(untilAtMost: outstanding / 2)
            default: throw error.fault("writing to \(batch.topic(index))")
            }
            try check()
        }
        await wait(untilAtMost: Self.outstandingMax)
        try check()
    }

    /// Waits until all records are acknowledged.
    /// - Throws: the first record's failure.
    public func drain() async throws(BusFault) {
        await wait(untilAtMost: 0)
        try check()
    }

    func opened() throws(BusFault) -> WriterHandle {
        guard let handle else { throw BusFault(.closed, "closed", retriable: false) }
        return handle
    }

    private func check() throws(BusFault) {
        // Closed meanwhile: nobody knows what became of the records.
        _ = try opened()
        guard let failure else { return }
        self.failure = nil
        throw failure
    }

    public func close() {
        handle = nil
        waiter?.continuation.resume()
        waiter = nil
        thread.finish()
    }

    private func wait(untilAtMost count: Int) async {
        while outstanding > count, handle != nil {
            await withCheckedContinuation { waiter = (count, $0) }
        }
    }

    func turn() {
        guard let handle else { return }
        while let event = handle.client.poll() {
            if event.type == RD_KAFKA_EVENT_DR {
                note(event)
            } else if let fault = event.fault(&judge), !fault.isSilence,
                fault.tellsMore(than: lastError)
            {
                lastError = fault
            }
        }
        guard let waiter, outstanding <= waiter.outstandingMax else { return }
        self.waiter = nil
        waiter.continuation.resume()
    }

    private func note(_ event: borrowing ClientEvent) {
        while let message = unsafe rd_kafka_event_message_next(event.event) {
            outstanding -= 1
            let error = unsafe message.pointee.err
            if error.isNone {
                lastError = nil
            } else {
                failure = failure ?? lastError ?? error.fault("writing")
            }
        }
    }
}

/// The writer's client.
final class WriterHandle {
    let client: ClientHandle
    let topics = TopicHandles()
    private let isTransactional: Bool

    deinit {
        if isTransactional { client.leaveTransaction() }
        topics.close()
    }

    init(
        _ settings: KafkaSettings, _ name: String, _ timeout: Duration,
        _ transactionalId: String?, _ wake: BusThread
    ) throws(BusFault) {
        isTransactional = transactionalId != nil
        var configuration = ClientConfiguration()
        // "message.timeout.ms must be ≤ transaction.timeout.ms"
        let transactionTimeout = timeout + .seconds(5)
        try configuration.setCommon(
            settings, role: name,
            defaults: ClientConfiguration.producer(transactionTimeout: transactionTimeout))
        try configuration.setProducer(settings)
        try configuration.set("message.timeout.ms", "\(timeout.wholeMilliseconds)")
        if let transactionalId {
            try configuration.set("transactional.id", transactionalId)
            try configuration.set(
                "transaction.timeout.ms", "\(transactionTimeout.wholeMilliseconds)")
        }
        configuration.setEvents(
            RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG
                | RD_KAFKA_EVENT_STATS)
        client = try ClientHandle(producer: configuration, wake: wake.wakeDescriptor)
    }
}
