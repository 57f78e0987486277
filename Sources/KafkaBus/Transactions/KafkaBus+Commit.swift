internal import CRDKafka
import Contracts

/// Writing and committing. A transaction that the brokers take back is written again from the
/// outputs kept, so a plane's machine never has to go back.
extension KafkaBus {
    /// Longest single wait inside librdkafka; between two, jobs and events have their turn.
    static let sliceMs: Int32 = 500
    /// How long the group's coordinator may ask for patience before librdkafka demands that the
    /// transaction is aborted. An answer that does not come is waited for longer.
    private static let offsetsMs: Int32 = 5000

    /// Whether outputs or positions wait for a commit; those of partitions that are away do not.
    var isOpen: Bool {
        if producer?.openSince != nil { return true }
        guard let consumer, !consumer.isAway || consumer.historyRequest != nil else { return false }
        return !consumer.offsets.done.isEmpty
    }

    /// Hands `outputs` to librdkafka and keeps them until the commit.
    func write(_ outputs: RecordBatch) async throws(BusFault) {
        guard let producer, !outputs.isEmpty else { return }
        producer.keep(outputs)
        // What failed is found out by the commit, which writes everything again.
        guard !producer.hasFailed else {
            producer.isWritten = false
            return
        }
        try begin()
        try await produce(outputs)
    }

    /// Commits outputs and positions; returns when both are durable.
    func finish() async throws(BusFault) {
        var attempt = 0
        let start = ContinuousClock.now
        var failingSince: ContinuousClock.Instant?
        while true {
            await partitions()
            if let fault { throw fault }
            do throws(TransactionFault) {
                // Another one each time that a fatal error ended the last.
                guard let producer else { return }
                if producer.isTransactional {
                    try await commitTransaction()
                } else {
                    try await flush()
                    commitOffsets()
                }
                break
            } catch {
                // Whoever is not reached is waited for as long as a transaction may last, before
                // attempts count; ACLs that refuse it, or a topic that is gone, as long as they do.
                let code = error.busFault.code
                let since = failingSince ?? .now
                failingSince = since
                let isOld = .now - since > settings.transactionTimeout
                let isWaiting = code == .denied || error.isOfMissingTopic
                if !isWaiting, code != .unreachable || isOld { attempt += 1 }
                try await takeBack(error, attempt)
                if code == .unreachable { await pause(.milliseconds(500)) }
                if isWaiting { await pause(refusals.next()) }
                serveArrived()
            }
        }
        refusals = Refusals()
        producer?.closed()
        consumer?.committed()
        serveArrived()
        noteCommit(since: start, isTransaction: producer?.isTransactional == true)
    }

    func begin() throws(BusFault) {
        guard let producer, producer.isTransactional, !producer.isInTransaction else { return }
        let failed = unsafe rd_kafka_begin_transaction(producer.handle.client)
        if let error = unsafe KafkaError(taking: failed) {
            throw error.fault("beginning a transaction")
        }
        producer.isInTransaction = true
    }

    func produce(_ outputs: RecordBatch) async throws(BusFault) {
        guard let producer else { return }
        var index = 0
        // After a failure the rest is not worth writing: the commit writes all of it again.
        while index < outputs.count, !producer.hasFailed {
            if let fault { throw fault }
            do throws(BusFault) {
                index = try producer.produce(outputs, from: index)
            } catch {
                monitor.count(error.code)
                if error.code == .recordRefused {
                    _ = takesAsTrouble(
                        RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, error.message,
                        topic: producer.failedTopic ?? outputs.topic(index), side: .writing)
                }
                throw error
            }
            if index < outputs.count, !producer.hasFailed {
                do throws(TransactionFault) { try await flush() } catch { throw error.busFault }
            }
        }
        if index < outputs.count { producer.isWritten = false }
    }

    /// Waits until the partitions that outputs come from are this member's.
    private func partitions() async {
        while consumer?.isSuspended == true, fault == nil {
            await withCheckedContinuation { suspension = $0 }
        }
    }

    /// Waits until every message has its report.
    private func flush() async throws(TransactionFault) {
        guard let producer else { return }
        nonisolated(unsafe) let client = unsafe producer.handle.client
        try await insist {
            let failed = unsafe rd_kafka_flush(client, Self.sliceMs)
            return KafkaError(failed)
        }
        if let error = producer.takeFailure() { throw .failed(error) }
    }

    private func commitTransaction() async throws(TransactionFault) {
        guard let producer, let consumer else { return }
        // What librdkafka has only given up says less than the transaction's own error.
        if let error = producer.takeFailure(), !error.isPurge { throw .failed(error) }
        do throws(BusFault) { try begin() } catch { throw .bus(error) }
        consumer.isCommitting = true
        defer { consumer.isCommitting = false }
        let sent = consumer.offsets.send()
        nonisolated(unsafe) let offsets = PartitionList(sent, note: consumer.offsets.mark)
        nonisolated(unsafe) let group = unsafe rd_kafka_consumer_group_metadata(
            consumer.handle.client)
        defer { unsafe rd_kafka_consumer_group_metadata_destroy(group) }
        nonisolated(unsafe) let client = unsafe producer.handle.client
        nonisolated(unsafe) var hasOffsets = sent.isEmpty
        let patienceMs = isStopping ? Self.offsetsMs / 2 : Self.offsetsMs
        do throws(TransactionFault) {
            try await insist {
                if unsafe !hasOffsets {
                    let failed = unsafe rd_kafka_send_offsets_to_transaction(
                        client, offsets.list, group, patienceMs)
                    if let error = unsafe KafkaError(taking: failed) { return error }
                    unsafe hasOffsets = true
                }
                return unsafe KafkaError(taking: rd_kafka_commit_transaction(client, Self.sliceMs))
            }
        } catch {
            if unsafe hasOffsets, error.isFatal { throw .outcomeUnknown(error.busFault) }
            // The first record that was refused says more than the transaction. One that was only
            // given up says that the commit was not asked for: all must have been delivered before.
            if let cause = producer.takeFailure() { throw cause.isPurge ? error : .failed(cause) }
            // "The transaction will have failed locally but the EndTxn(commit) may have succeeded."
            // A record that is refused keeps it from being asked for.
            if unsafe hasOffsets, error.requiresAbort, !error.isRefusal {
                throw .outcomeUnknown(error.busFault)
            }
            throw error
        }
    }

    /// Calls again while librdkafka says that the same call may be made again.
    private func insist(
        _ call: @escaping @Sendable () -> KafkaError?
    ) async throws(TransactionFault) {
        while let error = await run(call) {
            if error.requiresAbort || error.isFatal { throw .error(error) }
            guard error.isRetriable || error.code.isTransient else { throw .error(error) }
            // An answer that takes so long may want the group to be settled first.
            consumer?.isCommitting = false
            serveArrived()
            if let fault { throw .bus(fault) }
            if isLate { throw .error(error) }
            observer(.waiting)
        }
    }

    /// A call that waits inside librdkafka, aside.
    func run(_ call: @escaping @Sendable () -> KafkaError?) async -> KafkaError? {
        blockedSince = .now
        defer { blockedSince = nil }
        return await blocking.run(call)
    }

    private func commitOffsets() {
        guard let consumer, !consumer.offsets.done.isEmpty else { return }
        let offsets = PartitionList(consumer.offsets.send())
        // Asynchronous: a lost offset commit only means that records are read again, and closing
        // the consumer waits for those under way.
        unsafe rd_kafka_commit(consumer.handle.client, offsets.list, 1)
    }
}
