import Contracts
import Testing

@testable import Trading

@Suite struct StrategyMachineTests {
    private typealias Kit = StrategyKit

    /// POS alone, with so little appetite that no weight reaches the box.
    private func settings() -> StrategySettings {
        var settings = Kit.settings(.pos)
        settings.volTarget = 0.01
        return settings
    }

    private func closes(_ changes: [Double]) -> [Double] {
        var close = 100.0
        return changes.map { change in
            close *= 1 + change
            return close
        }
    }

    /// Six bars: returns 0 .01 −.02 .01 −.01, so POS raw (r₀ − r₁)/2 = – −.005 .015 −.015 .01.
    /// z at the fifth bar, of −.005 .015: −2; at the sixth, of .015 −.015: 2/3.
    private var sixCloses: [Double] { closes([0, 0, 0.01, -0.02, 0.01, -0.01]) }

    private func run(
        _ machine: inout StrategyMachine, _ closes: [Double], _ symbol: Symbol = "SPY"
    ) -> [OrderIntent] {
        var intents: [OrderIntent] = []
        for (step, close) in closes.enumerated() {
            machine.apply(Kit.bar(symbol, step, close), at: Kit.place(step), into: &intents)
        }
        return intents
    }

    @Test("a signal alone trades under its own name, by the sizing formula")
    func oneSignal() throws {
        var machine = StrategyMachine(settings(), stream: "log")
        let intents = run(&machine, sixCloses)
        try #require(intents.count == 2)
        // σ of 0 .01 −.02 .01: mean 0, Σr² .0006; of .01 −.02 .01 −.01: mean −.0025,
        // Σ(r − mean)² .000675.
        let year = 252.0.squareRoot()
        let first = -2 * 0.01 / ((0.0006 / 4).squareRoot() * year)
        let second = 2.0 / 3 * 0.01 / ((0.000675 / 4).squareRoot() * year)
        let sold = (-first * 1e6 / sixCloses[4]).rounded(.down)
        let held = -sold * sixCloses[5] / 1e6
        let bought = ((second - held) * 1e6 / sixCloses[5]).rounded(.down)
        let expected: [(Direction, Double, Double, Double, Double)] = [
            (.sell, first, 0, sold, 2.0 / 3), (.buy, second, held, bought, 2.0 / 9),
        ]
        for (intent, row) in zip(intents, expected) {
            #expect(intent.direction == row.0)
            #expect(abs((intent.targetWeight ?? 0) - row.1) < 1e-6)
            #expect(abs((intent.currentWeight ?? 1) - row.2) < 1e-6)
            #expect(intent.quantity == Kit.decimal(row.3))
            #expect(abs((intent.signalStrength ?? 0) - row.4) < 1e-6)
            #expect(intent.strategyId == .pos)
            #expect(intent.symbol == "SPY")
            #expect(intent.orderType == .market)
            #expect(intent.timeInForce == .day)
            #expect(intent.metadata == IntentMetadata(regime: .normal))
            #expect(
                intent.riskChecks
                    == RiskChecks(
                        withinBoxLimit: true, withinGrossLimit: true, withinNetLimit: true,
                        pnlKillSwitch: false, drawdownKillSwitch: false))
        }
        #expect(intents.map(\.timestamp) == [Kit.time(4), Kit.time(5)])
    }

    @Test("a change of weight within the band is not traded")
    func band() {
        // The two changes of weight are −0.1029 and 0.1344.
        for (band, count) in [(0.10, 2), (0.11, 0), (0.2, 0)] {
            var settings = settings()
            settings.noTradeBand = band
            var machine = StrategyMachine(settings, stream: "log")
            #expect(run(&machine, sixCloses).count == count)
        }
    }

    @Test("a change of less than a lot is not traded")
    func lots() {
        // 1029 shares wanted at first, then about 1330 back.
        for (lot, quantities) in [(500, [1000, 1000]), (1025, [1025, 1025]), (5000, [])] {
            var settings = settings()
            settings.lotSize = Decimal9(lot)
            var machine = StrategyMachine(settings, stream: "log")
            let found = run(&machine, sixCloses).map(\.quantity)
            #expect(found == quantities.map { Decimal9($0) })
        }
    }

    @Test("an order on its way is not ordered again; a refused one is")
    func pending() throws {
        var waiting = StrategyMachine(settings(), stream: "log")
        var intents = run(&waiting, Array(sixCloses.prefix(5)))
        try #require(intents.count == 1)
        let order = intents[0]
        var refused = waiting
        try waiting.apply(Kit.report(order, .submitted, step: 1))
        try waiting.apply(
            Kit.report(
                order, .partialFill, step: 2, filled: Decimal9(nanos: order.quantity.nanos / 2),
                average: Decimal9(99)))
        try refused.apply(Kit.report(order, .rejected, step: 1))
        #expect(waiting.portfolio.holdings[0].effective == -order.quantity)
        #expect(refused.portfolio.holdings[0].effective == .zero)
        let next = Kit.bar("SPY", 5, sixCloses[5])
        intents.removeAll()
        waiting.apply(next, at: Kit.place(5), into: &intents)
        refused.apply(next, at: Kit.place(5), into: &intents)
        // Both aim at the same weight; the first still has to buy back what it sold.
        #expect(intents.count == 2)
        let back = intents[0].quantity - intents[1].quantity
        #expect((back - order.quantity).magnitude <= .one)
        #expect(intents[1].currentWeight == 0)
    }

    @Test("a change beyond the largest order becomes several legs with ids of their own")
    func legs() {
        var settings = settings()
        settings.maxOrderNotional = Decimal9(30_000)
        var machine = StrategyMachine(settings, stream: "log")
        var whole = StrategyMachine(self.settings(), stream: "log")
        let parts = run(&machine, sixCloses)
        let one = run(&whole, sixCloses)
        #expect(parts.count == 9)  // 102 870 in four, 134 400 in five
        #expect(Set(parts.map(\.intentId)).count == 9)
        #expect(parts[0].intentId == one[0].intentId)
        for (number, part) in parts.enumerated() {
            let price = Kit.decimal(sixCloses[number < 4 ? 4 : 5])
            #expect(Decimal9(nano2: part.quantity.product(price)) <= Decimal9(30_000))
        }
        #expect(
            parts.prefix(4).reduce(Decimal9.zero) { $0 + $1.quantity } == one[0].quantity)
    }

    @Test("intent ids follow from stream and place, and from nothing else")
    func identifiers() {
        func ids(_ stream: String, _ partition: Int32, shift: Int = 0) -> [MessageID] {
            var machine = StrategyMachine(settings(), stream: stream)
            var intents: [OrderIntent] = []
            for (step, close) in sixCloses.enumerated() {
                machine.apply(
                    Kit.bar("SPY", step, close), at: Kit.place(step + shift, partition),
                    into: &intents)
            }
            return intents.map(\.intentId)
        }
        #expect(ids("log", 0) == ids("log", 0))
        let all = ids("log", 0) + ids("log", 1) + ids("gol", 0) + ids("log", 0, shift: 2)
        #expect(Set(all).count == 8)
    }

    @Test("records out of order, of another duration or one symbol too many are counted alone")
    func ignored() {
        var settings = settings()
        settings.maxSymbols = 1
        var machine = StrategyMachine(settings, stream: "log")
        var intents: [OrderIntent] = []
        let before = sixCloses
        for (step, close) in before.enumerated() {
            machine.apply(Kit.bar("SPY", step, close), at: Kit.place(step), into: &intents)
            machine.apply(Kit.bar("SPY", step, 500), at: Kit.place(step), into: &intents)
            machine.apply(
                Kit.bar("SPY", step + 1, 500, .minute1), at: Kit.place(step), into: &intents)
            machine.apply(Kit.bar("QQQ", step, 500), at: Kit.place(step), into: &intents)
        }
        var plain = StrategyMachine(settings, stream: "log")
        #expect(intents == run(&plain, before))
        #expect(machine.counters.barsIgnored == 12)
        #expect(machine.counters.symbolsRefused == 6)
    }

    @Test(
        "of a symbol's bars those of the duration asked for count, whichever comes first",
        arguments: BarDuration.allCases)
    func durations(_ wanted: BarDuration) {
        var settings = settings()
        settings.barDuration = wanted
        settings.noTradeBand = 0
        var machine = StrategyMachine(settings, stream: "log")
        var plain = machine
        var (intents, expected): ([OrderIntent], [OrderIntent]) = ([], [])
        for (step, close) in sixCloses.enumerated() {
            for duration in BarDuration.allCases {
                let price = duration == wanted ? close : 500 - close
                machine.apply(
                    Kit.bar("SPY", step, price, duration), at: Kit.place(step), into: &intents)
            }
            plain.apply(
                Kit.bar("SPY", step, close, wanted), at: Kit.place(step), into: &expected)
        }
        #expect(!intents.isEmpty && intents == expected)
        #expect(machine.counters.barsIgnored == 36 && plain.counters.barsIgnored == 0)
    }

    @Test("ticks set the price that orders are sized with")
    func ticks() {
        var machine = StrategyMachine(settings(), stream: "log")
        var intents = run(&machine, Array(sixCloses.prefix(4)))
        let tick = Kit.tick("SPY", Kit.time(3).advanced(byNanoseconds: 5), 123.456)
        machine.apply(tick, at: Kit.place(9), into: &intents)
        #expect(intents.isEmpty)
        #expect(machine.snapshot().rows[0].mark == Kit.decimal(123.456))
        let late = Kit.tick("SPY", Kit.time(2), 1)
        machine.apply(late, at: Kit.place(10), into: &intents)
        #expect(machine.snapshot().rows[0].mark == Kit.decimal(123.456))
    }

    @Test("a snapshot shows signals, targets, positions and what was counted")
    func snapshot() throws {
        var machine = StrategyMachine(settings(), stream: "log")
        _ = run(&machine, Array(sixCloses.prefix(3)), "QQQ")
        let order = try #require(run(&machine, Array(sixCloses.prefix(5))).first)
        try machine.apply(
            Kit.report(
                order, .filled, step: 1, filled: order.quantity, average: Decimal9(100),
                commission: Decimal9(2)))
        let snapshot = machine.snapshot()
        #expect(snapshot.signals == [.pos])
        #expect(snapshot.rows.map(\.symbol) == ["QQQ", "SPY"])
        #expect(snapshot.rows[0].values == [nil])
        let row = snapshot.rows[1]
        #expect(abs((row.values[0] ?? 0) + 2) < 1e-6)
        #expect(row.score == row.values[0])
        #expect(row.targetWeight == order.targetWeight)
        #expect(row.position.quantity == -order.quantity)
        #expect(row.realised == Decimal9(-2))
        let profit = order.quantity.double * (100 - sixCloses[4])
        #expect(abs(row.unrealised.double - profit) < 1e-3)
        #expect(abs(snapshot.equity.double - (1e6 + profit - 2)) < 1e-3)
        #expect(snapshot.ordersOpen == 0)
        #expect(snapshot.counters.bars == 8)
        #expect(snapshot.counters.intents == 1)
        #expect(snapshot.counters.reports == 1)
    }
}
