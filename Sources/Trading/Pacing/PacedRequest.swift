/// A request to TWS, as far as its pacing rules tell requests apart.
public enum PacedRequest: Hashable, Sendable {
    /// Any that asks for no history.
    case plain
    case historical(HistoricalRequest)
}

/// A request for historical data.
public struct HistoricalRequest: Hashable, Sendable {
    /// The contract, as its id or whatever names it.
    public var contract: String
    public var exchange: String
    /// `TRADES`, `MIDPOINT`, `BID_ASK` …
    public var tickType: String
    /// Everything else that is asked for: end, duration, bar size.
    public var parameters: String

    public init(contract: String, exchange: String, tickType: String, parameters: String) {
        self.contract = contract
        self.exchange = exchange
        self.tickType = tickType
        self.parameters = parameters
    }

    /// TWS counts a request for BID_ASK twice.
    var weight: Int { tickType == "BID_ASK" ? 2 : 1 }

    func isLike(_ other: HistoricalRequest) -> Bool {
        contract == other.contract && exchange == other.exchange && tickType == other.tickType
    }
}

/// How often TWS may be asked.
public struct PacingLimits: Equatable, Sendable {
    /// Messages of any kind within a second.
    public var perSecond = 50
    /// Requests for historical data within ten minutes.
    public var historicalPerTenMinutes = 60
    /// Between two identical requests for historical data; nanoseconds.
    public var identicalGap: Int64 = 15_000_000_000
    /// Requests for historical data of one contract, exchange and tick type …
    public var alike = 6
    /// … within so many nanoseconds.
    public var alikeWindow: Int64 = 2_000_000_000

    public init() {}
}
