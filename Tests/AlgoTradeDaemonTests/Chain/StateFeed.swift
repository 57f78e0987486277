import Contracts

/// Raw records in which much of the data plane's state counts: random quotes, trades and bars of
/// several symbols, with doubles, late ones, crossed ones, jumps, pauses, and bytes that are no
/// record.
struct StateFeed {
    private var random: ConfigurationRandom
    private var time: Int64 = 1_700_000_000_000_000_000
    private var prices: [Symbol: Int64] = [:]
    private var latest: MarketRaw?
    private let symbols: [Symbol] = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG"]

    init(seed: UInt64) { random = ConfigurationRandom(seed: seed) }

    /// Each arrives between nothing and two seconds after its time.
    mutating func batch(_ count: Int) -> RecordBatch {
        var batch = RecordBatch()
        for _ in 0..<count {
            let arrivalMs = time / 1_000_000 + Int64.random(in: 0...2000, using: &random)
            let record = next()
            let isJunk = Int.random(in: 0..<100, using: &random) == 0
            batch.append(
                topic: Topic.marketRaw.rawValue, timestampMs: arrivalMs, key: record.symbol
            ) { bytes in
                if isJunk {
                    bytes += Array("{\"symbol\":".utf8)
                } else {
                    record.encode(into: &bytes)
                }
            }
        }
        return batch
    }

    private mutating func next() -> MarketRaw {
        let chance = Int.random(in: 0..<100, using: &random)
        if chance < 3, let latest { return latest }
        time += Int64.random(in: 0...400_000_000, using: &random)
        // A pause in which windows close.
        if chance == 3 { time += 25_000_000_000 }
        let symbol = symbols.randomElement(using: &random)!
        let price = move(symbol, isJump: chance == 4)
        // Behind the records before it.
        let own = chance == 5 ? time - 3_000_000_000 : time
        let record = MarketRaw(
            symbol: symbol, time: Timestamp(nanoseconds: own),
            shape: shape(price, isCrossed: chance == 6, isTrade: chance > 70))
        latest = record
        return record
    }

    private mutating func move(_ symbol: Symbol, isJump: Bool) -> Int64 {
        let step = Int64.random(in: -2...2, using: &random)
        let price = (prices[symbol] ?? 10_000) + step
        prices[symbol] = price
        return isJump ? price * 2 : price
    }

    private mutating func shape(_ price: Int64, isCrossed: Bool, isTrade: Bool) -> MarketRaw.Shape {
        let size = Decimal9(nanos: Int64.random(in: 1...500, using: &random) * Decimal9.scale)
        let cent = Decimal9.scale / 100
        if isTrade { return .allLast(price: Decimal9(nanos: price * cent), size: size) }
        let spread = isCrossed ? -3 : Int64.random(in: 1...3, using: &random)
        return .bidAsk(
            RawBidAsk(
                bidPrice: Decimal9(nanos: price * cent),
                askPrice: Decimal9(nanos: (price + spread) * cent), bidSize: size,
                askSize: Decimal9(nanos: Int64.random(in: 1...500, using: &random) * Decimal9.scale)
            ))
    }
}
