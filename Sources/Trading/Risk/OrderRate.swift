internal import Contracts

/// A token bucket: `perSecond` orders flow in each second, at most `burst` are kept.
///
/// Time is what the caller hands in; a clock that goes back adds nothing.
struct OrderRate: Sendable {
    /// Billionths of an order.
    private var credit: Int128
    private var last: Timestamp?

    private static let order: Int128 = 1_000_000_000

    init(burst: Int) {
        credit = Int128(burst) * Self.order
    }

    /// Whether an order may go at `now`; the bucket is brought up to that time.
    mutating func allows(at now: Timestamp, perSecond: Int, burst: Int) -> Bool {
        if let last, last < now {
            credit += Int128(now.nanoseconds(since: last)) * Int128(perSecond)
        }
        credit = min(credit, Int128(burst) * Self.order)
        last = max(last ?? now, now)
        return credit >= Self.order
    }

    /// Takes one order out, after ``allows(at:perSecond:burst:)`` said yes.
    mutating func take() {
        precondition(credit >= Self.order)
        credit -= Self.order
    }
}
