public import Contracts

/// At most so many uses within any window of time, however the window is laid.
///
/// Each use takes a token, which comes back exactly one window later. A bucket that is refilled at
/// a steady rate would allow nearly twice the limit within a window: a full bucket at its begin
/// and what flows in until its end.
public struct TokenBucket: Sendable {
    public let limit: Int
    /// Nanoseconds.
    public let window: Int64

    /// When the tokens that are out were taken, the oldest at ``oldest``.
    private var taken: [Int64]
    private var oldest = 0
    private var count = 0

    /// - Parameters:
    ///   - limit: 1 or more.
    ///   - window: nanoseconds, 1 or more.
    public init(limit: Int, window: Int64) {
        precondition(limit > 0 && window > 0, "a bucket needs tokens and a window")
        self.limit = limit
        self.window = window
        taken = [Int64](repeating: 0, count: limit)
    }

    /// When so many tokens can be had, `now` at the earliest.
    ///
    /// - Parameter tokens: 1 to ``limit``.
    public func earliest(_ tokens: Int = 1, at now: Timestamp) -> Timestamp {
        precondition(1...limit ~= tokens, "more tokens than there are")
        let missing = tokens - (limit - count)
        guard missing > 0 else { return now }
        let last = taken[(oldest + missing - 1) % limit]
        return max(now, Timestamp(nanoseconds: last).advanced(byNanoseconds: window))
    }

    /// Takes tokens, not before ``earliest(_:at:)``. A clock that steps back is taken to stand.
    public mutating func take(_ tokens: Int = 1, at now: Timestamp) {
        precondition(earliest(tokens, at: now) == now, "taken before it may be")
        while count > 0,
            Timestamp(nanoseconds: taken[oldest]).advanced(byNanoseconds: window) <= now
        {
            oldest = (oldest + 1) % limit
            count -= 1
        }
        let newest = count > 0 ? taken[(oldest + count - 1) % limit] : now.nanoseconds
        for _ in 0..<tokens {
            taken[(oldest + count) % limit] = max(now.nanoseconds, newest)
            count += 1
        }
    }
}
