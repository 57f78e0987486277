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
    public var description: String { "\(topic)/\(partition)/\(offset)" }
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
