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
                if producer.noteDeliveries(event) { noteConnected() }
            default: serveCommon(event)
            }
        }
    }

    func serveConsumer(_ budget: inout Int) {
        guard let consumer else { return }
        consumer.pauseIfStalled()
        while budget > 0, consumer.wantsMore, let event = consumer.handle.poll() {
            budget -= 1
            switch event.type {
            case RD_KAFKA_EVENT_FETCH: serveFetch(event, consumer)
            case RD_KAFKA_EVENT_REBALANCE:
                serveRebalance(event, consumer)
            case RD_KAFKA_EVENT_OFFSET_COMMIT:
                if !event.error.isNone, event.error != RD_KAFKA_RESP_ERR__NO_OFFSET {
                    tell("committing offsets: \(event.errorText)")
                }
            case RD_KAFKA_EVENT_ERROR where event.error == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
                do { try consumer.reset(event, observer) } catch { fault = error }
            default: serveCommon(event)
            }
        }
    }

    private func serveRebalance(_ event: borrowing ClientEvent, _ consumer: Consumer) {
        do {
            if try consumer.rebalance(event, observer) == .overtaken {
                fault = BusFault(
                    .rebalanced, "another member has worked on the partitions meanwhile")
            }
        } catch {
            fault = error
        }
    }

    private func serveFetch(_ event: borrowing ClientEvent, _ consumer: Consumer) {
        while let message = unsafe rd_kafka_event_message_next(event.event) {
            guard unsafe message.pointee.err.isNone else { continue }
            noteConnected()
            unsafe consumer.add(message)
        }
    }

    private func serveCommon(_ event: borrowing ClientEvent) {
        switch event.type {
        case RD_KAFKA_EVENT_ERROR: serveError(event)
        case RD_KAFKA_EVENT_STATS:
            if let text = event.statistics, text.contains(#""state":"UP""#) { noteConnected() }
            if isWaiting { observer(.waiting) }
        case RD_KAFKA_EVENT_LOG: if let line = event.logLine { tell(line) }
        default: break
        }
    }

    private func serveError(_ event: borrowing ClientEvent) {
        let code = event.error
        let busCode = code.busCode
        if event.isFatal || code == RD_KAFKA_RESP_ERR__FATAL || busCode == .fenced {
            fault = BusFault(
                busCode == .unreachable ? .clientFailed : busCode, event.errorText,
                retriable: busCode != .fenced)
        } else if code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN {
            if connection.lost() { observer(.lost(event.errorText)) }
        } else if !code.isTransient {
            tell(event.errorText)
        }
    }

    /// librdkafka repeats itself with every retry: the same line is told once, and what it says
    /// while no broker is there is a detail.
    private func tell(_ line: BusNotice) {
        guard case .clientLog(let level, let facility, let text) = line,
            connection.isNew(text)
        else { return }
        let shown = connection.isDown ? 7 : level
        observer(.clientLog(level: shown, facility: facility, text: text))
    }

    /// The same trouble is told once, until the connection is back.
    private func tell(_ text: String) {
        if connection.isNew(text) { observer(.error(text)) }
    }

    private func noteConnected() {
        if connection.regained() { observer(.connected) }
    }
}

/// Tells a change of connection once, not each retry.
struct ConnectionWatch {
    private enum State { case unknown, up, down }
    private var state = State.unknown
    private var lastError: String?

    var isDown: Bool { state == .down }

    /// Whether this error differs from the last one.
    mutating func isNew(_ error: String) -> Bool {
        defer { lastError = error }
        return lastError != error
    }

    /// True when this is news.
    mutating func lost() -> Bool {
        defer { state = .down }
        return state != .down
    }

    /// True when this is news.
    mutating func regained() -> Bool {
        guard state != .up else { return false }
        state = .up
        lastError = nil
        return true
    }
}
