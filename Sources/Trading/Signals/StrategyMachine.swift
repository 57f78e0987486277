public import Contracts

/// The strategy plane without its plumbing: market events and execution reports in, order
/// intents out. Time comes from the records, so the same records make the same intents.
///
/// A symbol is judged when a record feeds one of its signals, by those of its signals that are
/// ready: bars feed TSX and POS, OFI events feed OFI, ticks only set prices. An intent moves the
/// symbol of the record that caused it and no other; when the limits scale the book, each symbol
/// follows at its own next record.
///
/// What it has learned of market data can leave (``takeChanges(of:_:)``) and come back
/// (``restore(_:_:in:)``); records since then are applied again without trading
/// (`restore(_:at:)`). What is held and on its way comes from reports and intents alone.
///
/// Cost: O(signals²) per bar or OFI event, and O(symbols) per intent.
public struct StrategyMachine: Sendable {
    public internal(set) var portfolio: Portfolio
    public private(set) var counters = StrategyCounters()
    public let settings: StrategySettings

    /// The listed signals, without COMPOSITE.
    let signalIDs: [StrategyID]
    var symbols: [SymbolSignals] = []
    var targets: TargetBook
    let trader: StrategyID
    private let stream: String
    private let feeds: Set<SignalFeed>
    private let band: Int64
    var section: CrossSection
    /// Symbols whose signals have changed since their partition's changes were last taken.
    var changed: [Int] = []
    private var scratch = SymbolSignals.Scratch()

    /// `stream` is the log's identity: two logs with equal offsets never make equal intent ids.
    /// The settings must be free of ``StrategySettings/problems``.
    public init(_ settings: StrategySettings, stream: String) {
        precondition(settings.problems.isEmpty, "\(settings.problems)")
        self.settings = settings
        self.stream = stream
        signalIDs = settings.strategies.filter { $0 != .composite }
        trader = settings.strategies.contains(.composite) ? .composite : signalIDs[0]
        feeds = Set(signalIDs.compactMap(SignalCatalogue.feed(of:)))
        band = TargetBook.nanos(settings.noTradeBand)
        section = CrossSection(signals: signalIDs.count)
        portfolio = Portfolio(
            maxSymbols: settings.maxSymbols, maxClosedOrders: settings.maxClosedOrders)
        targets = TargetBook(
            box: settings.boxLimit, gross: settings.grossLimit, net: settings.netLimit)
    }

    /// A bar: sets the price to its close, feeds the signals, may trade.
    public mutating func apply(
        _ event: BarEvent, at place: Place, into intents: inout [OrderIntent]
    ) {
        guard let index = take(event, place), let price = aim(index) else { return }
        trade(index, price, event.timestamp, place, &intents)
    }

    /// A quote or trade: sets the price to the middle of bid and ask.
    public mutating func apply(
        _ event: TickEvent, at place: Place, into intents: inout [OrderIntent]
    ) {
        restore(event, at: place)
    }

    /// A closed window's order-flow imbalance: feeds the signals, may trade.
    public mutating func apply(
        _ event: OfiEvent, at place: Place, into intents: inout [OrderIntent]
    ) {
        guard let index = take(event, place), let price = aim(index) else { return }
        trade(index, price, event.timestamp, place, &intents)
    }

    /// A bar of the past: all that ``apply(_:at:into:)`` does but trading.
    public mutating func restore(_ event: BarEvent, at place: Place) {
        if let index = take(event, place) { _ = aim(index) }
    }

    /// A tick of the past; ticks never trade.
    public mutating func restore(_ event: TickEvent, at place: Place) {
        counters.ticks += 1
        guard let index = admit(event.symbol, place.partition) else { return }
        let half = (event.ask.nanos - event.bid.nanos) / 2
        portfolio.mark(index, at: Decimal9(nanos: event.bid.nanos + half), event.timestamp)
    }

    /// A window of the past: all that ``apply(_:at:into:)`` does but trading.
    public mutating func restore(_ event: OfiEvent, at place: Place) {
        if let index = take(event, place) { _ = aim(index) }
    }

    /// An intent of the past that no report has told of yet: it is on its way.
    public mutating func restore(_ intent: OrderIntent) {
        guard let index = portfolio.index(of: intent.symbol) else { return }
        portfolio.expect(intent, index: index)
    }

    /// What happened to an order, live and when history is read again. Throws without any change
    /// when a report cannot be used.
    public mutating func apply(_ report: ExecutionReport) throws(StrategyFault) {
        counters.reports += 1
        try portfolio.apply(report)
    }

    /// The symbol's place; nil, counted, beyond `max_symbols`.
    mutating func admit(_ symbol: Symbol, _ partition: Int32) -> Int? {
        guard let index = portfolio.index(of: symbol) else {
            counters.symbolsRefused += 1
            return nil
        }
        while symbols.count <= index {
            symbols.append(newSignals())
        }
        symbols[index].partition = partition
        return index
    }

    func newSignals() -> SymbolSignals {
        SymbolSignals(signalIDs, settings.horizons, bars: settings.barDuration)
    }

