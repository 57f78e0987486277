import Contracts

/// Random raw records of one partition: mostly sound, some with every fault that a gate knows.
struct MarketDirt {
    private var random: MarketRandom
    private let symbols: [Symbol]
    private var time: Int64 = 1_723_161_255_088_165_267
    private var prices: [Symbol: Int] = [:]
    private var last: MarketRaw?

    init(seed: UInt64, symbols: Int = 8) {
        random = MarketRandom(seed: seed)
        let plain = (0..<symbols - 1).map { Symbol(stringLiteral: "S\($0)") }
        self.symbols = plain + ["BRK B"]
    }

    mutating func records(_ count: Int) -> [MarketRaw] {
        (0..<count).map { _ in next() }
    }

    mutating func next() -> MarketRaw {
        if let last, chance(40) { return last }
        // Mostly short steps, now and then some windows, seldom a session's gap, some backward.
        let scale = [0, 1, 20, 20, 200, 4_000, chance(20) ? 90_000 : 50, -3].randomElement(
            using: &random)!
        time += Int64(scale) * 1_000_000 * Int64.random(in: 0...3, using: &random)
        var raw = sound(symbols.randomElement(using: &random)!)
        if chance(12) { spoil(&raw) }
        last = raw
        return raw
    }

    private mutating func chance(_ oneIn: Int) -> Bool {
        Int.random(in: 0..<oneIn, using: &random) == 0
    }

    private mutating func sound(_ symbol: Symbol) -> MarketRaw {
        // A walk of up to two per cent, in hundredths.
        let old = prices[symbol, default: 10_000]
        let price = max(500, old + Int.random(in: -old / 50...old / 50, using: &random))
        prices[symbol] = price
        let spread = Int.random(in: 0...3, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0...4:
            return RawFeed.quote(
                symbol, time, cents(price), size(), cents(price + spread), size())
        case 5...6:
            guard symbol == symbols[0] else {
                return RawFeed.trade(symbol, time, cents(price), size())
            }
            let bar = RawFeed.rawBar(
                [cents(price), cents(price + 5), cents(price - 5), cents(price)], size())
            return MarketRaw(
                symbol: symbol, time: Timestamp(nanoseconds: time), shape: .realtimeBar(bar))
        case 7:
            let count = Int.random(in: 1...4, using: &random)
            return RawFeed.depth(
                symbol, time, bids: (0..<count).map { (cents(price - $0), size()) },
                asks: (0..<count).map { (cents(price + spread + $0), size()) })
        default:
            let sizes: [BarSize] = [.min1, .min1, .mins5, .day1, .secs30]
            return RawFeed.bar(
                symbol, time,
                [cents(price), cents(price + 9), cents(price - 9), cents(price + spread)],
                volume: size(), size: sizes.randomElement(using: &random)!)
        }
    }

    private mutating func spoil(_ raw: inout MarketRaw) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: raw.symbol = ["lower", "A/B", ".X"].randomElement(using: &random)!
        case 1: raw.secType = ["OPT", "FUT", "CASH"].randomElement(using: &random)!
        case 2: raw.currency = ["usd", "EUR"].randomElement(using: &random)!
        case 3: raw.exchange = String(repeating: "X", count: 33)
        case 4: raw.time.nanoseconds -= Int64.random(in: 0...40_000_000_000, using: &random)
        case 5: raw.symbol = Symbol(stringLiteral: "N\(Int.random(in: 0..<20, using: &random))")
        case 6:
            raw.shape = .realtimeBar(
                RawFeed.rawBar(["100", "120", "90", chance(3) ? "130" : "110"], "1.5"))
        default: spoil(prices: &raw)
        }
    }

    private mutating func spoil(prices raw: inout MarketRaw) {
        let wrong = ["-1", "0", "1", "-0.5", "5000", "9000000000"].randomElement(using: &random)!
        let figure = RawFeed.decimal(wrong)
        switch raw.shape {
        case .bidAsk(var quote):
            switch Int.random(in: 0..<4, using: &random) {
            case 0: quote.bidPrice = figure
            case 1: quote.askPrice = figure
            case 2: quote.bidSize = figure
            default: quote.askSize = figure
            }
            raw.shape = .bidAsk(quote)
        case .allLast(let price, let size):
            raw.shape =
                chance(2)
                ? .allLast(price: figure, size: size) : .allLast(price: price, size: figure)
        case .historicalBar(var bar, let size):
            if chance(2) { bar.high = figure } else { bar.volume = figure }
            raw.shape = .historicalBar(bar, size: size)
        case .depth(var bids, let asks):
            if chance(2) { bids = [] } else { bids.reverse() }
            raw.shape = .depth(bids: bids, asks: asks)
        case .realtimeBar: break
        }
    }

    private func cents(_ price: Int) -> String {
        let whole = price.magnitude / 100
        let rest = price.magnitude % 100
        return "\(price < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    private mutating func size() -> String {
        let whole = Int.random(in: 0...400, using: &random)
        return chance(5) ? "\(whole).25" : "\(whole)"
    }
}
