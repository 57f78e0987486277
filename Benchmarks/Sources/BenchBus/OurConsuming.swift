import Contracts
import Foundation
import KafkaBus

/// Reads every record's bytes once, at least once.
enum OurConsuming {
    static func run(
        _ address: String, _ topic: String, records: Int, _ group: String
    ) async throws {
        let settings = OurContender.settings(address, group: group, exactlyOnce: false)
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "bench", inputs: [topic])
        ) { _ in }
        try await bus.join()
        var span: MeasuredSpan?
        var done = 0
        var sum: UInt64 = 0
        while done < records {
            guard case .records(let batch) = try await bus.receive(timeout: nil) else { continue }
            span = span ?? MeasuredSpan()
            for record in batch.records {
                guard let value = record.value else { continue }
                for byte in batch.bytes[value] { sum &+= UInt64(byte) }
            }
            done += batch.count
            try await bus.commit(RecordBatch(), durable: false)
        }
        span?.tell(records: done)
        FileHandle.standardError.write(Data("sum \(sum)\n".utf8))
        await bus.close()
    }
}
