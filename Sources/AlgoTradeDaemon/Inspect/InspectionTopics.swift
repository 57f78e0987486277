import Contracts
import KafkaBus

/// What the topics hold of a symbol.
struct InspectionTopics {
    static let names = [
        Topic.marketRaw.rawValue, Topic.marketEvents.rawValue, Topic.ofiEvents.rawValue,
        Topic.marketRaw.deadLetters,
    ]
    /// Most records between two looks at how far it is.
    private static let batchRecords = 5000

    let access: BrokerAccess

    /// Reads each topic from its beginning to what is its end now.
    ///
    /// Events, windows and dead letters are the daemon's own; only drops, which no topic holds,
    /// are found by the machine over `market_raw`.
    ///
    /// - Throws: ``CommandFault`` when the brokers do not answer, or there are too many events.
    func read(_ inspection: Inspection) async throws(CommandFault) -> Inspection {
        let partitions = try await access.withAdmin { try await access.partitions($0) }
        var recorder = InspectionRecorder(inspection, keepsEvents: false)
        for name in Self.names {
            guard let count = partitions[name], count > 0 else {
                throw access.lacking(name, else: "inspect recorded files with --file")
            }
            do {
                let reader = try KafkaReader(
                    access.settings, name: "inspect", topics: [name],
                    partitions: Array(0..<Int32(count)), until: .currentEnd)
                do {
                    try await read(name, reader, into: &recorder)
                    await reader.close()
                } catch {
                    await reader.close()
                    throw error
                }
            } catch {
                throw access.fault(error)
            }
        }
        return recorder.inspection
    }

    private func read(
        _ name: String, _ reader: KafkaReader, into recorder: inout InspectionRecorder
    ) async throws {
        var notes = ReadingNotes()
        while let batch = try await reader.next(limit: Self.batchRecords) {
            for index in batch.indices {
                guard let value = batch.records[index].value else { continue }
                let bytes = batch.bytes.span.extracting(value)
                switch Topic(rawValue: name) {
                case .marketRaw?:
                    try recorder.take(bytes, place: batch.place(index).description)
                case .some(let topic):
                    guard
                        let message = try? Message.decode(bytes, topic: topic, notes: &notes)
                    else { continue }
                    try recorder.take(message)
                case nil: takeLetter(index, of: batch, into: &recorder, &notes)
                }
            }
        }
    }

    /// A dead letter belongs to the symbol that its value names or, when that cannot be read,
    /// its key.
    private func takeLetter(
        _ index: Int, of batch: RecordBatch, into recorder: inout InspectionRecorder,
        _ notes: inout ReadingNotes
    ) {
        guard let value = batch.records[index].value else { return }
        let raw = try? MarketRaw.decode(batch.bytes.span.extracting(value), notes: &notes)
        let symbol = recorder.inspection.symbol
        guard raw?.symbol == symbol || (raw == nil && batch.keyText(index) == "\(symbol)")
        else { return }
        func header(_ name: String) -> String? { batch.header(index, name) }
        let place = [
            DeadLetter.Header.topic, DeadLetter.Header.partition, DeadLetter.Header.offset,
        ]
        .map { header($0) ?? "?" }.joined(separator: "/")
        recorder.take(
            InspectedVerdict(
                kind: .deadLetter, time: raw?.time,
                reason: header(DeadLetter.Header.reason) ?? "unknown",
                detail: header(DeadLetter.Header.fault) ?? "", place: place))
    }
}
