/// A partition of an input, as it stands when a plane rebuilds its state.
public struct InputRange: Hashable, Sendable {
    public var partition: TopicPartition
    /// The next offset that the group has not finished; nil when it has none.
    public var committed: Int64?
    /// The offset after the last record.
    public var end: Int64

    public init(partition: TopicPartition, committed: Int64?, end: Int64) {
        self.partition = partition
        self.committed = committed
        self.end = end
    }
}
