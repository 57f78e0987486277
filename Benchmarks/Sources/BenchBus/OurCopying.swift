import Contracts
import KafkaBus

/// Consume, transform, produce, exactly once.
enum OurCopying {
    /// - Parameters:
    ///   - records: ends after so many; by SIGTERM when 0.
    ///   - add: adds what comes of a record.
    static func run(
        _ address: String, _ input: String, records: Int, _ group: String,
        _ add: (Int, RecordBatch, inout RecordBatch) throws -> Void
    ) async throws {
        let settings = OurContender.settings(address, group: group, exactlyOnce: true)
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "bench", inputs: [input])
        ) { _ in }
        try await bus.join()
        var span: MeasuredSpan?
        var done = 0
        while records == 0 || done < records {
            guard case .records(let batch) = try await bus.receive(timeout: nil) else { continue }
            span = span ?? MeasuredSpan()
            // As the planes do.
            var outputs = RecordBatch()
            outputs.reserve(records: batch.count, bytes: 2 * batch.bytes.count)
            for index in batch.indices { try add(index, batch, &outputs) }
            done += batch.count
            try await bus.commit(outputs, durable: records > 0 && done >= records)
        }
        span?.tell(records: done)
        await bus.close()
    }
}

/// The transform is a copy, with the headers that a plane writes or without.
struct CopyWork {
    let output: String
    let hasHeaders: Bool

    func add(_ index: Int, _ batch: RecordBatch, _ outputs: inout RecordBatch) {
        let record = batch.records[index]
        outputs.append(
            topic: output, key: record.key.map { batch.bytes[$0] },
            value: record.value.map { batch.bytes[$0] })
        guard hasHeaders else { return }
        outputs.addHeader("source", batch.place(index).description)
        outputs.addHeader("schema", "bar_event/1")
    }
}

/// The transform reads a bar, checks it, and writes it.
final class ValidateWork {
    private let output: String
    private var notes = ReadingNotes()

    init(output: String) {
        self.output = output
    }

    func add(_ index: Int, _ batch: RecordBatch, _ outputs: inout RecordBatch) throws {
        guard let value = batch.records[index].value else { return }
        let bar = try BarEvent.decode(batch.bytes.span.extracting(value), notes: &notes)
        outputs.append(topic: output, key: bar.symbol, write: bar.encode)
    }
}
