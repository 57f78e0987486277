/// Where a record stands in the log.
public struct Place: Hashable, Sendable {
    public var topic: String
    public var partition: Int32
    public var offset: Int64

    public init(topic: String, partition: Int32, offset: Int64) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
    }
}

extension Place: CustomStringConvertible {
    /// `market_raw/3/1042`, as the header `source` has it.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the description.
    public func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: topic.utf8)
        var writer = RecordWriter(appendingTo: &bytes, atMost: 2 * Self.numberMax)
        var room = bytes.mutableSpan
        writer.byte("/", &room)
        writer.integer(Int64(partition), &room)
        writer.byte("/", &room)
        writer.integer(offset, &room)
        writer.finish(&bytes)
    }

    /// `topic/partition/offset`, as ``description`` writes it.
    public init?(parsing text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 3, let partition = Int32(parts[1]), let offset = Int64(parts[2])
        else { return nil }
        self.init(topic: String(parts[0]), partition: partition, offset: offset)
    }

    /// Bytes of a number and the slash before it at most: `/-9223372036854775808`.
    private static let numberMax = 21
}

/// A partition of a topic.
public struct TopicPartition: Hashable, Sendable {
    public var topic: String
    public var partition: Int32

    public init(topic: String, partition: Int32) {
        self.topic = topic
        self.partition = partition
    }
}

extension TopicPartition: CustomStringConvertible {
    public var description: String { "\(topic)/\(partition)" }
}
