import Contracts

/// The note in the state topic that a dead letter's record has been sent back. It is written in
/// the same transaction as the record, so the two are there together or not at all.
struct RedriveMark: Equatable, Sendable {
    /// Keys of the state topic that are marks: `dlq/dlq_market_raw/0/12`.
    static let prefix = "dlq/"
    /// All marks are in this partition of the state topic.
    static let partition: Int32 = 0

    private enum Header {
        static let letterTimestamp = "letter_timestamp"
        static let source = "source"
        static let sourceTimestamp = "source_timestamp"
        static let count = "redrives"
        static let to = "to"
        static let at = "redriven_at"
    }

    var letter: Place
    /// Kafka's time of the dead letter: one of a topic that was made anew is another.
    var letterTimestampMs: Int64
    var source: StoredLetter.Source?
    /// Which redrive of the record it was, from 1.
    var count: Int
    /// Where to: `market_raw/3`, or `market_raw` when the key chose the partition.
    var to: String
    var at: Timestamp

    var key: String { Self.key(of: letter) }

    static func key(of letter: Place) -> String { "\(prefix)\(letter)" }

    /// The dead letter that a key of the state topic speaks of; nil for other keys.
    static func letter(ofKey key: String) -> Place? {
        guard key.hasPrefix(prefix) else { return nil }
        return Place(parsing: String(key.dropFirst(prefix.count)))
    }

    func append(to batch: inout RecordBatch, topic: String) {
        batch.append(
            topic: topic, partition: Self.partition, key: Array(key.utf8),
            value: Array("redriven".utf8))
        batch.addHeader(Header.letterTimestamp, String(letterTimestampMs))
        if let source {
            batch.addHeader(Header.source, source.place.description)
            batch.addHeader(Header.sourceTimestamp, String(source.timestampMs))
        }
        batch.addHeader(Header.count, String(count))
        batch.addHeader(Header.to, to)
        batch.addHeader(Header.at, at.description)
    }

    /// Takes the mark of a dead letter away.
    static func appendTombstone(of letter: Place, to batch: inout RecordBatch, topic: String) {
        batch.append(
            topic: topic, partition: partition, key: Array(key(of: letter).utf8),
            value: [UInt8]?.none)
    }
}

extension RedriveMark {
    /// Nil when the record is none of ours, or a tombstone.
    init?(_ index: Int, of batch: RecordBatch) {
        guard batch.records[index].value != nil,
            let letter = batch.keyText(index).flatMap(Self.letter(ofKey:)),
            let time = batch.header(index, Header.letterTimestamp).flatMap({ Int64($0) }),
            let count = batch.header(index, Header.count).flatMap({ Int($0) }),
            let to = batch.header(index, Header.to),
            let at = batch.header(index, Header.at).flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            letter: letter, letterTimestampMs: time, source: nil, count: count, to: to, at: at)
        if let place = batch.header(index, Header.source).flatMap(Place.init(parsing:)),
            let time = batch.header(index, Header.sourceTimestamp).flatMap({ Int64($0) })
        {
            source = StoredLetter.Source(place: place, timestampMs: time)
        }
    }
}
