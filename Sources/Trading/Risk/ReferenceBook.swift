internal import Contracts

/// What prices a symbol has: the latest quote and the latest trade or bar close.
///
/// A price's age at an intent is the smaller of two differences, each at least 0:
/// `intent.timestamp − price record's timestamp` and `intent's Kafka timestamp − price record's
/// Kafka timestamp`. So market data of last year, replayed today together with the intents it
/// causes, is young; and a feed that died makes every price old by both.
struct ReferenceBook: Sendable {
    private struct Price {
        var time: Timestamp
        var kafkaTime: Timestamp
    }

    private(set) var bid = Decimal9.zero
    private(set) var ask = Decimal9.zero
    private var last = Decimal9.zero
    private var quoteAt: Price?
    private var lastAt: Price?
    /// The latest record time of the symbol, nil before its first record.
    private(set) var marketTime: Timestamp?
    /// The latest price of any age: the quote's mid if its spread is narrow, else the last trade
    /// or close, else the mid of a wide quote, else the last fill.
    private(set) var mark: Decimal9?

    mutating func apply(_ tick: TickEvent, kafkaTime: Timestamp) {
        let kind = tick.metadata?.kind
        let at = Price(time: tick.timestamp, kafkaTime: kafkaTime)
        // A trade's tick carries the quote along: that does not make the quote younger.
        if kind != .trade || quoteAt == nil || bid != tick.bid || ask != tick.ask {
            bid = tick.bid
            ask = tick.ask
            quoteAt = at
        }
        if kind != .quote, let price = tick.last {
            last = price
            lastAt = at
        }
        marketTime = max(marketTime ?? tick.timestamp, tick.timestamp)
        mark = isNarrow || lastAt == nil ? mid : last
    }

    mutating func apply(_ bar: BarEvent, kafkaTime: Timestamp) {
        // The close of a bar built from older trades must not take the place of a later one.
        if let lastAt, lastAt.time > bar.timestamp { return }
        last = bar.close
        lastAt = Price(time: bar.timestamp, kafkaTime: kafkaTime)
        marketTime = max(marketTime ?? bar.timestamp, bar.timestamp)
        if quoteAt == nil || !isNarrow { mark = last }
    }

    /// A fill's price marks a symbol that has no market data yet, as after a restart.
    mutating func apply(fillPrice price: Decimal9) {
        if marketTime == nil { mark = price }
    }

    /// The reference for an intent: mid if the quote is young and its spread ≤ 2 %, else the last
    /// trade or close if young.
    func reference(at time: Timestamp, kafkaTime: Timestamp, maxAge: Int64) -> Decimal9? {
        if let quoteAt, isNarrow, isYoung(quoteAt, time, kafkaTime, maxAge) { return mid }
        if let lastAt, isYoung(lastAt, time, kafkaTime, maxAge) { return last }
        return nil
    }

    /// What an order of `direction` meets first, nil without a young quote.
    func opposite(
        of direction: Direction, at time: Timestamp, kafkaTime: Timestamp, maxAge: Int64
    ) -> Decimal9? {
        guard let quoteAt, isYoung(quoteAt, time, kafkaTime, maxAge) else { return nil }
        return direction == .buy ? ask : bid
    }

    private var mid: Decimal9 {
        let sum = Int128(bid.nanos) + Int128(ask.nanos)
        return Decimal9(nanos: Int64(sum.dividedHalfEven(by: 2)))
    }

    /// Spread ≤ 2 % of the mid, as (a − b)·100 ≤ a + b.
    private var isNarrow: Bool {
        guard quoteAt != nil else { return false }
        let spread = Int128(ask.nanos) - Int128(bid.nanos)
        return spread * 100 <= Int128(bid.nanos) + Int128(ask.nanos)
    }

    private func isYoung(
        _ price: Price, _ time: Timestamp, _ kafkaTime: Timestamp, _ maxAge: Int64
    ) -> Bool {
        let age = min(
            time.nanoseconds(since: price.time), kafkaTime.nanoseconds(since: price.kafkaTime))
        return max(0, age) <= maxAge
    }
}
