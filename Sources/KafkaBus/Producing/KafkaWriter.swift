internal import CRDKafka
public import Contracts

/// Writes records outside any plane: feeds, `publish`, and tests. Idempotent, not transactional.
public actor KafkaWriter {
    private nonisolated let thread = BusThread()
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    private var handle: WriterHandle?
    private var outstanding = 0
    private var failure: BusFault?
    private var waiter: CheckedContinuation<Void, Never>?
    private var lastError: BusFault?
    private var judge: AccessJudge

    /// - Parameter timeout: how long a record may wait for the brokers before its write fails.
    public init(
        _ settings: KafkaSettings, name: String, timeout: Duration = .seconds(300)
    ) throws(BusFault) {
        judge = AccessJudge(settings)
        handle = try WriterHandle(settings, name, timeout, thread)
        thread.start(name: "writer.\(name)") { [weak self] in
            self?.assumeIsolated { $0.turn() }
            return nil
        }
    }

    /// Writes records and waits until all are acknowledged.
    /// - Throws: the first record's failure.
    public func write(_ batch: RecordBatch) async throws(BusFault) {
        guard handle != nil else { throw BusFault(.closed, "closed", retriable: false) }
        var index = 0
        while index < batch.count {
            guard let handle else { break }
            let (next, error) = handle.topics.produce(batch, from: index, with: handle.client)
            outstanding += next - index
            index = next
            switch error {
            case RD_KAFKA_RESP_ERR_NO_ERROR: break
            case RD_KAFKA_RESP_ERR__QUEUE_FULL: await drained()
            default: throw error.fault("writing to \(batch.topic(index))")
            }
        }
        await drained()
        if let failure {
            self.failure = nil
            throw failure
        }
    }

    public func close() {
        handle = nil
        waiter?.resume()
        waiter = nil
        thread.finish()
    }

    private func drained() async {
        while outstanding > 0, handle != nil {
            await withCheckedContinuation { waiter = $0 }
        }
    }

    private func turn() {
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
        guard outstanding == 0, let waiter else { return }
        self.waiter = nil
        waiter.resume()
    }

    private func note(_ event: borrowing ClientEvent) {
        while let message = unsafe rd_kafka_event_message_next(event.event) {
            outstanding -= 1
            let error = unsafe message.pointee.err
            if !error.isNone { failure = failure ?? lastError ?? error.fault("writing") }
        }
    }
}

/// The writer's client.
private final class WriterHandle {
    let client: ClientHandle
    let topics = TopicHandles()

    deinit {
        topics.close()
    }

    init(
        _ settings: KafkaSettings, _ name: String, _ timeout: Duration, _ wake: BusThread
    ) throws(BusFault) {
        var configuration = ClientConfiguration()
        try configuration.setCommon(settings, role: name)
        try configuration.setProducer(settings)
        try configuration.set("message.timeout.ms", "\(timeout.wholeMilliseconds)")
        configuration.setEvents(
            RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG
                | RD_KAFKA_EVENT_STATS)
        client = try ClientHandle(producer: configuration, wake: wake.wakeDescriptor)
    }
}
