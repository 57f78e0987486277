internal import Contracts

/// An order that passed the risk gate. Nothing else can make one, and a venue takes nothing else.
public struct Approved<Order: Sendable>: Sendable {
    public let order: Order

    fileprivate init(_ order: Order) {
        self.order = order
    }
}

extension Approved where Order == JournaledOrder {
    /// An order that passed the gate before a restart, as its journal records tell.
    init(journaled order: JournaledOrder) {
        self.init(order)
    }
}

/// Judges intents: all checks run, every breach is told, and only an intent without one becomes
/// an ``Approved`` order.
struct RiskGate: Sendable {
    /// Percent from the reference beyond which a price is a mistake also on the winning side.
    static let farCollarPct = Decimal9(20)

    enum Verdict {
        /// With the reference price of the decision.
        case approved(Approved<OrderIntent>, reference: Decimal9)
        case rejected([RiskBreach])
    }

    var settings: RiskSettings {
        didSet { restricted = Set(settings.restricted) }
    }
    private var restricted: Set<Symbol>
    private var rate: OrderRate

    init(settings: RiskSettings) {
        self.settings = settings
        restricted = Set(settings.restricted)
        rate = OrderRate(burst: settings.burst)
    }

    /// - Parameters:
    ///   - kafkaTime: the Kafka timestamp of the intent's record.
    ///   - wall: the wall clock; only STALE and RATE look at it.
    mutating func review(
        _ intent: OrderIntent, _ view: RiskView, kafkaTime: Timestamp, wall: Timestamp
    ) -> Verdict {
        var breaches: [RiskBreach] = []
        checkAdmission(intent, view, kafkaTime, wall, &breaches)
        let reference = view.prices.reference(
            at: intent.timestamp, kafkaTime: kafkaTime, maxAge: settings.maxPriceAge)
        let opposite = view.prices.opposite(
            of: intent.direction, at: intent.timestamp, kafkaTime: kafkaTime,
            maxAge: settings.maxPriceAge)
        let limit = intent.orderType.needsLimitPrice ? intent.limitPrice : nil
        let expected = limit ?? opposite ?? reference
        checkOrder(intent, reference, expected, &breaches)
        let mark = reference ?? view.prices.mark ?? expected
        checkExposure(intent, view, mark, &breaches)
        checkCounts(view, wall, &breaches)
        guard breaches.isEmpty, let reference else { return .rejected(breaches) }
        rate.take()
        return .approved(Approved(intent), reference: reference)
    }

    private func checkAdmission(
        _ intent: OrderIntent, _ view: RiskView, _ kafkaTime: Timestamp, _ wall: Timestamp,
        _ breaches: inout [RiskBreach]
    ) {
        for halt in view.halts
        where halt.scope.covers(strategy: intent.strategyId, symbol: intent.symbol) {
            breaches.append(RiskBreach(.halted, "\(halt.scope), \(halt.reason)"))
        }
        if view.isDuplicate {
            breaches.append(RiskBreach(.duplicate, "intent \(intent.intentId) was seen before"))
        }
        let age = wall.nanoseconds(since: kafkaTime)
        if age > settings.maxIntentAge {
            let detail = "\(age / 1_000_000) ms over \(settings.maxIntentAge / 1_000_000) ms"
            breaches.append(RiskBreach(.stale, detail))
        }
        if restricted.contains(intent.symbol) {
            breaches.append(RiskBreach(.restricted, "\(intent.symbol) is on the list"))
        }
        switch intent.orderType {
        case .market: break
        case .limit where intent.limitPrice != nil: break
        case .limit: breaches.append(RiskBreach(.unsupported, "LIMIT without limit_price"))
        case .stop, .stopLimit, .adaptive:
            breaches.append(RiskBreach(.unsupported, "order type \(intent.orderType.rawValue)"))
        }
    }

    private func checkOrder(
        _ intent: OrderIntent, _ reference: Decimal9?, _ expected: Decimal9?,
        _ breaches: inout [RiskBreach]
    ) {
        let quantity = Notional(intent.quantity)
        if intent.quantity > settings.maxOrderQty || intent.quantity <= .zero {
            let limit = Notional(settings.maxOrderQty)
            let over = intent.quantity > .zero ? "over \(limit)" : "is not positive"
            breaches.append(RiskBreach(.orderQty, "\(quantity) \(over)"))
        }
        let dearest = max(expected ?? .zero, reference ?? .zero)
        let value = Notional(quantityNanos: quantity.nanos, price: dearest)
        report(.orderNotional, value, over: settings.maxOrderNotional, &breaches)
        guard let reference, let expected else {
            breaches.append(RiskBreach(.noReference, "no price of \(intent.symbol) young enough"))
            return
        }
        // (p − r)·100 > pct·r, with a loss counted positive; pct is in billionths.
        let difference = Int128(expected.nanos) - Int128(reference.nanos)
        let loss = difference * Int128(intent.direction.sign) * 100 * Int128(Decimal9.scale)
        let near = settings.priceCollarPct.product(reference)
        let far = Self.farCollarPct.product(reference)
        if loss > near || -loss > far {
            let pct = loss > near ? settings.priceCollarPct : Self.farCollarPct
            let detail =
                "\(Notional(expected)) more than \(Notional(pct)) % from \(Notional(reference))"
            breaches.append(RiskBreach(.priceCollar, detail))
        }
    }

    private func checkExposure(
        _ intent: OrderIntent, _ view: RiskView, _ mark: Decimal9?,
        _ breaches: inout [RiskBreach]
    ) {
        let quantity = Int128(intent.quantity.nanos)
        let isBuy = intent.direction == .buy
        let buys = view.openBuys + (isBuy ? quantity : 0)
        let sells = view.openSells + (isBuy ? 0 : quantity)
        if !isBuy, !settings.allowShort, view.position - sells < 0 {
            let below = Notional(nanos: view.position - sells)
            breaches.append(RiskBreach(.short, "position with open sells \(below)"))
        }
        let reduces =
            isBuy
            ? view.position < 0 && view.position + buys <= 0
            : view.position > 0 && view.position - sells >= 0
        guard !reduces, let mark else { return }
        var own = Exposure()
        own.add(position: view.position, openBuys: buys, openSells: sells, at: mark)
        report(.position, own.gross, over: settings.maxPositionNotional, &breaches)
        var all = view.others
        all.gross += own.gross
        all.long += own.long
        all.short += own.short
        report(.gross, all.gross, over: settings.maxGrossExposure, &breaches)
        report(.net, all.net, over: settings.maxNetExposure, &breaches)
    }

    private mutating func checkCounts(
        _ view: RiskView, _ wall: Timestamp, _ breaches: inout [RiskBreach]
    ) {
        if view.openOrders >= settings.maxOpenOrders {
            let detail = "\(view.openOrders + 1) over \(settings.maxOpenOrders)"
            breaches.append(RiskBreach(.openOrders, detail))
        }
        let perSecond = settings.maxOrdersPerSecond
        if !rate.allows(at: wall, perSecond: perSecond, burst: settings.burst) {
            let detail = "over \(perSecond) a second after a burst of \(settings.burst)"
            breaches.append(RiskBreach(.rate, detail))
        }
    }

    private func report(
        _ code: RiskCode, _ value: Notional, over limit: Decimal9, _ breaches: inout [RiskBreach]
    ) {
        guard value > Notional(limit) else { return }
        breaches.append(RiskBreach(code, "\(value) over \(Notional(limit))"))
    }
}
