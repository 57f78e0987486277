public import Contracts

/// What the data plane does because of one raw record, in this order.
public enum MarketEffect: Equatable, Sendable {
    /// Goes to `market_events`.
    case tick(TickEvent)
    /// Goes to `market_events`.
    case bar(BarEvent)
    /// Goes to `ofi_events`.
    case ofi(OfiEvent)
    /// The record goes to `dlq_market_raw`, bytes unchanged.
    case deadLetter(GateFault)
    /// Nothing is written, on purpose; counted.
    case dropped(DropReason)
}

/// Why nothing was written.
public enum DropReason: String, CaseIterable, Sendable {
    /// A side of the book is empty: price −1 or size 0. The OFI baseline starts anew.
    case noQuote = "no_quote"
    /// Equal in everything to the symbol's record before.
    case duplicate
    /// No quote has been seen that the trade's tick could carry.
    case tradeBeforeQuote = "trade_before_quote"
    /// A bar of five seconds of a symbol whose bars are built of trades.
    case barBesideTrades = "bar_beside_trades"
    /// The z-score's windows are all alike, so there is no score for the closed window.
    case zeroStd = "zero_std"
}

/// Why a quality gate refused a record.
public struct GateFault: Error, Equatable, Sendable {
    /// Stable machine codes: the `dlq.reason` of the dead letter.
    public enum Reason: String, CaseIterable, Sendable {
        /// Bid above ask.
        case crossed
        case priceJump = "price_jump"
        case outOfOrder = "out_of_order"
        /// Further behind the partition, or its arrival, than `max_age`.
        case stale
        case invalidPrice = "invalid_price"
        case invalidSize = "invalid_size"
        case invalidVolume = "invalid_volume"
        /// High below, or low above, another price of the bar.
        case barRange = "bar_range"
        /// Prices of a depth snapshot do not get strictly worse.
        case depthOrder = "depth_order"
        /// No `bar_duration` stands for this bar size.
        case unsupportedBarSize = "unsupported_bar_size"
        case unknownSecType = "unknown_sec_type"
        case invalidSymbol = "invalid_symbol"
        case invalidExchange = "invalid_exchange"
        case invalidCurrency = "invalid_currency"
        case tooManySymbols = "too_many_symbols"
    }

    public let reason: Reason
    /// The field: `askPrice`, `bids[3]`.
    public let path: String
    /// What was expected and what was found.
    public let message: String

    public init(_ reason: Reason, _ path: String, _ message: String) {
        self.reason = reason
        self.path = path
        self.message = message
    }
}

extension GateFault: CustomStringConvertible {
    /// `crossed: askPrice: 99.5 lies below bidPrice 100`
    public var description: String { "\(reason.rawValue): \(path): \(message)" }
}
