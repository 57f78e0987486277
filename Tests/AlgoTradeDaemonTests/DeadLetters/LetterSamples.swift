import Contracts

@testable import AlgoTradeDaemon

/// Dead letters for the tests.
enum LetterSamples {
    static let origin = DeadLetterOrigin(plane: "data", host: "here", version: "1.2.3")

    /// A dead letter of a record, with the place that it would have in its topic.
    static func letter(
        of source: Place = Place(topic: "market_raw", partition: 3, offset: 42),
        at offset: Int64 = 12, timeMs: Int64 = 1_000_000, key: String? = "SPY",
        value: [UInt8]? = Array("{}".utf8), reason: String = "contract",
        fault: String = "type: missing (byte 0)", plane: String = "data", redrives: Int = 0,
        headers: [(String, String)] = []
    ) -> RecordBatch {
        var written = RecordBatch()
        append(
            to: &written, of: source, key: key, value: value, reason: reason, fault: fault,
            plane: plane, redrives: redrives, headers: headers)
        var placed = RecordBatch()
        let record = written.records[0]
        placed.append(
            topic: written.topic(0), partition: 0, offset: offset, timestampMs: timeMs,
            key: record.key.map { written.bytes[$0] },
            value: record.value.map { written.bytes[$0] })
        for header in written.headers {
            placed.addHeader(header.name, copying: written.bytes[header.value])
        }
        return placed
    }

    /// Adds the dead letter as a plane writes it.
    static func append(
        to batch: inout RecordBatch,
        of source: Place = Place(topic: "market_raw", partition: 3, offset: 42),
        timeMs: Int64 = 7, key: String? = "SPY", value: [UInt8]? = Array("{}".utf8),
        reason: String = "contract", fault: String = "type: missing (byte 0)",
        plane: String = "data", redrives: Int = 0, headers: [(String, String)] = []
    ) {
        var record = RecordBatch()
        record.append(
            topic: source.topic, partition: source.partition, offset: source.offset,
            timestampMs: timeMs, key: key.map { Array($0.utf8) }, value: value)
        for (name, text) in headers { record.addHeader(name, text) }
        if redrives > 0 { record.addHeader(DeadLetter.Header.redrives, "\(redrives)") }
        var origin = origin
        origin.plane = plane
        batch.append(
            DeadLetter(reason: reason, fault: fault), of: 0, in: record, from: origin,
            failedAt: .zero)
    }

    static func stored(_ batch: RecordBatch) -> StoredLetter { StoredLetter(0, of: batch) }
}
