import Contracts
import Testing

@testable import Trading

/// A plane without a bus: every report that it writes is kept.
struct OrdersPlane {
    var desk: OrderDesk
    var venue = PaperVenue(settings: PaperSettings())
    var log: [ExecutionReport] = []
    let limits: RiskSettings

    init(limits: RiskSettings) {
        self.limits = limits
        desk = OrderDesk(risk: limits)
    }

    mutating func intent(_ intent: OrderIntent, wall: Timestamp) throws {
        var effects: [OrderEffect] = []
        let before = desk.snapshot
        desk.apply(intent, kafkaTime: wall, wall: wall, into: &effects)
        try perform(effects)
        guard effects.contains(where: { $0.submitted != nil }) else { return }
        let after = desk.snapshot
        #expect(after.openOrders.count <= limits.maxOpenOrders)
        // Only a strictly reducing order may leave an exposure over its limit.
        if !Self.reduces(intent, before) {
            #expect(after.gross <= Notional(limits.maxGrossExposure))
            #expect(after.net <= Notional(limits.maxNetExposure))
        }
    }

    static func reduces(_ intent: OrderIntent, _ snapshot: OrderSnapshot) -> Bool {
        guard let line = snapshot.positions.first(where: { $0.symbol == intent.symbol }) else {
            return false
        }
        let quantity = Notional(intent.quantity)
        return intent.direction == .buy
            ? line.quantity < .zero && line.quantity + line.openBuys + quantity <= .zero
            : line.quantity > .zero && line.quantity - line.openSells - quantity >= .zero
    }

    mutating func market(_ tick: TickEvent) throws {
        var events: [VenueEvent] = []
        venue.apply(tick, into: &events)
        desk.apply(tick, kafkaTime: tick.timestamp)
        try take(events)
    }

    mutating func market(_ bar: BarEvent) throws {
        var events: [VenueEvent] = []
        venue.apply(bar, into: &events)
        desk.apply(bar, kafkaTime: bar.timestamp)
        try take(events)
    }

    mutating func quiet() throws {
        var events: [VenueEvent] = []
        venue.quiet(into: &events)
        #expect(!venue.hasWaiting)
        try take(events)
    }

    mutating func cancel(_ scope: HaltScope) throws {
        var effects: [OrderEffect] = []
        try desk.cancelOpen(in: scope, into: &effects)
        try perform(effects)
    }

    mutating func take(_ events: [VenueEvent]) throws {
        var effects: [OrderEffect] = []
        for event in events { try desk.apply(event, into: &effects) }
        try perform(effects)
    }

    private mutating func perform(_ effects: [OrderEffect]) throws {
        var events: [VenueEvent] = []
        for effect in effects {
            switch effect {
            case .report(let report): log.append(report)
            case .submit(let order, let at): venue.submit(order, at: at, into: &events)
            case .cancel(let id): venue.cancel(id, into: &events)
            case .alarm(let alarm): Issue.record("\(alarm)")
            case .halted(let halt): Issue.record("\(halt)")
            }
        }
        if !events.isEmpty { try take(events) }
    }
}
