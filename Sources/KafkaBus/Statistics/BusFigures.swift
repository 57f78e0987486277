public import Contracts

/// What one plane's bus has done and how it is: counters since it was opened, the two clients'
/// statistics, and the troubles that last. An immutable snapshot, made with each statistics.
public struct BusFigures: Equatable, Sendable {
    public var consumer: ClientStatistics?
    public var producer: ClientStatistics?
    /// Records of each assigned partition that the plane has not taken yet. Partitions whose end
    /// is not known are left out. While some wait, ends of transactions count as records.
    public var lag: [TopicPartition: Int64] = [:]
    public var transactionsCommitted = 0
    public var transactionsAborted = 0
    /// Time from the beginning of a commit, with outputs written, until it is durable.
    public var commitLatency = LatencyHistogram()
    public var rebalances = 0
    /// Failures by kind, whether they were told or mended.
    public var errors: [BusFault.Code: Int] = [:]
    /// How often each trouble has begun.
    public var troubles: [BusTrouble: Int] = [:]
    /// What lasts now.
    public var lasting: [BusTrouble: Set<String>] = [:]

    public init() {}

    public var totalLag: Int64 { lag.values.reduce(0, +) }
}
