internal import CRDKafka
import Contracts

/// Telling what the monitor finds.
extension KafkaBus {
    func take(_ statistics: ClientStatistics) {
        observer(.statistics(statistics))
        let offsets = consumer?.offsets
        tell(
            monitor.take(
                statistics, isWaiting: isRebuilding || connection.isDown,
                isDrained: consumer?.isDrained == true
            ) { offsets?.next($0) })
        tellFigures()
    }

    func tellFigures() { observer(.figures(monitor.snapshot)) }

    /// Whether the error is a trouble of its own, which is told once.
    func takesAsTrouble(
        _ code: rd_kafka_resp_err_t, _ text: String, topic: String? = nil,
        side: TroubleLedger.Side = .figures
    ) -> Bool {
        let (isTrouble, news) = monitor.judge(code, text, topic: topic, side: side)
        if let news { observer(.trouble(news)) }
        return isTrouble
    }

    /// Whether a line of the client library's log says why no broker is reached.
    func takesAsTrouble(_ text: String, facility: String) -> Bool {
        let denied = RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED
        if facility == "ADDPARTS", text.hasSuffix(denied.text) {
            // … Failed to add partition "TOPIC" [N] to transaction: …
            let parts = text.split(separator: "\"")
            let topic = parts.count == 3 ? String(parts[1]) : nil
            let detail = "ACLs refuse writing to \(topic ?? "a topic")"
            return takesAsTrouble(denied, detail, topic: topic, side: .writing)
        }
        guard let verdict = monitor.judge.verdict(onLog: text, facility: facility) else {
            return false
        }
        if let news = monitor.take(verdict) { observer(.trouble(news)) }
        return true
    }

    func noteTransactionalId() {
        if let news = monitor.noteTransactionalId() { observer(.trouble(news)) }
    }

    /// - Parameter missing: why the group does not tell the offsets of partitions it gave.
    func noteOffsets(missing: String?) {
        if let news = monitor.noteOffsets(missing: missing) { observer(.trouble(news)) }
    }

    func noteRefusedPast(_ fault: BusFault, _ trouble: BusTrouble, _ subject: String) {
        if let news = monitor.noteRefusedPast(fault, trouble, subject) { observer(.trouble(news)) }
    }

    func noteReadPast() { tell(monitor.noteReadPast()) }

    func noteCommit(since start: ContinuousClock.Instant, isTransaction: Bool) {
        tell(monitor.noteCommit(after: .now - start, isTransaction: isTransaction))
    }

    /// Looks at the time of the newest record.
    @inline(__always)
    func noteTime(of batch: RecordBatch) {
        guard let last = batch.records.last else { return }
        // The usual record: no clock to compare and nothing to end.
        let news = monitor.note(
            timestampMs: last.timestampMs, of: batch.topics[Int(last.topic)],
            hostMs: HostClock.milliseconds)
        if let news { observer(.trouble(news)) }
    }

    private func tell(_ news: [TroubleNews]) {
        for news in news { observer(.trouble(news)) }
    }
}

extension ClientEvent {
    /// The topic that an error event is about.
    var topic: String? {
        if let place = unsafe rd_kafka_event_topic_partition(event) {
            defer { unsafe rd_kafka_topic_partition_destroy(place) }
            return unsafe String(cString: place.pointee.topic)
        }
        let words = errorText.split(separator: ": ")
        guard words.count > 2, words[0].hasPrefix("Subscribed topic not available") else {
            return nil
        }
        return String(words[1])
    }
}
