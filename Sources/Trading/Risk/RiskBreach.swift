/// The checks of the risk gate; the raw value leads the text of a REJECTED report's reason.
public enum RiskCode: String, CaseIterable, Sendable {
    /// A kill switch is on for the account, the strategy or the symbol.
    case halted = "HALTED"
    /// The intent's id was seen before.
    case duplicate = "DUPLICATE"
    /// The intent's record is older than `max_intent_age` by the wall clock.
    case stale = "STALE"
    case restricted = "RESTRICTED"
    /// The venue does not do this order type.
    case unsupported = "UNSUPPORTED"
    case orderQty = "ORDER_QTY"
    case orderNotional = "ORDER_NOTIONAL"
    /// No price young enough to judge the order by.
    case noReference = "NO_REFERENCE"
    case priceCollar = "PRICE_COLLAR"
    case position = "POSITION"
    case gross = "GROSS"
    case net = "NET"
    case openOrders = "OPEN_ORDERS"
    case rate = "RATE"
    case short = "SHORT"
}

/// One check that an intent did not pass, and the figures.
public struct RiskBreach: Equatable, Sendable {
    public let code: RiskCode
    public let detail: String

    public init(_ code: RiskCode, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}

extension RiskBreach: CustomStringConvertible {
    /// `ORDER_QTY: 12000 over 10000`
    public var description: String { "\(code.rawValue): \(detail)" }
}
