import Contracts

@testable import Trading

/// Short makers of the order plane's inputs; times are milliseconds.
enum OrderMade {
    static func d(_ text: String) -> Decimal9 {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isNegative = text.hasPrefix("-")
        let whole = Int64(parts[0].filter { $0 != "-" }) ?? 0
        let digits = parts.count > 1 ? String(parts[1]) : ""
        let padded = digits + String(repeating: "0", count: 9 - digits.count)
        let nanos = whole * Decimal9.scale + (Int64(padded) ?? 0)
        return Decimal9(nanos: isNegative ? -nanos : nanos)
    }

    static func at(_ ms: Int64) -> Timestamp { Timestamp(milliseconds: ms) }

    static func id(_ number: Int) -> MessageID {
        MessageID { $0.combine(UInt64(number)) }
    }

    static func intent(
        _ number: Int, _ direction: Direction = .buy, _ quantity: String = "100",
        limit: String? = nil, _ force: TimeInForce = .day, symbol: Symbol = "SPY",
        at ms: Int64 = 1_000, type: OrderType? = nil, strategy: StrategyID = .ofi
    ) -> OrderIntent {
        OrderIntent(
            intentId: id(number), symbol: symbol, direction: direction, quantity: d(quantity),
            orderType: type ?? (limit == nil ? .market : .limit), timestamp: at(ms),
            strategyId: strategy, limitPrice: limit.map(d), timeInForce: force)
    }

    static func tick(
        _ ms: Int64, _ bid: String, _ ask: String, sizes: (String, String) = ("500", "500"),
        trade: (String, String)? = nil, kind: TickKind? = .quote, symbol: Symbol = "SPY",
        depth: Level2? = nil
    ) -> TickEvent {
        TickEvent(
            symbol: symbol, timestamp: at(ms), bid: d(bid), ask: d(ask), bidSize: d(sizes.0),
            askSize: d(sizes.1), last: trade.map { d($0.0) }, lastSize: trade.map { d($0.1) },
            level2: depth, metadata: kind.map { EventMetadata(kind: $0) })
    }

    static func bar(
        _ ms: Int64, _ open: String, _ high: String, _ low: String, _ close: String,
        volume: Int64 = 10_000, symbol: Symbol = "SPY", _ duration: BarDuration = .day1
    ) -> BarEvent {
        BarEvent(
            symbol: symbol, timestamp: at(ms), open: d(open), high: d(high), low: d(low),
            close: d(close), volume: volume, duration: duration)
    }

    /// An approved order, by the only way there is.
    static func approved(_ intent: OrderIntent) -> Approved<OrderIntent> {
        var limits = RiskSettings(
            maxOrderQty: .max, maxOrderNotional: .max, maxPositionNotional: .max,
            maxGrossExposure: .max, maxNetExposure: .max)
        limits.priceCollarPct = Decimal9(100)
        var gate = RiskGate(settings: limits)
        var view = RiskView()
        view.prices.apply(
            tick(intent.timestamp.milliseconds, "100", "100"), kafkaTime: intent.timestamp)
        switch gate.review(intent, view, kafkaTime: .zero, wall: .zero) {
        case .approved(let order, _): return order
        case .rejected(let breaches): preconditionFailure("\(breaches)")
        }
    }
}

extension OrderEffect {
    var report: ExecutionReport? {
        if case .report(let report) = self { report } else { nil }
    }

    var submitted: (order: Approved<OrderIntent>, at: Timestamp)? {
        if case .submit(let order, let at) = self { (order, at) } else { nil }
    }
}

extension VenueEvent {
    var execution: Execution? {
        if case .filled(let execution) = outcome { execution } else { nil }
    }

    /// `fill 100 @ 100.02`, `ack`, `cancel DAY…`.
    var brief: String {
        switch outcome {
        case .acknowledged: "ack"
        case .filled(let fill): "fill \(Notional(fill.quantity)) @ \(Notional(fill.price))"
        case .canceled(let reason): "cancel \(reason.prefix(3))"
        case .cancelRefused: "refused"
        case .rejected: "reject"
        case .timedOut: "timeout"
        case .failed: "failed"
        }
    }
}
