internal import CRDKafka
import Contracts

/// Taking the transactional id, and taking back what the brokers did not take.
extension KafkaBus {
    private static let attemptsMax = 6

    /// Takes the transactional id. "init_transactions() … may be retried until it succeeds."
    ///
    /// Waits for brokers, and for ACLs that refuse it.
    func initTransactions() async throws(BusFault) {
        while let producer, producer.isTransactional {
            if let fault { throw fault }
            if isStopping { throw BusFault(.closed, "stopped before a broker answered") }
            let failed = unsafe rd_kafka_init_transactions(producer.handle.client, Self.sliceMs)
            guard let error = unsafe KafkaError(taking: failed) else {
                noteTransactionalId()
                return
            }
            if error.isRetriable || error.code.isTransient {
                observer(.waiting)
                await Task.yield()
                continue
            }
            _ = takesAsTrouble(error.code, error.message, side: .writing)
            guard error.code.busCode == .denied else {
                throw error.fault("taking the transactional id")
            }
            await pause(refusals.next())
            // A client that was refused is over.
            if !isStopping { try replaceProducer() }
        }
    }

    /// Aborts and writes the kept outputs again; throws when that cannot help.
    func takeBack(_ failure: TransactionFault, _ attempt: Int) async throws(BusFault) {
        guard let producer else { return }
        var fault = failure.busFault
        if let fatal = producer.fatalError, fatal.busCode == .fenced {
            fault = fatal.fault("committing")
        }
        let isHopeless = fault.code == .fenced || failure.isOutcomeUnknown
        monitor.count(fault.code)
        let isKnown = monitor.isRefused
        if let code = failure.clientCode {
            _ = takesAsTrouble(
                code, fault.message, topic: failure.isOfRecord ? producer.failedTopic : nil,
                side: .writing)
        }
        if isHopeless || attempt > Self.attemptsMax || isLate {
            self.fault = fault
            throw fault
        }
        if producer.isTransactional { monitor.figures.transactionsAborted += 1 }
        if !isKnown { observer(.transactionAborted(fault.message)) }
        if producer.isTransactional, producer.fatalError == nil {
            // By its epoch the coordinator tells this producer from a successor's: only whoever may
            // still abort may take the transactional id anew.
            do throws(BusFault) {
                guard try await abort() else { throw fault }
            } catch {
                // Whoever may not abort any more may not have the id either, and waits for it.
                guard self.producer?.fatalError?.busCode == .denied else {
                    self.fault = self.fault ?? error
                    throw error
                }
            }
        }
        switch fault.code {
        case .rebalanced:
            self.fault = fault
            throw fault
        case .recordRefused:
            fault.cause = producer.takeRefused()
            throw fault
        default:
            if failure.isOfRecord { producer.dropDelivered() }
            if producer.isTransactional || producer.fatalError != nil || fault.code == .topic {
                try await rebuildProducer()
            }
        }
        try begin()
        self.producer?.isWritten = true
        for outputs in self.producer?.open ?? [] { try await produce(outputs) }
    }

    /// Ends the transaction that is begun, if one is; false when it cannot be: a commit that was
    /// given up in the middle is "already in progress" for the client, for good.
    func abort() async throws(BusFault) -> Bool {
        guard let producer, producer.isInTransaction else { return true }
        while true {
            let failed = unsafe rd_kafka_abort_transaction(producer.handle.client, 100)
            guard let error = unsafe KafkaError(taking: failed) else { break }
            if error.code == RD_KAFKA_RESP_ERR__CONFLICT { return false }
            if producer.hasNothingToAbort { break }
            guard error.isRetriable || error.code.isTransient, !isLate else {
                throw error.fault("aborting a transaction")
            }
            // The purged messages' reports must be served before the abort can end.
            var budget = 100_000
            serveProducer(&budget)
            observer(.waiting)
            await Task.yield()
        }
        var budget = 100_000
        serveProducer(&budget)
        _ = producer.takeFailure()
        producer.isInTransaction = false
        return true
    }

    /// A new producer takes the transactional id, which makes the brokers abort what the old one
    /// had begun, and has the same outputs to write. A fatal error ends a producer for good; but
    /// one whose requests got lost is not used again either: what is still on its way, an abort
    /// asked for twice, say, would reach into the next transaction. Of an old epoch it is refused.
    private func rebuildProducer() async throws(BusFault) {
        try replaceProducer()
        producer?.noteOpen()
        try await initTransactions()
    }

    private func replaceProducer() throws(BusFault) {
        let old = producer
        producer = nil
        let new = try Producer(settings, plane: subscription.plane, wake: thread)
        for outputs in old?.open ?? [] { new.keep(outputs) }
        if old?.openSince != nil { new.noteOpen() }
        producer = new
    }
}

/// How often in a row this bus was refused what it needs, by ACLs or for want of a topic.
struct Refusals {
    private var count = 0

    /// How long to wait before it is asked again: from half a second to four.
    mutating func next() -> Duration {
        defer { count += 1 }
        return .milliseconds(Int.random(in: 400...500) << min(count, 3))
    }
}
