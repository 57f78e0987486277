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
        let microseconds = max(0, seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        counts[Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count] += 1
        count += 1
        sumMicroseconds += microseconds
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
