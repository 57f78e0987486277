import Contracts
import Testing

@Suite
struct DeadLetterTests {
    private let origin = DeadLetterOrigin(plane: "data", host: "h", version: "1")

    private func letter(
        valueBytes: Int, headerBytes: Int = 1, fault: String = "open: missing"
    ) -> RecordBatch {
        var source = RecordBatch()
        source.append(
            topic: "market_raw", partition: 3, offset: 42, timestampMs: 7,
            key: Array("K".utf8), value: Array(repeating: UInt8(ascii: "x"), count: valueBytes))
        source.addHeader("trace", String(repeating: "h", count: headerBytes))
        source.addHeader("dlq.reason", "old")
        source.addHeader("dlq.redrives", "1")
        source.addHeader("dlq.redriven_from", "dlq_market_raw/0/9")
        var batch = RecordBatch()
        batch.append(
            DeadLetter(reason: "contract", fault: fault), of: 0, in: source, from: origin,
            failedAt: .zero)
        return batch
    }

    @Test
    func `key, bytes and headers stay, and what went wrong is told in headers`() {
        let batch = letter(valueBytes: 1_048_576)
        #expect(batch.topic(0) == "dlq_market_raw")
        #expect(batch.keyText(0) == "K")
        #expect(batch.records[0].value?.count == 1_048_576)
        #expect(batch.header(0, "trace") == "h")
        #expect(batch.header(0, "dlq.partition") == "3")
        #expect(batch.header(0, "dlq.offset") == "42")
        #expect(batch.header(0, "dlq.reason") == "contract")
        #expect(batch.header(0, "dlq.redrives") == "1")
        #expect(batch.header(0, "dlq.redriven_from") == "dlq_market_raw/0/9")
        #expect(batch.header(0, "dlq.failed_at") == "1970-01-01T00:00:00Z")
        #expect(batch.header(0, "dlq.truncated") == nil)
        #expect(batch.headers.count { $0.name == "dlq.reason" } == 1)
    }

    @Test(arguments: [(5_000_000, 1), (1_000_000, 1_500_000), (100, 3_000_000)])
    func `a letter too large for the brokers is cut and says so`(value: Int, header: Int) {
        let batch = letter(valueBytes: value, headerBytes: header)
        #expect(batch.bytes.count < 2_000_000)
        #expect(batch.header(0, "dlq.truncated") == String(value))
        #expect(batch.header(0, "dlq.offset") == "42")
        // Or a record too large would never be known to have come back.
        #expect(batch.header(0, "dlq.redrives") == "1")
        #expect(batch.header(0, "dlq.redriven_from") == "dlq_market_raw/0/9")
        #expect(batch.records[0].value?.count == min(value, batch.records[0].value?.count ?? 0))
    }

    @Test
    func `of very many faults the first are told and the rest counted`() {
        let fault = (0..<10_000).map { "level2.bids[\($0)][0]: must be a number (byte \($0))" }
        let batch = letter(valueBytes: 10, fault: fault.joined(separator: "\n"))
        let told = batch.header(0, "dlq.fault") ?? ""
        #expect(told.utf8.count < 40_000)
        #expect(told.hasPrefix("level2.bids[0][0]"))
        let kept = told.split(separator: "\n").count - 1
        #expect(told.hasSuffix("… and \(10_000 - kept) more"))
    }
}
