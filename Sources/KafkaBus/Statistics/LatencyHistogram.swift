/// How long something took, counted into fixed buckets.
public struct LatencyHistogram: Equatable, Sendable {
    /// Upper bounds of the buckets in microseconds; above the last there is one more.
    public static let bounds: [Int64] = [
        500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
        2_000_000, 5_000_000, 10_000_000, 30_000_000,
    ]

    /// Values in each bucket, not summed up: one more than ``bounds``.
    public private(set) var counts = Array(repeating: 0, count: bounds.count + 1)
    public private(set) var count = 0
    public private(set) var sumMicroseconds: Int64 = 0

    public init() {}

    public mutating func add(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        add(microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000, times: 1)
    }

    /// Adds so many equal values; below zero counts as zero.
    public mutating func add(microseconds: Int64, times: Int) {
        let value = max(0, microseconds)
        counts[Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count] += times
        count += times
        let (sum, overflow) = value.multipliedReportingOverflow(by: Int64(times))
        sumMicroseconds = overflow ? .max : sumMicroseconds.addedUpToMax(sum)
    }

    /// Adds all values of another.
    public mutating func add(_ other: LatencyHistogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
        sumMicroseconds = sumMicroseconds.addedUpToMax(other.sumMicroseconds)
    }

    /// What was added since an earlier state of it.
    public func since(_ earlier: LatencyHistogram) -> LatencyHistogram {
        var difference = self
        for index in counts.indices { difference.counts[index] -= earlier.counts[index] }
        difference.count -= earlier.count
        difference.sumMicroseconds -= earlier.sumMicroseconds
        return difference
    }

    /// The upper bound, in microseconds, of the bucket where that share of all values ends; nil
    /// without values, and above the last bound.
    public func quantile(_ share: Double) -> Int64? {
        guard count > 0 else { return nil }
        var left = Int((Double(count) * share).rounded(.up))
        for (bound, count) in zip(Self.bounds, counts) {
            left -= count
            if left <= 0 { return bound }
        }
        return nil
    }
}

extension Int64 {
    fileprivate func addedUpToMax(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
