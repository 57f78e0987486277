/// A raw Interactive Brokers market-data record on `market_raw`, as the TWS API names things.
///
/// Only shape, types and decimal range are known to hold; signs and crossings are not judged.
public struct MarketRaw: Equatable, Sendable {
    /// May have a blank inside, as TWS writes `BRK B`.
    public var symbol: Symbol
    public var time: Timestamp
    public var conId: Int64?
    public var secType: String?
    public var exchange: String?
    public var currency: String?
    public var source: String?
    public var shape: Shape

    public enum Shape: Equatable, Sendable {
        case bidAsk(RawBidAsk)
        case allLast(price: Decimal9, size: Decimal9)
        case realtimeBar(RawBar)
        case historicalBar(RawBar, size: BarSize)
        case depth(bids: [PriceLevel], asks: [PriceLevel])
    }

    public init(
        symbol: Symbol, time: Timestamp, conId: Int64? = nil, secType: String? = nil,
        exchange: String? = nil, currency: String? = nil, source: String? = nil, shape: Shape
    ) {
        self.symbol = symbol
        self.time = time
        self.conId = conId
        self.secType = secType
        self.exchange = exchange
        self.currency = currency
        self.source = source
        self.shape = shape
    }
}

public struct RawBidAsk: Equatable, Sendable {
    public var bidPrice: Decimal9
    public var askPrice: Decimal9
    public var bidSize: Decimal9
    public var askSize: Decimal9
    public var bidPastLow: Bool?
    public var askPastHigh: Bool?

    public init(
        bidPrice: Decimal9, askPrice: Decimal9, bidSize: Decimal9, askSize: Decimal9,
        bidPastLow: Bool? = nil, askPastHigh: Bool? = nil
    ) {
        self.bidPrice = bidPrice
        self.askPrice = askPrice
        self.bidSize = bidSize
        self.askSize = askSize
        self.bidPastLow = bidPastLow
        self.askPastHigh = askPastHigh
    }
}

public struct RawBar: Equatable, Sendable {
    public var open: Decimal9
    public var high: Decimal9
    public var low: Decimal9
    public var close: Decimal9
    public var volume: Decimal9
    /// Volume-weighted average price: `wap` or `average`.
    public var average: Decimal9
    /// Trades in the bar: `count` or `barCount`; −1 when TWS does not say.
    public var count: Int64

    public init(
        open: Decimal9, high: Decimal9, low: Decimal9, close: Decimal9, volume: Decimal9,
        average: Decimal9, count: Int64
    ) {
        self.open = open
        self.high = high
        self.low = low
        self.close = close
        self.volume = volume
        self.average = average
        self.count = count
    }
}

/// Bar sizes as TWS spells them.
public enum BarSize: String, CaseIterable, Sendable {
    case secs1 = "1 secs"
    case secs5 = "5 secs"
    case secs10 = "10 secs"
    case secs15 = "15 secs"
    case secs30 = "30 secs"
    case min1 = "1 min"
    case mins2 = "2 mins"
    case mins3 = "3 mins"
    case mins5 = "5 mins"
    case mins10 = "10 mins"
    case mins15 = "15 mins"
    case mins20 = "20 mins"
    case mins30 = "30 mins"
    case hour1 = "1 hour"
    case hours2 = "2 hours"
    case hours3 = "3 hours"
    case hours4 = "4 hours"
    case hours8 = "8 hours"
    case day1 = "1 day"
    case week1 = "1 week"
    case month1 = "1 month"
}
