public import Contracts

/// Keeps requests within TWS's pacing rules: says when the next one may go.
///
/// A value without a clock: whoever sends asks ``earliest(_:at:)``, waits until then, and tells
/// ``send(_:at:)``. It remembers ten minutes of historical requests, which are few.
public struct RequestPacer: Sendable {
    public let limits: PacingLimits

    private var all: TokenBucket
    private var historical: TokenBucket
    /// Those that a rule may still ask about, the oldest first.
    private var recent: [(request: HistoricalRequest, time: Int64)] = []

    public init(_ limits: PacingLimits = PacingLimits()) {
        self.limits = limits
        all = TokenBucket(limit: limits.perSecond, window: 1_000_000_000)
        historical = TokenBucket(
            limit: limits.historicalPerTenMinutes, window: 600_000_000_000)
    }

    /// When the request may go, `now` at the earliest.
    public func earliest(_ request: PacedRequest, at now: Timestamp) -> Timestamp {
        let time = all.earliest(at: now)
        guard case .historical(let request) = request else { return time }
        return max(
            time, historical.earliest(weight(request), at: now), freeOfTwin(request, now),
            freeOfLike(request, now))
    }

    /// Notes that the request goes now, which must not be before ``earliest(_:at:)``.
    public mutating func send(_ request: PacedRequest, at now: Timestamp) {
        precondition(earliest(request, at: now) == now, "sent before it may be")
        all.take(at: now)
        guard case .historical(let request) = request else { return }
        historical.take(weight(request), at: now)
        let longest = max(limits.identicalGap, limits.alikeWindow)
        let old = recent.prefix {
            now.nanoseconds(since: Timestamp(nanoseconds: $0.time)) >= longest
        }
        recent.removeFirst(old.count)
        recent.append((request, max(now.nanoseconds, recent.last?.time ?? now.nanoseconds)))
    }

    private func weight(_ request: HistoricalRequest) -> Int {
        min(request.weight, limits.historicalPerTenMinutes)
    }

    private func freeOfTwin(_ request: HistoricalRequest, _ now: Timestamp) -> Timestamp {
        guard let twin = recent.last(where: { $0.request == request }) else { return now }
        return max(
            now,
            Timestamp(nanoseconds: twin.time).advanced(byNanoseconds: limits.identicalGap))
    }

    private func freeOfLike(_ request: HistoricalRequest, _ now: Timestamp) -> Timestamp {
        // The newest whose going out of the window leaves room for one more.
        var left = limits.alike
        for sent in recent.reversed() where sent.request.isLike(request) {
            left -= sent.request.weight
            guard left < request.weight else { continue }
            return max(
                now,
                Timestamp(nanoseconds: sent.time).advanced(byNanoseconds: limits.alikeWindow))
        }
        return now
    }
}