    private mutating func mark(_ index: Int) {
        guard !symbols[index].isChanged else { return }
        symbols[index].isChanged = true
        changed.append(index)
    }
}

/// From a record to its symbol's signals, and from these to an intent.
extension StrategyMachine {
    /// The symbol to be judged because of the bar, if one is.
    private mutating func take(_ event: BarEvent, _ place: Place) -> Int? {
        counters.bars += 1
        guard let index = admit(event.symbol, place.partition) else { return nil }
        guard symbols[index].take(event) == .taken else {
            counters.barsIgnored += 1
            return nil
        }
        mark(index)
        portfolio.mark(index, at: event.close, event.timestamp)
        return feeds.contains(.barReturns) ? index : nil
    }

    /// The symbol to be judged because of the window, if one is.
    private mutating func take(_ event: OfiEvent, _ place: Place) -> Int? {
        counters.windows += 1
        guard let index = admit(event.symbol, place.partition) else { return nil }
        let mid = portfolio.holdings[index].mark
        guard symbols[index].take(event, mid: mid) == .taken else {
            counters.windowsIgnored += 1
            return nil
        }
        mark(index)
        return feeds.contains(.orderFlow) ? index : nil
    }

    /// Makes score and target what the signals now say; the price to trade at, nil where nothing
    /// can be traded.
    private mutating func aim(_ index: Int) -> Decimal9? {
        if trader == .composite {
            symbols[index].scoreComposite(&section, &scratch)
        } else {
            symbols[index].scoreAlone()
        }
        guard let score = symbols[index].score else { return nil }
        guard let price = portfolio.holdings[index].mark,
            let volatility = symbols[index].volatility.annual, volatility > 0
        else {
            counters.unsized += 1
            return nil
        }
        targets.want(score * settings.volTarget / volatility, index: index)
        return price
    }

    private mutating func trade(
        _ index: Int, _ price: Decimal9, _ time: Timestamp, _ place: Place,
        _ intents: inout [OrderIntent]
    ) {
        let score = symbols[index].score ?? 0
        let holding = portfolio.holdings[index]
        let equity = settings.equity
        let target = targets.allowed(index)
        guard
            let current = Sizing.weight(holding.effective, price: price, equity: equity),
            case (let change, false) = target.nanos.subtractingReportingOverflow(current.nanos),
            var missing = Sizing.quantity(
                Decimal9(nanos: change), price: price, equity: equity, lot: settings.lotSize)
        else {
            counters.unsized += 1
            return
        }
        guard change.magnitude > UInt64(band) else { return }
        let most = mostPerOrder(price)
        var leg = 0
        while !missing.isZero, !most.isZero, leg < StrategySettings.maxLegs {
            var intent = OrderIntent(
                intentId: intentID(place, leg: leg), symbol: holding.symbol,
                direction: change > 0 ? .buy : .sell, quantity: min(missing, most),
                orderType: .market, timestamp: time, strategyId: trader)
            intent.targetWeight = target.double
            intent.currentWeight = min(max(current.double, -1), 1)
            intent.signalStrength = min(score.magnitude / Self.fullScore, 1)
            intent.metadata = IntentMetadata(regime: .normal)
            portfolio.expect(intent, index: index)
            intent.riskChecks = checks(target)
            intents.append(intent)
            counters.intents += 1
            missing -= intent.quantity
            leg += 1
        }
    }

    /// Whole lots within `max_order_notional`; zero when not even one lot is.
    private func mostPerOrder(_ price: Decimal9) -> Decimal9 {
        guard let most = settings.maxOrderNotional else { return .max }
        return Sizing.quantity(.one, price: price, equity: most, lot: settings.lotSize) ?? .max
    }

    /// A score of so many standard deviations, or more, is a signal strength of 1.
    private static let fullScore = 3.0

    /// The limits against what will be held once all orders are filled, this one included: other
    /// symbols may still be above what the limits now allow them. No kill switch is on here.
    private func checks(_ target: Decimal9) -> RiskChecks {
        let (gross, net) = portfolio.effectiveExposure()
        let equity = settings.equity.nanos
        func limit(_ fraction: Double) -> Int128 {
            Int128(TargetBook.nanos(fraction)) * Int128(equity)
        }
        return RiskChecks(
            withinBoxLimit: target.nanos.magnitude <= TargetBook.nanos(settings.boxLimit),
            withinGrossLimit: gross <= limit(settings.grossLimit),
            withinNetLimit: net.magnitude <= limit(settings.netLimit).magnitude,
            pnlKillSwitch: false, drawdownKillSwitch: false)
    }

    /// A pure function of the causing record's place in the log, strategy and leg.
    private func intentID(_ place: Place, leg: Int) -> MessageID {
        MessageID { hash in
            hash.combine(stream)
            hash.combine(place.topic)
            hash.combine(UInt64(bitPattern: Int64(place.partition)))
            hash.combine(UInt64(bitPattern: place.offset))
            hash.combine(trader.rawValue)
            hash.combine(UInt64(leg))
        }
    }
}
