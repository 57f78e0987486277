import Contracts
import Testing

@testable import Trading

@Suite struct OrderDeskOddTests {
    typealias M = OrderMade

    /// A desk that knows SPY at 100 / 100.02.
    private func desk(_ settings: RiskSettings = RiskSettings()) -> OrderDesk {
        var desk = OrderDesk(risk: settings)
        desk.apply(M.tick(1_000, "100", "100.02"), kafkaTime: M.at(1_000))
        return desk
    }

    private func apply(_ desk: inout OrderDesk, _ intent: OrderIntent) -> [OrderEffect] {
        var effects: [OrderEffect] = []
        desk.apply(intent, kafkaTime: M.at(1_000), wall: M.at(1_000), into: &effects)
        return effects
    }

    private func apply(
        _ desk: inout OrderDesk, _ number: Int, _ ms: Int64, _ outcome: VenueEvent.Outcome
    ) throws -> [OrderEffect] {
        var effects: [OrderEffect] = []
        try desk.apply(
            VenueEvent(intentId: M.id(number), timestamp: M.at(ms), outcome: outcome),
            into: &effects)
        return effects
    }

    private func fill(
        _ id: String, _ quantity: String, _ price: String, commission: String = "0"
    ) -> VenueEvent.Outcome {
        .filled(
            Execution(
                id: id, quantity: M.d(quantity), price: M.d(price), commission: M.d(commission)))
    }

    @Test("A late fill is counted, keeps the order's end and alarms")
    func lateFill() throws {
        var desk = desk()
        _ = apply(&desk, M.intent(1))
        _ = try apply(&desk, 1, 1_020, .canceled(reason: "asked"))
        let late = try apply(&desk, 1, 1_030, fill("a", "40", "100"))
        #expect(late[0].report?.status == .canceled)
        #expect(late[0].report?.filledQuantity == M.d("40"))
        guard case .alarm(let alarm) = late[1] else {
            Issue.record("no alarm")
            return
        }
        #expect(alarm.code == .lateFill)
        #expect(try apply(&desk, 1, 1_040, fill("a", "40", "100")).isEmpty)
        #expect(try apply(&desk, 1, 1_050, fill("b", "60", "100"))[0].report?.status == .filled)
        #expect(desk.snapshot.positions[0].quantity.description == "100")
        #expect(desk.snapshot.positions[0].openBuys == .zero)
    }

    @Test("An over-fill ends the order at its quantity; the excess is external; the symbol halts")
    func overFill() throws {
        var desk = desk()
        _ = apply(&desk, M.intent(1))
        let effects = try apply(&desk, 1, 1_020, fill("a", "130", "100", commission: "1"))
        let reports = effects.compactMap(\.report)
        #expect(reports.map(\.status) == [.filled, .filled])
        #expect(reports.map(\.filledQuantity) == [M.d("100"), M.d("30")])
        #expect(reports.map(\.commission) == [.one, .zero])
        #expect(reports[1].orderId.hasPrefix("EXT_"))
        #expect(reports[1].intentId != reports[0].intentId)
        #expect(desk.snapshot.positions[0].quantity.description == "130")
        #expect(desk.halts.map(\.scope) == [.symbol("SPY")])
        #expect(try apply(&desk, 1, 1_030, fill("a", "130", "100")).isEmpty)
        #expect(try apply(&desk, 1, 1_040, fill("b", "5", "100")).count == 3)
        #expect(desk.snapshot.positions[0].quantity.description == "135")

        var again = OrderDesk(risk: RiskSettings())
        for report in reports { again.restore(report) }
        #expect(try apply(&again, 1, 1_050, fill("a", "130", "100")).isEmpty)
        #expect(again.snapshot.positions[0].quantity.description == "130")
    }

    @Test("What the table does not know is a fault and changes nothing")
    func faults() throws {
        var desk = desk()
        _ = apply(&desk, M.intent(1))
        _ = try apply(&desk, 1, 1_020, fill("a", "100", "100"))
        let before = desk.snapshot
        #expect(throws: OrderFault.self) { try apply(&desk, 1, 1_030, .canceled(reason: "")) }
        #expect(throws: OrderFault(unknown: M.id(9))) { try apply(&desk, 9, 1_030, .acknowledged) }
        #expect(desk.snapshot == before)
    }

    @Test("No answer means unknown: still in every limit, ended by the venue's word")
    func unknown() throws {
        var desk = desk()
        _ = apply(&desk, M.intent(1))
        #expect(try apply(&desk, 1, 31_000, .timedOut)[0].report?.status == .timeout)
        #expect(desk.snapshot.openOrders.map(\.state) == [.unknown(.submitted)])
        #expect(desk.snapshot.positions[0].openBuys.description == "100")
        let failed = try apply(&desk, 1, 32_000, .failed(message: "never reached"))[0].report
        #expect(failed?.status == .error && failed?.errorMessage == "never reached")
        #expect(desk.snapshot.openOrders.isEmpty)
    }

    @Test("Many fills: the list is left out past its bound, figures go on")
    func manyFills() throws {
        var desk = desk()
        _ = apply(&desk, M.intent(1, .buy, "900"))
        var last: ExecutionReport?
        for index in 0...DeskOrder.fillsMax {
            last = try apply(&desk, 1, 1_020, fill("\(index)", "0.5", "100"))[0].report
            #expect((last?.fills == nil) == (index == DeskOrder.fillsMax))
        }
        #expect(last?.filledQuantity == M.d("500.5"))
        #expect(try apply(&desk, 1, 1_020, fill("7", "0.5", "100")).isEmpty)
        var again = OrderDesk(risk: RiskSettings())
        again.restore(try #require(last))
        #expect(again.snapshot.positions.map(\.cost.description) == ["50050"])
    }

    @Test("An order cannot be filled beyond its quantity")
    func guardsQuantity() async {
        await #expect(processExitsWith: .failure) {
            var order = DeskOrder(OrderMade.intent(1), orderId: "PAPER_1")
            let execution = Execution(
                id: "a", quantity: Decimal9(101), price: .one, commission: .zero)
            order.count(execution, at: .zero)
        }
    }

    @Test("Open quantities cannot fall below nothing")
    func guardsOpen() async {
        await #expect(processExitsWith: .failure) {
            var symbol = DeskSymbol("SPY")
            symbol.open(.buy, .one)
            symbol.close(.sell, .one)
        }
    }
}
