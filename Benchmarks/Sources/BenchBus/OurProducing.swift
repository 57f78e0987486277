import Contracts
import KafkaBus

/// Hands over outputs as a plane does, at least once: batch by batch, commits between.
enum OurProducing {
    private static let batchMax = 500
    private static let valueSize = 200
    private static let keySize = 8

    static func run(_ address: String, _ topic: String, records: Int) async throws {
        let settings = OurContender.settings(address, group: topic, exactlyOnce: false)
        let bus = try KafkaBus.open(
            settings, for: PlaneSubscription(plane: "bench", inputs: ["\(topic)-none"])
        ) { _ in }
        try await bus.join()
        var value = [UInt8](repeating: UInt8(ascii: "x"), count: valueSize)
        let span = MeasuredSpan()
        var done = 0
        while done < records {
            var outputs = RecordBatch()
            let count = min(batchMax, records - done)
            outputs.reserve(records: count, bytes: count * (valueSize + keySize))
            for number in done..<(done + count) {
                writeKey(number % 1000, into: &value)
                outputs.append(topic: topic, key: value[..<keySize], value: value[...])
            }
            done += count
            try await bus.commit(outputs, durable: done == records)
        }
        span.tell(records: done)
        await bus.close()
    }

    /// `S0000042`
    private static func writeKey(_ number: Int, into value: inout [UInt8]) {
        var rest = number
        value[0] = UInt8(ascii: "S")
        for index in stride(from: keySize - 1, to: 0, by: -1) {
            value[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }
}
