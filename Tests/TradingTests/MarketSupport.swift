import Contracts
import Trading

/// Raw records and runs that the suites of the data plane's machine share.
enum RawFeed {
    static let second: Int64 = 1_000_000_000

    /// A decimal as text has it; traps when it is none.
    static func decimal(_ text: some StringProtocol) -> Decimal9 {
        var nanos: Int64 = 0
        var places = -1
        for byte in text.utf8 where byte != UInt8(ascii: "-") {
            if byte == UInt8(ascii: ".") {
                places = 0
            } else {
                nanos = nanos * 10 + Int64(byte - UInt8(ascii: "0"))
                if places >= 0 { places += 1 }
            }
        }
        for _ in max(places, 0)..<9 { nanos *= 10 }
        return Decimal9(nanos: text.first == "-" ? -nanos : nanos)
    }

    static func quote(
        _ symbol: Symbol, _ nanoseconds: Int64, _ bid: some StringProtocol,
        _ bidSize: some StringProtocol, _ ask: some StringProtocol,
        _ askSize: some StringProtocol
    ) -> MarketRaw {
        MarketRaw(
            symbol: symbol, time: Timestamp(nanoseconds: nanoseconds),
            shape: .bidAsk(
                RawBidAsk(
                    bidPrice: decimal(bid), askPrice: decimal(ask), bidSize: decimal(bidSize),
                    askSize: decimal(askSize))))
    }

    static func trade(
        _ symbol: Symbol, _ nanoseconds: Int64, _ price: String, _ size: String
    ) -> MarketRaw {
        MarketRaw(
            symbol: symbol, time: Timestamp(nanoseconds: nanoseconds),
            shape: .allLast(price: decimal(price), size: decimal(size)))
    }

    static func bar(
        _ symbol: Symbol, _ nanoseconds: Int64, _ prices: [String], volume: String = "100",
        size: BarSize = .day1
    ) -> MarketRaw {
        MarketRaw(
            symbol: symbol, time: Timestamp(nanoseconds: nanoseconds),
            shape: .historicalBar(rawBar(prices, volume), size: size))
    }

    static func rawBar(_ prices: [String], _ volume: String) -> RawBar {
        RawBar(
            open: decimal(prices[0]), high: decimal(prices[1]), low: decimal(prices[2]),
            close: decimal(prices[3]), volume: decimal(volume), average: .zero, count: -1)
    }

    static func depth(
        _ symbol: Symbol, _ nanoseconds: Int64, bids: [(String, String)],
        asks: [(String, String)]
    ) -> MarketRaw {
        MarketRaw(
            symbol: symbol, time: Timestamp(nanoseconds: nanoseconds),
            shape: .depth(bids: levels(bids), asks: levels(asks)))
    }

    static func levels(_ side: [(String, String)]) -> [PriceLevel] {
        side.map { PriceLevel(price: decimal($0.0), size: decimal($0.1)) }
    }

    /// The effects of the records of one partition, in order.
    static func run(
        _ records: [MarketRaw], _ settings: MarketSettings = MarketSettings()
    ) -> [MarketEffect] {
        var machine = MarketMachine(settings)
        return machine.take(records)
    }
}

extension MarketMachine {
    /// Applies records; with a delay they arrive so many milliseconds after their time.
    mutating func take(
        _ records: [MarketRaw], delay: ((MarketRaw) -> Int64)? = nil
    ) -> [MarketEffect] {
        var effects: [MarketEffect] = []
        for record in records {
            let arrival = delay.map { record.time.advanced(byNanoseconds: $0(record) * 1_000_000) }
            apply(record, arrival: arrival, into: &effects)
        }
        return effects
    }
}

extension MarketEffect {
    var tick: TickEvent? {
        guard case .tick(let event) = self else { return nil }
        return event
    }
    var bar: BarEvent? {
        guard case .bar(let event) = self else { return nil }
        return event
    }
    var ofi: OfiEvent? {
        guard case .ofi(let event) = self else { return nil }
        return event
    }
    var fault: GateFault? {
        guard case .deadLetter(let fault) = self else { return nil }
        return fault
    }
    var drop: DropReason? {
        guard case .dropped(let reason) = self else { return nil }
        return reason
    }

    /// `tick`, `bar`, `ofi`, or the reason's code.
    var word: String {
        switch self {
        case .tick: "tick"
        case .bar: "bar"
        case .ofi: "ofi"
        case .deadLetter(let fault): fault.reason.rawValue
        case .dropped(let reason): reason.rawValue
        }
    }
}

/// A small generator with a seed that a failing test can name.
struct MarketRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea, Flood, 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
