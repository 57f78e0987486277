import Contracts
import Testing

@testable import AlgoTradeDaemon

@Suite("Records of several partitions that are read again")
struct PastRecordsTests {
    private typealias Row = (topic: String, partition: Int32, offset: Int64, timestampMs: Int64)

    private func order(_ rows: [Row], limit: Int = 100) -> [String] {
        var batch = RecordBatch()
        for row in rows {
            batch.append(
                topic: row.topic, partition: row.partition, offset: row.offset,
                timestampMs: row.timestampMs, key: [UInt8](), value: [UInt8]())
        }
        var past = PastRecords(of: ["a", "b"], limit: limit)
        var found: [String] = []
        let message = Message.intent(ChainFeed.intent("X", number: 1, at: .zero))
        for index in batch.indices {
            if let (_, place) = past.add(message, index, of: batch) { found.append("\(place)") }
        }
        while let (_, place) = past.next() { found.append("\(place)") }
        return found
    }

    @Test("they come by their timestamps, at one time by topic, partition and offset")
    func byTime() {
        let rows: [Row] = [
            ("b", 0, 0, 3), ("b", 0, 1, 5), ("b", 0, 2, 5), ("a", 1, 0, 5), ("a", 0, 0, 1),
            ("a", 0, 1, 5), ("a", 0, 2, 6),
        ]
        let expected = ["a/0/0", "b/0/0", "a/0/1", "a/1/0", "b/0/1", "b/0/2", "a/0/2"]
        #expect(order(rows) == expected)
        #expect(order(rows.reversed().sorted { $0.offset < $1.offset }) == expected)
    }

    @Test("a partition's own order stays whatever its timestamps")
    func backwards() {
        let rows: [Row] = [("a", 0, 0, 9), ("a", 0, 1, 2), ("a", 0, 2, 5), ("b", 0, 0, 8)]
        #expect(order(rows) == ["b/0/0", "a/0/0", "a/0/1", "a/0/2"])
    }

    @Test("beyond the limit the earliest goes")
    func limit() {
        let rows: [Row] = [("b", 0, 0, 3), ("b", 0, 1, 4), ("b", 0, 2, 5), ("a", 0, 0, 1)]
        #expect(order(rows, limit: 2) == ["b/0/0", "a/0/0", "b/0/1", "b/0/2"])
    }
}
