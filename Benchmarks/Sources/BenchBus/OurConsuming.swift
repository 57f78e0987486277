import Contracts
import Foundation
import KafkaBus
import Synchronization

/// Reads every record's bytes once, at least once. Measured from the moment the partitions are
/// given.
enum OurConsuming {
    static func run(
        _ address: String, _ topic: String, records: Int, _ group: String
    ) async throws {
        let settings = OurContender.settings(address, group: group, exactlyOnce: false)
        let span = Mutex<MeasuredSpan?>(nil)
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "bench", inputs: [topic])
        ) { notice in
            if case .assigned = notice { span.withLock { $0 = MeasuredSpan() } }
        }
        try await bus.join()
        var done = 0
        var sum: UInt64 = 0
        while done < records {
            guard case .records(let batch) = try await bus.receive(timeout: nil) else { continue }
            for record in batch.records {
                guard let value = record.value else { continue }
                let bytes = batch.bytes.span.extracting(value)
                for index in bytes.indices { sum &+= UInt64(bytes[index]) }
            }
            done += batch.count
            try await bus.commit(RecordBatch(), durable: false)
        }
        span.withLock { $0 }?.tell(records: done)
        FileHandle.standardError.write(Data("sum \(sum)\n".utf8))
        await bus.close()
    }
}
