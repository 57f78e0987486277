internal import CRDKafka
import Contracts

/// Serving the C queues, on the bus thread.
extension KafkaBus {
    func serveProducer(_ budget: inout Int) {
        guard let producer else { return }
        while budget > 0, let event = producer.handle.poll() {
            budget -= 1
            switch event.type {
            case RD_KAFKA_EVENT_DR:
                if producer.noteDeliveries(event) { note(.answered) }
            case RD_KAFKA_EVENT_ERROR where producer.fatalError != nil:
                serveFatal(event, producer)
            default: serveCommon(event)
            }
        }
    }

    private func serveFatal(_ event: borrowing ClientEvent, _ producer: Producer) {
        guard let code = producer.fatalError else { return }
        if code.busCode == .fenced {
            // Somebody else has the transactional id: to take it back would be a fight.
            fault = BusFault(.fenced, event.errorText, retriable: false)
        } else {
            // The commit that waits finds it out and builds another producer.
            producer.fail(code)
        }
    }

    func serveConsumer(_ budget: inout Int) {
        guard let consumer else { return }
        consumer.pauseIfStalled()
        if consumer.pacer.takeAnswer() { note(.connected) }
        var hasFetched = false
        while budget > 0, consumer.wantsMore, let event = consumer.handle.poll() {
            budget -= 1
            switch event.type {
            case RD_KAFKA_EVENT_FETCH: if consumer.add(event) { hasFetched = true }
            case RD_KAFKA_EVENT_REBALANCE:
                serveRebalance(event, consumer)
            case RD_KAFKA_EVENT_OFFSET_COMMIT:
                if !event.error.isNone, event.error != RD_KAFKA_RESP_ERR__NO_OFFSET,
                    !takesAsTrouble(event.error, event.errorText, side: .writing)
                {
                    tell("committing offsets: \(event.errorText)")
                }
            case RD_KAFKA_EVENT_ERROR where event.error == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
                do { try consumer.reset(event, observer) } catch { fault = error }
            default: serveCommon(event)
            }
        }
        if consumer.askAgain != nil { serveArrived() }
        do { try consumer.recover() } catch { fault = error }
        if hasFetched { consumer.waking.note() }
        consumer.wakeFetching()
        guard hasFetched else { return }
        consumer.pacer.note()
        note(.answered)
        noteTime(of: consumer.pending)
    }

    private func serveRebalance(_ event: borrowing ClientEvent, _ consumer: Consumer) {
        monitor.figures.rebalances += 1
        follow { () throws(BusFault) in try consumer.rebalance(event, observer) }
    }

    /// Partitions that waited, for a commit's end or the group's offsets, are taken now.
    func serveArrived() {
        guard let consumer else { return }
        follow { () throws(BusFault) in try consumer.takeArrived(observer) }
    }

    private func follow(_ rebalance: () throws(BusFault) -> Consumer.Rebalance?) {
        do {
            switch try rebalance() {
            case .assigned:
                monitor.noteAccess()
                noteOffsets(missing: nil)
                note(.assigned)
            case .revoked: noteOffsets(missing: nil)
            case nil: break
            case .unsettled(let reason): noteOffsets(missing: reason)
            case .lost:
                noteOffsets(missing: nil)
                if connection.lost(.session) {
                    observer(.lost("the group's coordinator does not answer"))
                }
            case .overtaken(let sign):
                fault = BusFault(
                    .rebalanced, "another member has worked on the partitions meanwhile: \(sign)")
            }
        } catch {
            fault = error
        }
    }

    private func serveCommon(_ event: borrowing ClientEvent) {
        switch event.type {
        case RD_KAFKA_EVENT_ERROR: serveError(event)
        case RD_KAFKA_EVENT_STATS: if let statistics = event.statistics { take(statistics) }
        case RD_KAFKA_EVENT_LOG: if let line = event.logLine { tell(line) }
        default: break
        }
    }

    private func serveError(_ event: borrowing ClientEvent) {
        let code = consumer?.handle.fatalErrorCode() ?? event.error
        let busCode = code.busCode
        monitor.count(busCode)
        if event.isFatal || code == RD_KAFKA_RESP_ERR__FATAL || busCode == .fenced {
            fault = BusFault(
                busCode == .unreachable ? .clientFailed : busCode, event.errorText,
                retriable: busCode != .fenced)
        } else if code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN {
            if connection.lost(.connections), !monitor.isDenied {
                observer(.lost(monitor.reason(event.errorText)))
            }
            consumer?.pacer.awaitAnswer()
        } else if !takesAsTrouble(code, event.errorText, topic: event.topic), !code.isTransient {
            tell(event.errorText)
        }
    }

    /// librdkafka repeats itself with every retry: the same line is told once, and what it says
    /// while no broker is there, or ACLs refuse it, is a detail. So is that a client does not take
    /// what is meant for the other kind: all are given the same properties.
    private func tell(_ line: BusNotice) {
        guard case .clientLog(let level, let facility, let text) = line,
            !takesAsTrouble(text, facility: facility), connection.isNew(text)
        else { return }
        let isRetry =
            ["FAIL", "SSL", "SESSTMOUT", "REQTMOUT"].contains(facility)
            || text.hasSuffix(": retrying")
            || text.hasSuffix(RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS.text)
        let isForOthers = facility == "CONFWARN" && text.contains("ignored by this")
        let isKnown = connection.isDown || monitor.isRefused && Self.tellsOfRefusal(facility, text)
        let shown = isKnown || isRetry || isForOthers ? 7 : level
        observer(.clientLog(level: shown, facility: facility, text: text))
    }

    /// Whether a line is what comes of a refusal.
    private static func tellsOfRefusal(_ facility: String, _ text: String) -> Bool {
        ["ADDPARTS", "ADDOFFSETS", "TXNERR", "FATAL", "GETPID", "TXNCOMMIT"].contains(facility)
            || text.contains("authorization failed")
    }

    /// The same trouble is told once, until the connection is back.
    func tell(_ text: String) {
        if connection.isNew(text) { observer(.error(text)) }
    }

    private func note(_ sign: ConnectionWatch.Sign) {
        if connection.saw(sign) { observer(.connected) }
    }
}
