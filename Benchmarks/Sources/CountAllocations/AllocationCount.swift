import BenchmarkData
import CAllocations
import Contracts

/// Calls for memory while a stream is read and written.
struct AllocationCount {
    private static let records = 5000

    let stream: MessageStream
    private(set) var decode: UInt64 = 0
    private(set) var encode: UInt64 = 0

    init(_ stream: MessageStream) throws {
        self.stream = stream
        let messages = stream.messages(Self.records, seed: 1)
        var records = Records()
        for message in messages { records.add { message.encode(into: &$0) } }
        var buffer: [UInt8] = []
        buffer.reserveCapacity(65_536)
        var notes = ReadingNotes()
        // The first pass fills what is made once: tables, metadata of types.
        for _ in 0..<2 {
            let start = allocations_count()
            for index in 0..<records.count {
                _ = try Message.decode(
                    records.bytes.span.extracting(records.range(index)), topic: stream.topic,
                    notes: &notes)
            }
            let middle = allocations_count()
            for message in messages {
                buffer.removeAll(keepingCapacity: true)
                message.encode(into: &buffer)
            }
            decode = middle - start
            encode = allocations_count() - middle
        }
    }

    /// Whether the counter sees the call that an array's memory is.
    static var isCounting: Bool {
        let start = allocations_count()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(records)
        return withExtendedLifetime(bytes) { allocations_count() > start }
    }

    var isZero: Bool { decode == 0 && encode == 0 }

    var line: String {
        let name = stream.name + String(repeating: " ", count: max(0, 28 - stream.name.count))
        return "  \(name) \(perRecord(decode))    \(perRecord(encode))"
    }

    /// With two places; what is not zero is not shown as zero.
    private func perRecord(_ count: UInt64) -> String {
        let hundredths = (Int(count) * 100 + Self.records - 1) / Self.records
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
