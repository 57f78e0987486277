import Contracts
import Testing

@testable import Trading

/// Random intents and markets through desk and paper venue.
@Suite struct OrdersPropertyTests {
    typealias M = OrderMade

    /// xorshift64*: a small generator that is the same everywhere.
    struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % sides
        }
    }

    /// A plane without a bus: every report that it writes is kept.
    struct Plane {
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

        private mutating func take(_ events: [VenueEvent]) throws {
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

    static let symbols: [Symbol] = ["AAA", "BBB", "CCC"]
    static let seeds: [UInt64] = [1, 7, 42, 20_261_123, 0xDEAD_BEEF]

    static func price(_ cents: Int) -> Decimal9 {
        Decimal9(nanos: Int64(cents) * 10_000_000)
    }

    /// 1500 steps: two symbols by ticks, one by bars.
    static func run(seed: UInt64) throws -> Plane {
        var dice = Dice(state: seed)
        var plane = Plane(
            limits: RiskSettings(
                maxPositionNotional: Decimal9(60_000), maxGrossExposure: Decimal9(120_000),
                maxNetExposure: Decimal9(80_000), maxOpenOrders: 12,
                allowShort: seed % 2 == 1))
        var cents = [10_000, 5_000, 2_000]
        var ms: Int64 = 1_000
        for step in 0..<1_500 {
            ms += Int64(dice.roll(400))
            let place = dice.roll(3)
            let symbol = symbols[place]
            switch dice.roll(10) {
            case 0..<6:
                cents[place] += dice.roll(9) - 4
                if place == 2 { try plane.market(bar(symbol, cents[2], ms, &dice)) }
                if place < 2 { try plane.market(tick(symbol, cents[place], ms, &dice)) }
            case 6..<9:
                try plane.intent(
                    intent(step, symbol, cents[place], ms, &dice), wall: M.at(ms))
            default:
                if dice.roll(3) == 0 { try plane.cancel(.symbol(symbol)) }
                try plane.quiet()
            }
        }
        return plane
    }

    static func tick(_ symbol: Symbol, _ cents: Int, _ ms: Int64, _ dice: inout Dice) -> TickEvent {
        let ask = cents + dice.roll(4)
        let isTrade = dice.roll(2) == 0
        return TickEvent(
            symbol: symbol, timestamp: M.at(ms), bid: price(cents), ask: price(ask),
            bidSize: Decimal9(dice.roll(400)), askSize: Decimal9(dice.roll(400)),
            last: isTrade ? price(cents - 2 + dice.roll(6)) : nil,
            lastSize: isTrade ? Decimal9(dice.roll(600)) : nil,
            metadata: EventMetadata(kind: isTrade ? .trade : .quote))
    }

    static func bar(_ symbol: Symbol, _ cents: Int, _ ms: Int64, _ dice: inout Dice) -> BarEvent {
        let close = cents + dice.roll(11) - 5
        return BarEvent(
            symbol: symbol, timestamp: M.at(ms), open: price(cents),
            high: price(max(cents, close) + dice.roll(5)),
            low: price(min(cents, close) - dice.roll(5)), close: price(close),
            volume: Int64(dice.roll(3_000)), duration: .minute1)
    }

    static func intent(
        _ step: Int, _ symbol: Symbol, _ cents: Int, _ ms: Int64, _ dice: inout Dice
    ) -> OrderIntent {
        let isLimit = dice.roll(3) > 0
        return OrderIntent(
            // One in twenty repeats an earlier id.
            intentId: M.id(dice.roll(20) == 0 ? step / 2 : step), symbol: symbol,
            direction: dice.roll(2) == 0 ? .buy : .sell,
            quantity: Decimal9(nanos: Int64(1 + dice.roll(700)) * 500_000_000),
            orderType: isLimit ? .limit : .market, timestamp: M.at(ms), strategyId: .composite,
            limitPrice: isLimit ? price(cents + dice.roll(31) - 15) : nil,
            timeInForce: TimeInForce.allCases[dice.roll(4)])
    }

    @Test("Every written report satisfies the contract's written rules", arguments: seeds)
    func reports(_ seed: UInt64) throws {
        print("OrdersPropertyTests seed \(seed)")
        let log = try Self.run(seed: seed).log
        var ids = Set<MessageID>()
        var statuses = Set<OrderStatus>()
        for report in log {
            #expect(ids.insert(report.reportId).inserted)
            statuses.insert(report.status)
            #expect((1...64).contains(report.orderId.unicodeScalars.count))
            let requested = try #require(report.requestedQuantity)
            #expect(report.remainingQuantity == requested - report.filledQuantity)
            #expect(report.remainingQuantity.map { $0 >= .zero } == true)
            if report.status == .filled {
                #expect(report.averageFillPrice != nil && report.remainingQuantity == .zero)
            }
            if report.status == .rejected { #expect(report.rejectReason?.isEmpty == false) }
            let fills = report.fills ?? []
            #expect(fills.reduce(.zero) { $0 + $1.quantity } == report.filledQuantity)
            #expect(fills.reduce(.zero) { $0 + ($1.commission ?? .zero) } == report.commission)
            #expect(fills.allSatisfy { $0.quantity > .zero && $0.price > .zero })
            let value = fills.reduce(Int128(0)) { $0 + $1.quantity.product($1.price) }
            let average =
                fills.isEmpty
                ? nil
                : Decimal9(
                    roundingNanos: value, dividedBy: Int128(report.filledQuantity.nanos))
            #expect(report.averageFillPrice == average)
        }
        // The run is worth its name only if it came everywhere.
        let wanted: Set<OrderStatus> = [
            .submitted, .acknowledged, .partialFill, .filled, .canceled, .rejected,
        ]
        #expect(statuses == wanted)
        #expect(log.contains { $0.orderId.hasPrefix("DUP_") })
    }

    @Test("Positions are the sum of the executions", arguments: seeds)
    func positions(_ seed: UInt64) throws {
        print("OrdersPropertyTests seed \(seed)")
        let plane = try Self.run(seed: seed)
        var last: [String: ExecutionReport] = [:]
        for report in plane.log { last[report.orderId] = report }
        for symbol in Self.symbols {
            let own = last.values.filter { $0.symbol == symbol }
            let quantity = own.reduce(Int128(0)) {
                $0 + Int128($1.filledQuantity.nanos * ($1.direction ?? .buy).sign)
            }
            let commission = own.reduce(Int128(0)) { $0 + Int128($1.commission.nanos) }
            let line = plane.desk.snapshot.positions.first { $0.symbol == symbol }
            #expect(line?.quantity.nanos ?? 0 == quantity)
            #expect(line?.commission.nanos ?? 0 == commission)
        }
    }

    @Test("The same input gives the same output", arguments: seeds)
    func determinism(_ seed: UInt64) throws {
        print("OrdersPropertyTests seed \(seed)")
        let (first, second) = (try Self.run(seed: seed), try Self.run(seed: seed))
        #expect(first.log == second.log)
        #expect(first.desk.snapshot == second.desk.snapshot)
    }

    @Test("A desk rebuilt from its reports is the desk that wrote them", arguments: seeds)
    func restart(_ seed: UInt64) throws {
        print("OrdersPropertyTests seed \(seed)")
        let plane = try Self.run(seed: seed)
        var desk = OrderDesk(risk: plane.limits)
        for report in plane.log {
            desk.restore(report)
            // A report read twice changes nothing.
            if !report.orderId.hasPrefix("DUP_"), report.status != .rejected {
                desk.restore(report)
            }
        }
        let (old, new) = (plane.desk.snapshot, desk.snapshot)
        #expect(new.openOrders.map(\.intentId) == old.openOrders.map(\.intentId))
        #expect(new.openOrders.map(\.orderId) == old.openOrders.map(\.orderId))
        #expect(new.openOrders.map(\.filled) == old.openOrders.map(\.filled))
        #expect(new.openOrders.map(\.averagePrice) == old.openOrders.map(\.averagePrice))
        #expect(new.openOrders.map(\.strategy) == old.openOrders.map(\.strategy))
        #expect(new.positions.map(\.symbol) == old.positions.map(\.symbol))
        #expect(new.positions.map(\.quantity) == old.positions.map(\.quantity))
        #expect(new.positions.map(\.cost) == old.positions.map(\.cost))
        #expect(new.positions.map(\.realised) == old.positions.map(\.realised))
        #expect(new.positions.map(\.commission) == old.positions.map(\.commission))
        #expect(new.positions.map(\.openBuys) == old.positions.map(\.openBuys))
        #expect(new.positions.map(\.openSells) == old.positions.map(\.openSells))
        #expect(new.reports == old.reports && new.rejects == old.rejects)
        #expect(new.unreadable == 0)
    }
}
