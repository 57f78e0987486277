/// Any message of the five outputs and inputs, once decoded.
public enum Message: Equatable, Sendable {
    case raw(MarketRaw)
    case bar(BarEvent)
    case tick(TickEvent)
    case ofi(OfiEvent)
    case intent(OrderIntent)
    indirect case report(ExecutionReport)

    public var symbol: Symbol {
        switch self {
        case .raw(let m): m.symbol
        case .bar(let m): m.symbol
        case .tick(let m): m.symbol
        case .ofi(let m): m.symbol
        case .intent(let m): m.symbol
        case .report(let m): m.symbol
        }
    }
}

/// The five topics whose messages have a contract.
public enum Topic: String, CaseIterable, Sendable {
    case marketRaw = "market_raw"
    case marketEvents = "market_events"
    case ofiEvents = "ofi_events"
    case orderIntents = "order_intents"
    case execReports = "exec_reports"

    /// Where this topic's dead letters go.
    public var deadLetters: String {
        switch self {
        case .marketRaw: "dlq_market_raw"
        case .marketEvents: "dlq_market_events"
        case .ofiEvents: "dlq_ofi_events"
        case .orderIntents: "dlq_order_intents"
        case .execReports: "dlq_exec_reports"
        }
    }
}
