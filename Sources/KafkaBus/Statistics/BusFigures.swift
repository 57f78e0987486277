public import Contracts

/// What one plane's bus has done and how it is: counters since it was opened, the two clients'
/// statistics, and the troubles that last. An immutable snapshot, made with each statistics, and
/// a last one when the bus closes.
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

    /// Counters that go on from those of the plane's earlier buses; the rest as it is now.
    public func added(to earlier: BusFigures) -> BusFigures {
        var sum = self
        sum.transactionsCommitted += earlier.transactionsCommitted
        sum.transactionsAborted += earlier.transactionsAborted
        sum.commitLatency.add(earlier.commitLatency)
        sum.rebalances += earlier.rebalances
        sum.errors.merge(earlier.errors, uniquingKeysWith: +)
        sum.troubles.merge(earlier.troubles, uniquingKeysWith: +)
        // Without statistics a bus has not seen yet whether what lasted before it is over.
        if consumer == nil, producer == nil {
            sum.lasting.merge(earlier.lasting) { $0.union($1) }
        }
        return sum
    }
}
