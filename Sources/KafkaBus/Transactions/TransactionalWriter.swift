internal import CRDKafka
public import Contracts

/// Writes batches outside any plane, each in a transaction of its own: all of a batch or nothing
/// of it becomes visible, also when the process dies meanwhile.
///
/// The transactional id is `<group_id>.<name>.<instance_id>`. Who opens a writer with the same id
/// ends what an older writer had begun, and fences it.
public actor TransactionalWriter {
    /// Longest single wait inside librdkafka; between two, jobs and events have their turn.
    private static let sliceMs: Int32 = 500
    private static let attemptsMax = 5

    private nonisolated let thread = BusThread()
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    private var producer: Producer?
    private let patience: Duration
    private var waiter: CheckedContinuation<Void, Never>?
    private var lastError: BusFault?

    /// - Throws: ``BusFault`` when the settings are refused, `.unsupported` for the embedded
    ///   cluster, whose transactions are none.
    public init(_ settings: KafkaSettings, name: String) throws(BusFault) {
        guard !settings.isEmbedded else {
            throw BusFault(
                .unsupported, "the embedded broker has no transactions", retriable: false)
        }
        var settings = settings
        settings.exactlyOnce = true
        patience = settings.transactionTimeout
        producer = try Producer(settings, plane: name, wake: thread)
        thread.start(name: "writer.\(name)") { [weak self] in
            self?.assumeIsolated { $0.serve() }
            return nil
        }
    }

    /// Takes the transactional id. When it returns, every transaction of older writers is over:
    /// committed or aborted.
    ///
    /// - Throws: ``BusFault``, `.unsupported` when the brokers have no transactions.
    public func open() async throws(BusFault) {
        let producer = try opened()
        let deadline = ContinuousClock.now + patience
        while true {
            let failed = unsafe rd_kafka_init_transactions(producer.handle.client, Self.sliceMs)
            guard let error = unsafe KafkaError(taking: failed) else { return }
            serve()
            guard mayCallAgain(error, until: deadline) else {
                throw fault(error, "taking the transactional id")
            }
            await Task.yield()
        }
    }

    /// Writes a batch and commits it. A transaction that the brokers take back is written again.
    ///
    /// - Throws: ``BusFault``: `.fenced` when a newer writer has the transactional id. After
    ///   another one the batch may be committed or not: a new writer's ``open()`` settles it.
    public func commit(_ batch: RecordBatch) async throws(BusFault) {
        var attempt = 1
        while let fault = try await transact(batch) {
            try await abort()
            let isHopeless = [.recordRefused, .denied, .topic, .fenced].contains(fault.code)
            guard !isHopeless, attempt < Self.attemptsMax else { throw fault }
            attempt += 1
        }
    }

    public func close() {
        producer = nil
        waiter?.resume()
        waiter = nil
        thread.finish()
    }

    /// One attempt; the fault after which the transaction can be aborted, nil: it is committed.
    ///
    /// - Throws: what ends the writer.
    private func transact(_ batch: RecordBatch) async throws(BusFault) -> BusFault? {
        if let fault = try await write(batch) { return fault }
        try await commitTransaction()
        return nil
    }

    /// Begins a transaction and writes the batch into it; the fault after which it can be
    /// aborted, nil: the brokers have all of the batch.
    func write(_ batch: RecordBatch) async throws(BusFault) -> BusFault? {
        let producer = try opened()
        let begun = unsafe rd_kafka_begin_transaction(producer.handle.client)
        if let error = unsafe KafkaError(taking: begun) {
            throw fault(error, "beginning a transaction")
        }
        producer.isInTransaction = true
        var index = 0
        while index < batch.count, !producer.hasFailed {
            do throws(BusFault) {
                index = try producer.produce(batch, from: index)
                if index < batch.count { await drained() }
            } catch {
                if producer.fatalError != nil { throw error }
                return error
            }
        }
        await drained()
        // Closed meanwhile.
        _ = try opened()
        if let code = producer.takeFailure() {
            if let fatal = producer.fatalError { throw fatal.fault("writing") }
            return lastError ?? code.fault("writing")
        }
        return nil
    }

    /// - Throws: also when librdkafka demands an abort: it may be committed all the same.
    private func commitTransaction() async throws(BusFault) {
        let producer = try opened()
        let deadline = ContinuousClock.now + patience
        while true {
            let failed = unsafe rd_kafka_commit_transaction(producer.handle.client, Self.sliceMs)
            guard let error = unsafe KafkaError(taking: failed) else {
                producer.isInTransaction = false
                return
            }
            serve()
            guard !error.requiresAbort, mayCallAgain(error, until: deadline) else {
                throw fault(error, "committing")
            }
            await Task.yield()
        }
    }

    private func abort() async throws(BusFault) {
        let producer = try opened()
        let deadline = ContinuousClock.now + patience
        while true {
            let failed = unsafe rd_kafka_abort_transaction(producer.handle.client, 100)
            guard let error = unsafe KafkaError(taking: failed) else { break }
            // The purged messages' reports must be served before the abort can end.
            serve()
            guard mayCallAgain(error, until: deadline) else {
                throw fault(error, "aborting a transaction")
            }
            await Task.yield()
        }
        serve()
        _ = producer.takeFailure()
        producer.isInTransaction = false
    }

    /// "… may be retried until it succeeds": librdkafka says which errors allow it.
    private func mayCallAgain(
        _ error: KafkaError, until deadline: ContinuousClock.Instant
    ) -> Bool {
        !error.isFatal && (error.isRetriable || error.code.isTransient) && deadline > .now
            && !Task.isCancelled
    }

    /// What ended the producer says more than the call that noticed it.
    private func fault(_ error: KafkaError, _ doing: String) -> BusFault {
        if let fatal = producer?.fatalError, fatal.busCode == .fenced { return fatal.fault(doing) }
        return error.fault(doing)
    }

    private func opened() throws(BusFault) -> Producer {
        guard let producer else { throw BusFault(.closed, "closed", retriable: false) }
        return producer
    }

    /// Waits until every record has its report, or one has failed.
    private func drained() async {
        while let producer, !producer.isDrained {
            await withCheckedContinuation { waiter = $0 }
        }
    }

    private func serve() {
        guard let producer else { return }
        while let event = producer.handle.poll() {
            switch event.type {
            case RD_KAFKA_EVENT_DR: _ = producer.noteDeliveries(event)
            case RD_KAFKA_EVENT_ERROR:
                if let fatal = producer.fatalError {
                    producer.fail(fatal)
                } else if event.error.busCode != .unreachable {
                    lastError = BusFault(event.error.busCode, event.errorText)
                }
            default: break
            }
        }
        guard producer.isDrained, let waiter else { return }
        self.waiter = nil
        waiter.resume()
    }
}
