public import Contracts

/// Raw records of many symbols in turn, repeated with later times as often as is wanted.
public struct QuoteStream {
    /// Quotes that a symbol has in each second: so many that a window's end is not what is
    /// measured, and so few that a busy one has more.
    public static let perSecond: Int64 = 50

    @usableFromInline var records: [MarketRaw]
    /// How long one pass lasts in the records' time, nanoseconds.
    private let span: Int64
    @usableFromInline var offset: Int64 = 0

    @inlinable public var count: Int { records.count }

    /// - Parameter tradesIn100: of a hundred records so many are trades, the rest quotes.
    public init(symbols: Int, atLeast count: Int, tradesIn100: Int = 0, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let names = (0..<symbols).map { Symbol(stringLiteral: "S\($0)") }
        var cents = names.map { _ in Int64.random(in: 2_000...50_000, using: &random) }
        let rounds = (count + symbols - 1) / symbols
        let step = 1_000_000_000 / (Self.perSecond * Int64(symbols))
        records = []
        records.reserveCapacity(rounds * symbols)
        // The records' own order of symbols is not that of their states.
        let order = names.indices.shuffled(using: &random)
        for _ in 0..<rounds {
            for symbol in order {
                cents[symbol] = max(
                    1_000, cents[symbol] + Int64.random(in: -2...2, using: &random))
                let price = Decimal9(nanos: cents[symbol] * 10_000_000)
                let isTrade = Int.random(in: 0..<100, using: &random) < tradesIn100
                let quote = RawBidAsk(
                    bidPrice: price, askPrice: Decimal9(nanos: price.nanos + 10_000_000),
                    bidSize: Self.size(&random), askSize: Self.size(&random))
                records.append(
                    MarketRaw(
                        symbol: names[symbol],
                        time: Timestamp(nanoseconds: Int64(records.count) * step), conId: 265_598,
                        secType: "STK", exchange: "SMART", currency: "USD",
                        shape: isTrade
                            ? .allLast(price: price, size: quote.bidSize) : .bidAsk(quote)))
            }
        }
        span = Int64(records.count) * step
    }

    private static func size(_ random: inout SeededGenerator) -> Decimal9 {
        Decimal9(Int.random(in: 1...50, using: &random) * 100)
    }

    /// The record of this pass.
    @inlinable
    public subscript(index: Int) -> MarketRaw {
        var raw = records[index]
        raw.time.nanoseconds += offset
        return raw
    }

    /// Ends the pass: the next one's records are later.
    public mutating func endPass() { offset += span }

    /// Lets time go by: the next pass begins so many seconds later.
    public mutating func pause(seconds: Int64) { offset += seconds * 1_000_000_000 }
}
