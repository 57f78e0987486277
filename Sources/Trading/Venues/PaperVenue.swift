public import Contracts

/// The venue that trades on paper against recorded or live market data: a fold over the market
/// events since an order's arrival, without a clock and without chance.
///
/// Time is the symbol's market time: its latest record's. An order arrives at that time plus the
/// latency and meets the book after all records with time ≤ its arrival, so just before the first
/// later record of its symbol; ``quiet(into:)`` says that none comes. A symbol known by bars alone
/// trades from the next bar on. A DAY order ends before the first record of a UTC day later than
/// its acknowledgement's: with daily bars, before the second bar after its arrival.
/// Not modelled: halts, session hours, auctions, the way back of the answers.
public struct PaperVenue: Venue {
    private let settings: PaperSettings
    private var markets: [PaperMarket] = []
    private var marketIndex: [Symbol: Int] = [:]
    /// The markets that may have orders.
    private var busy: [Int] = []

    public init(settings: PaperSettings) {
        self.settings = settings
    }

    public mutating func submit(
        _ order: Approved<OrderIntent>, at: Timestamp, into events: inout [VenueEvent]
    ) {
        let place = open(order.order.symbol)
        let arrival = markets[place].time?.advanced(byNanoseconds: settings.latency)
        markets[place].orders.append(PaperOrder(order.order, since: at, arrival: arrival))
    }

    /// Takes an open order back after a restart. Its queue position is lost: what stands before it
    /// counts anew from the next quote. One that was not acknowledged is on its way again; an IOC
    /// or FOK that was has had its moment and ends.
    public mutating func restore(
        _ order: Approved<JournaledOrder>, into events: inout [VenueEvent]
    ) {
        if let acknowledgedAt = order.order.acknowledgedAt, order.order.timeInForce.endsAtOnce {
            let reason = "\(order.order.timeInForce.rawValue): ended by a restart"
            events.append(
                VenueEvent(
                    intentId: order.order.intentId, timestamp: acknowledgedAt,
                    outcome: .canceled(reason: reason)))
            return
        }
        let place = open(order.order.symbol)
        let arrival = markets[place].time?.advanced(byNanoseconds: settings.latency)
        markets[place].orders.append(PaperOrder(order.order, arrival: arrival))
    }

    /// Takes hold after the latency, and after the order's arrival; at once for a symbol known by
    /// bars alone.
    public mutating func cancel(_ intentId: MessageID, into events: inout [VenueEvent]) {
        for place in busy {
            if markets[place].cancel(intentId, settings, into: &events) { return }
        }
        events.append(
            VenueEvent(intentId: intentId, timestamp: .zero, outcome: .cancelRefused))
    }

    public mutating func apply(_ tick: TickEvent, into events: inout [VenueEvent]) {
        markets[place(of: tick.symbol)].apply(tick, settings, into: &events)
    }

    public mutating func apply(_ bar: BarEvent, into events: inout [VenueEvent]) {
        markets[place(of: bar.symbol)].apply(bar, settings, into: &events)
    }

    /// Whether an order or a cancel waits for a later record, so that ``quiet(into:)`` is wanted
    /// when none comes for the latency in real time.
    public var hasWaiting: Bool {
        busy.contains { markets[$0].hasWaiting }
    }

    /// No record came for the latency: what is on its way meets the standing quote at its arrival
    /// time. Symbols known by bars alone go on waiting for the next bar.
    public mutating func quiet(into events: inout [VenueEvent]) {
        for place in busy {
            markets[place].arrivals(before: nil, settings, into: &events)
        }
        busy.removeAll { markets[$0].orders.isEmpty }
    }

    private mutating func place(of symbol: Symbol) -> Int {
        if let place = marketIndex[symbol] { return place }
        marketIndex[symbol] = markets.count
        markets.append(PaperMarket())
        return markets.count - 1
    }

    /// The symbol's place, marked as one that has orders.
    private mutating func open(_ symbol: Symbol) -> Int {
        busy.removeAll { markets[$0].orders.isEmpty }
        let place = place(of: symbol)
        if !busy.contains(place) { busy.append(place) }
        return place
    }
}
