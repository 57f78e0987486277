/// How a dead letter's record goes back to its topic.
public struct Redrive: Sendable {
    public var topic: String
    /// −1: the partitioner chooses by key.
    public var partition: Int32
    /// Kafka's timestamp, milliseconds since 1970; 0 lets Kafka set it.
    public var timestampMs: Int64
    /// Which redrive of the record this is, from 1.
    public var count: Int
    /// Another key than the dead letter's.
    public var key: [UInt8]?
    /// Another value than the dead letter's.
    public var value: [UInt8]?

    public init(
        topic: String, partition: Int32, timestampMs: Int64 = 0, count: Int,
        key: [UInt8]? = nil, value: [UInt8]? = nil
    ) {
        self.topic = topic
        self.partition = partition
        self.timestampMs = timestampMs
        self.count = count
        self.key = key
        self.value = value
    }
}

extension RecordBatch {
    /// Adds the record that a dead letter was made of: its bytes, key and headers as they were,
    /// and in headers of its own how often it has been sent back and from which dead letter.
    public mutating func append(_ redrive: Redrive, of index: Int, in letters: RecordBatch) {
        let letter = letters.records[index]
        append(
            topic: redrive.topic, partition: redrive.partition, timestampMs: redrive.timestampMs,
            key: redrive.key?[...] ?? letter.key.map { letters.bytes[$0] },
            value: redrive.value?[...] ?? letter.value.map { letters.bytes[$0] })
        for header in letters.headers[letter.headers] where !header.name.hasPrefix("dlq.") {
            addHeader(header.name, copying: letters.bytes[header.value])
        }
        addHeader(DeadLetter.Header.redrives, String(redrive.count))
        addHeader(DeadLetter.Header.redrivenFrom, letters.place(index).description)
    }
}
