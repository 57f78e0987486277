internal import Contracts

/// One symbol at the paper venue: its quote, its own orders, and how records act on them.
///
/// Own orders act in the order of their submission.
struct PaperMarket: Sendable {
    static let dayReason = "DAY: the session ended"
    static let cancelReason = "canceled on request"
    static let restReason = "IOC: no more was there"
    static let killReason = "FOK: not all of it was there"

    /// The latest record time; the venue's clock for this symbol.
    private(set) var time: Timestamp?
    private(set) var quote: PaperQuote?
    var orders: [PaperOrder] = []
    /// The price of the latest print and the latest price before it that was another.
    private var printed: (last: Decimal9, different: Decimal9?)?
    /// The last trade that ticks carried, to tell a new print where ticks do not say their kind.
    private var carried: PriceLevel?
    /// The shortest duration of the bars seen.
    private var barDuration: BarDuration?

    var hasTicks: Bool { quote != nil }

    /// Whether an order or a cancel is on its way to a quote that stands.
    var hasWaiting: Bool {
        hasTicks && orders.contains { $0.isTraveling || $0.cancelAt != nil }
    }

    mutating func apply(
        _ tick: TickEvent, _ settings: PaperSettings, into events: inout [VenueEvent]
    ) {
        let print = newPrint(in: tick)
        if !orders.isEmpty {
            arrivals(before: tick.timestamp, settings, into: &events)
            endDay(before: tick.timestamp, into: &events)
        }
        if let print {
            let aggressor = quote.flatMap { self.aggressor(of: print.price, $0) }
            notePrint(print.price)
            if !orders.isEmpty {
                meet(print, by: aggressor, at: tick.timestamp, settings, into: &events)
            }
        }
        time = max(time ?? tick.timestamp, tick.timestamp)
        if quote?.isCarried(by: tick) == true { return }
        if quote == nil { quote = PaperQuote(tick) } else { quote?.update(tick) }
        guard !orders.isEmpty else { return }
        dispatchUntimed(settings)
        meetQuote(at: tick.timestamp, settings, into: &events)
    }

    mutating func apply(
        _ bar: BarEvent, _ settings: PaperSettings, into events: inout [VenueEvent]
    ) {
        // Where there are ticks, bars are made of them and tell nothing new; and of several
        // durations only the shortest is the market.
        guard !hasTicks, bar.duration.rank <= (barDuration ?? bar.duration).rank else { return }
        barDuration = bar.duration
        if !orders.isEmpty {
            endDay(before: bar.timestamp, into: &events)
            meet(bar, settings, into: &events)
        }
        time = max(time ?? bar.timestamp, bar.timestamp)
        dispatchUntimed(settings)
    }

    /// Orders and cancels that arrive before a record of `limit`, oldest first; all of them when
    /// `limit` is nil.
    mutating func arrivals(
        before limit: Timestamp?, _ settings: PaperSettings, into events: inout [VenueEvent]
    ) {
        guard let quote else { return }
        let limit = limit ?? Timestamp(nanoseconds: .max)
        for index in orders.indices {
            if case .traveling(let arrival?) = orders[index].stage, arrival < limit {
                // Later only where bars came before the first quote.
                let now = max(arrival, quote.time)
                events.append(orders[index].acknowledge(at: now))
                arrive(index, at: now, settings, into: &events)
            }
            if let cancelAt = orders[index].cancelAt, cancelAt < limit,
                !orders[index].isTraveling, !orders[index].isOver
            {
                events.append(orders[index].end(at: cancelAt, reason: Self.cancelReason))
            }
        }
        orders.removeAll(where: \.isOver)
    }

    /// Asks for an order's end; false when it is not here.
    mutating func cancel(
        _ intentId: MessageID, _ settings: PaperSettings, into events: inout [VenueEvent]
    ) -> Bool {
        guard let index = orders.firstIndex(where: { $0.intentId == intentId }) else {
            return false
        }
        if hasTicks, let time {
            orders[index].cancelAt =
                orders[index].cancelAt ?? time.advanced(byNanoseconds: settings.latency)
        } else {
            let now = max(time ?? orders[index].since, orders[index].since)
            events.append(orders[index].end(at: now, reason: Self.cancelReason))
            orders.remove(at: index)
        }
        return true
    }

    /// Orders whose symbol had no market time when they came start on their way now.
    private mutating func dispatchUntimed(_ settings: PaperSettings) {
        guard let time else { return }
        for index in orders.indices where orders[index].stage == .traveling(arrival: nil) {
            let arrival = time.advanced(byNanoseconds: settings.latency)
            orders[index].stage = .traveling(arrival: arrival)
        }
    }

    private mutating func endDay(before time: Timestamp, into events: inout [VenueEvent]) {
        for index in orders.indices where orders[index].ends(before: time) {
            events.append(orders[index].end(at: time, reason: Self.dayReason))
        }
        orders.removeAll(where: \.isOver)
    }

    /// The trade that a tick tells of, if it is a new one. A tick without a kind is taken for a
    /// trade when its last price or size is not the one before.
    private mutating func newPrint(in tick: TickEvent) -> PriceLevel? {
        guard let price = tick.last, let size = tick.lastSize else { return nil }
        let trade = PriceLevel(price: price, size: size)
        let before = carried
        carried = trade
        switch tick.metadata?.kind {
        case .trade: return trade
        case .quote: return nil
        case nil: return before == nil || before == trade ? nil : trade
        }
    }

    /// Who started a trade: at or below the bid a seller, at or above the ask a buyer, inside by
    /// the mid, at the mid by the last different price; nil when nothing tells.
    private func aggressor(of price: Decimal9, _ quote: PaperQuote) -> Direction? {
        if price <= quote.bid.price { return .sell }
        if price >= quote.ask.price { return .buy }
        let twice = 2 * Int128(price.nanos)
        let sum = Int128(quote.bid.price.nanos) + Int128(quote.ask.price.nanos)
        if twice != sum { return twice < sum ? .sell : .buy }
        guard let printed else { return nil }
        let before = printed.last == price ? printed.different : printed.last
        return before.map { price < $0 ? .sell : .buy }
    }

    private mutating func notePrint(_ price: Decimal9) {
        guard let printed, printed.last != price else {
            if self.printed == nil { self.printed = (price, nil) }
            return
        }
        self.printed = (price, printed.last)
    }

    /// Records own trading on the standing quote.
    mutating func take(_ quantity: Decimal9, at price: Decimal9, by direction: Direction) {
        quote?.take(quantity, at: price, by: direction)
    }
}

extension BarDuration {
    /// Shorter is less.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
