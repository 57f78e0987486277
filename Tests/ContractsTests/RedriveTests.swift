import Contracts
import Testing

@Suite struct RedriveTests {
    /// A record of `market_raw` with headers of its own, and its dead letter at offset 12.
    private func letter(_ key: [UInt8]?, _ value: [UInt8]?) -> (record: RecordBatch, RecordBatch) {
        var record = RecordBatch()
        record.append(
            topic: "market_raw", partition: 3, offset: 42, timestampMs: 7, key: key, value: value)
        record.addHeader("trace", "a")
        record.addHeader("bytes", copying: [0xFF, 0x00])
        record.addHeader("trace", "b")
        var written = RecordBatch()
        written.append(
            DeadLetter(reason: "contract", fault: "open: missing"), of: 0, in: record,
            from: DeadLetterOrigin(plane: "data", host: "h", version: "1"), failedAt: .zero)
        var letters = RecordBatch()
        letters.append(
            topic: written.topic(0), partition: 0, offset: 12,
            key: written.records[0].key.map { written.bytes[$0] },
            value: written.records[0].value.map { written.bytes[$0] })
        for header in written.headers {
            letters.addHeader(header.name, copying: written.bytes[header.value])
        }
        return (record, letters)
    }

    private func headers(_ batch: RecordBatch, _ index: Int) -> [String] {
        batch.headers[batch.records[index].headers].map {
            "\($0.name)=\(Array(batch.bytes[$0.value]))"
        }
    }

    @Test(
        arguments: [
            ([0x4B], Array("{}".utf8)), (nil, [0xFF, 0x00]), ([], []), ([0xFE], nil), (nil, nil),
        ] as [([UInt8]?, [UInt8]?)])
    func `What goes back is what came, byte by byte`(key: [UInt8]?, value: [UInt8]?) {
        let (record, letters) = letter(key, value)
        var back = RecordBatch()
        back.append(
            Redrive(topic: "market_raw", partition: 3, timestampMs: 7, count: 2), of: 0,
            in: letters)
        #expect(back.topic(0) == "market_raw")
        #expect(back.records[0].partition == 3)
        #expect(back.records[0].timestampMs == 7)
        #expect(back.records[0].key.map { Array(back.bytes[$0]) } == key)
        #expect(back.records[0].value.map { Array(back.bytes[$0]) } == value)
        let own = headers(back, 0).filter { !$0.hasPrefix("dlq.") }
        #expect(own == headers(record, 0))
        #expect(headers(back, 0).count == own.count + 2)
        #expect(back.header(0, "dlq.redrives") == "2")
        #expect(back.header(0, "dlq.redriven_from") == "dlq_market_raw/0/12")
    }

    @Test func `Another key and another value may take their place`() {
        let (_, letters) = letter([0x4B], [0x4C])
        var back = RecordBatch()
        back.append(
            Redrive(topic: "market_raw", partition: -1, count: 1, key: [1], value: [2, 3]), of: 0,
            in: letters)
        #expect(back.records[0].key.map { Array(back.bytes[$0]) } == [1])
        #expect(back.records[0].value.map { Array(back.bytes[$0]) } == [2, 3])
    }
}
