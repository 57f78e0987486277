/// A validated quote or trade on `market_events`.
public struct TickEvent: Equatable, Sendable {
    public var symbol: Symbol
    public var timestamp: Timestamp
    public var bid: Decimal9
    public var ask: Decimal9
    public var bidSize: Decimal9
    public var askSize: Decimal9
    public var last: Decimal9?
    public var lastSize: Decimal9?
    public var level2: Level2?
    public var dataQuality: DataQuality?
    public var metadata: EventMetadata?

    public init(
        symbol: Symbol, timestamp: Timestamp, bid: Decimal9, ask: Decimal9, bidSize: Decimal9,
        askSize: Decimal9, last: Decimal9? = nil, lastSize: Decimal9? = nil,
        level2: Level2? = nil, dataQuality: DataQuality? = nil, metadata: EventMetadata? = nil
    ) {
        self.symbol = symbol
        self.timestamp = timestamp
        self.bid = bid
        self.ask = ask
        self.bidSize = bidSize
        self.askSize = askSize
        self.last = last
        self.lastSize = lastSize
        self.level2 = level2
        self.dataQuality = dataQuality
        self.metadata = metadata
    }
}

/// Depth of the book, best level first, at most fifty levels a side.
public struct Level2: Equatable, Sendable {
    public static let maxLevels = 50

    public var bids: [PriceLevel]
    public var asks: [PriceLevel]

    public init(bids: [PriceLevel], asks: [PriceLevel]) {
        self.bids = bids
        self.asks = asks
    }
}

/// A price and the size resting there.
public struct PriceLevel: Equatable, Sendable {
    public var price: Decimal9
    public var size: Decimal9

    @inlinable
    public init(price: Decimal9, size: Decimal9) {
        self.price = price
        self.size = size
    }
}
