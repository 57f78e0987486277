import Contracts
import KafkaBus

/// Writes the records of topics to files, topic by topic when it ends where they end now, side by
/// side while it follows them.
actor CaptureRun {
    /// Most records between two looks at the signals.
    private static let batchRecords = 5000

    private let access: BrokerAccess
    private let isolation: String
    private let limit: Int
    private let until: Timestamp?
    private let stopping: StopSignal
    private let target: CaptureTarget
    private var lines: [String: CaptureLines] = [:]
    private(set) var summary = CaptureSummary()

    init(
        _ access: BrokerAccess, _ target: sending CaptureTarget, isolation: String, limit: Int,
        until: Timestamp?, stopping: StopSignal
    ) {
        self.access = access
        self.target = target
        self.isolation = isolation
        self.limit = limit
        self.until = until
        self.stopping = stopping
    }

    /// Reads one topic to its end as it is now, or on and on; in the order of each partition.
    ///
    /// - Throws: ``CommandFault``
    func capture(
        _ topic: String, _ form: CaptureLines.Form, partitions: [Int32],
        from start: KafkaReader.Start, follows: Bool
    ) async throws(CommandFault) {
        lines[topic] = CaptureLines(form)
        do {
            let reader = try KafkaReader(
                access.settings, name: "capture", topics: [topic], partitions: partitions,
                from: start, until: follows ? .forever : .currentEnd, isolation: isolation)
            var left = limit
            while left > 0, !stopping.isStopping {
                let batch = try await reader.next(
                    limit: min(left, Self.batchRecords), timeout: .milliseconds(200))
                guard let batch else { break }
                if batch.isEmpty, let until, Timestamp.now() > until { break }
                left -= try take(batch, atMost: left)
            }
            await reader.close()
            summary.odd += lines[topic]?.odd ?? 0
        } catch {
            throw access.fault(error)
        }
    }

    /// Puts everything on the disk.
    func finish() throws(CommandFault) -> CaptureSummary {
        try target.flush(isEnd: true)
        summary.files = target.files
        return summary
    }

    private func take(_ batch: RecordBatch, atMost left: Int) throws(CommandFault) -> Int {
        var taken = 0
        for index in batch.indices.prefix(left) {
            let record = batch.records[index]
            if let until, record.timestampMs >= until.milliseconds { continue }
            let topic = batch.topic(index)
            let place = TopicPartition(topic: topic, partition: record.partition)
            let before = summary.bytes
            var added = 0
            try target.add(place) { bytes in
                let start = bytes.count
                lines[topic]?.add(index, of: batch, to: &bytes)
                added = bytes.count - start
            }
            summary.bytes = before + added
            taken += 1
        }
        summary.records += taken
        // What was read stays, whatever ends the program.
        try target.flush()
        return taken
    }
}

/// The account of a capture.
struct CaptureSummary: Equatable, Sendable {
    var records = 0
    /// Bytes of their lines.
    var bytes = 0
    var files = 0
    /// Lines with everything around the record where the bare record was wanted.
    var odd = 0
}
