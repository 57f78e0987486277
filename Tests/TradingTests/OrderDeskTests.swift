import Contracts
import Testing

@testable import Trading

@Suite struct OrderDeskTests {
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

    @Test("An order's life in reports")
    func life() throws {
        var desk = desk()
        var intent = M.intent(1, .buy, "300")
        intent.timestamp = M.at(980)
        let effects = apply(&desk, intent)
        #expect(effects.count == 2)
        #expect(effects[1].submitted?.order.order == intent)
        #expect(effects[1].submitted?.at == M.at(1_000))
        let submitted = try #require(effects[0].report)
        #expect(submitted.status == .submitted && submitted.timestamp == M.at(1_000))
        #expect(submitted.orderId.hasSuffix("_DAY_OFI") && submitted.orderId.count <= 64)
        let acknowledged = try apply(&desk, 1, 1_020, .acknowledged)[0].report
        #expect(acknowledged?.status == .acknowledged)
        let part = try apply(&desk, 1, 1_030, fill("a", "100", "100.02", commission: "1"))
        #expect(part[0].report?.status == .partialFill)
        #expect(part[0].report?.remainingQuantity == M.d("200"))
        let done = try #require(
            try apply(&desk, 1, 1_050, fill("b", "200", "100.03", commission: "0.5"))[0].report)
        #expect(done.status == .filled && done.remainingQuantity == .zero)
        #expect(done.averageFillPrice == M.d("100.026666667"))
        #expect(done.commission == M.d("1.5"))
        #expect(done.fills?.map(\.fillId) == ["a", "b"])
        #expect(done.fills?.map(\.commission) == [M.d("1"), M.d("0.5")])
        // Reference 100.01.
        let slippage = try #require(done.slippageBps)
        #expect(abs(slippage - 1.666500) < 1e-5)
        #expect(
            done.latencyMetrics
                == LatencyMetrics(
                    intentToSubmitMs: 20, submitToAckMs: 20, ackToFillMs: 30, totalLatencyMs: 70))
        #expect(done.metadata?.broker == "PAPER")
        #expect(desk.snapshot.openOrders.isEmpty)
        let position = try #require(desk.snapshot.positions.first)
        #expect(position.quantity.description == "300")
        #expect(position.cost.description == "30008")
        #expect(position.commission.description == "1.5")
        #expect(position.unrealised?.description == "-5")
    }

    @Test("A refused intent makes one report and no order")
    func refused() throws {
        var desk = desk()
        let effects = apply(&desk, M.intent(1, .buy, "12000"))
        #expect(effects.count == 1)
        let report = try #require(effects[0].report)
        #expect(report.status == .rejected && report.remainingQuantity == M.d("12000"))
        #expect(report.rejectReason?.hasPrefix("ORDER_QTY: 12000 over 10000; ORDER_NOT") == true)
        #expect(desk.snapshot.rejects.first { $0.key == .orderQty }?.count == 1)
        #expect(desk.snapshot.openOrders.isEmpty)
    }

    @Test("A symbol without market data has no reference and takes no memory")
    func noData() {
        var desk = desk()
        let effects = apply(&desk, M.intent(1, symbol: "XYZ"))
        #expect(effects[0].report?.rejectReason?.hasPrefix("NO_REFERENCE") == true)
        #expect(desk.symbols.count == 1)
    }

    @Test("A second intent of an id is refused beside the live order")
    func duplicate() throws {
        var desk = desk()
        _ = apply(&desk, M.intent(1))
        let first = try #require(apply(&desk, M.intent(1))[0].report)
        let second = try #require(apply(&desk, M.intent(1))[0].report)
        #expect(first.status == .rejected && first.orderId.hasPrefix("DUP_"))
        #expect(first.rejectReason?.hasPrefix("DUPLICATE: ") == true)
        #expect(first.orderId != second.orderId && first.reportId != second.reportId)
        #expect(desk.snapshot.openOrders.map(\.state) == [.submitted])
        #expect(try apply(&desk, 1, 1_020, .acknowledged)[0].report?.status == .acknowledged)
    }

    @Test("Approved orders count at once: the second order breaks the limit with the first")
    func counts() {
        var desk = desk(RiskSettings(maxPositionNotional: Decimal9(15_000)))
        #expect(apply(&desk, M.intent(1)).count == 2)
        #expect(apply(&desk, M.intent(2))[0].report?.rejectReason?.hasPrefix("POSITION") == true)
        #expect(apply(&desk, M.intent(3, .sell)).count == 2)
        #expect(desk.snapshot.gross.description == "10001")
    }

    @Test("Halts stop intents until resumed; the first reason stays")
    func halts() {
        var desk = desk()
        desk.halt(.account, reason: "drill")
        desk.halt(.account, reason: "again")
        #expect(
            apply(&desk, M.intent(1))[0].report?.rejectReason == "HALTED: account, drill")
        let first = desk.resume(.account)
        #expect(first)
        let again = desk.resume(.account)
        #expect(!again)
        #expect(apply(&desk, M.intent(2)).count == 2)
    }

    @Test("Cancel, fill while pending, end; a refusal goes back")
    func cancel() throws {
        var desk = desk()
        _ = apply(&desk, M.intent(1))
        _ = apply(&desk, M.intent(2, strategy: .tsx))
        var effects: [OrderEffect] = []
        try desk.cancelOpen(in: .strategy(.ofi), into: &effects)
        try desk.cancelOpen(in: .account, into: &effects)
        let asked = effects.compactMap { effect -> MessageID? in
            if case .cancel(let id) = effect { id } else { nil }
        }
        #expect(asked == [M.id(1), M.id(2)])
        #expect(try apply(&desk, 2, 1_010, .cancelRefused).isEmpty)
        #expect(
            desk.snapshot.openOrders.map(\.state) == [.pendingCancel(.submitted), .submitted])
        #expect(try apply(&desk, 1, 1_020, .acknowledged)[0].report?.status == .acknowledged)
        #expect(try apply(&desk, 1, 1_030, fill("a", "1", "100"))[0].report?.status == .partialFill)
        let ended = try apply(&desk, 1, 1_040, .canceled(reason: "asked"))[0].report
        #expect(ended?.status == .canceled && ended?.rejectReason == "asked")
        #expect(ended?.filledQuantity == .one && ended?.remainingQuantity == M.d("99"))
        #expect(desk.snapshot.positions[0].openBuys.description == "100")
    }

    @Test("Average cost: adding, closing in part, flipping")
    func averageCost() {
        var position = OrderPosition()
        position.fill(.buy, M.d("100"), at: M.d("10"), commission: .one)
        position.fill(.buy, M.d("50"), at: M.d("13"), commission: .zero)
        #expect(position.cost.description == "1650")
        position.fill(.sell, M.d("75"), at: M.d("12"), commission: .one)
        #expect(position.realised.description == "75")
        #expect(position.cost.description == "825")
        position.fill(.sell, M.d("100"), at: M.d("9"), commission: .one)
        #expect(position.realised.description == "-75")
        #expect(position.quantity == -25_000_000_000)
        #expect(position.cost.description == "-225")
        position.fill(.buy, M.d("25"), at: M.d("8"), commission: .one)
        #expect(position.realised.description == "-50")
        #expect(position.cost == .zero && position.quantity == 0)
        #expect(position.commission.description == "4")
    }

    @Test("Seen ids are forgotten oldest first")
    func seen() {
        var seen = SeenIntents(capacity: 2)
        for number in 1...3 { seen.insert(M.id(number)) }
        #expect((1...3).map { seen.contains(M.id($0)) } == [false, true, true])
        let numbers = [seen.refuse(M.id(2)), seen.refuse(M.id(2)), seen.refuse(M.id(3))]
        #expect(numbers == [1, 2, 1])
    }

    @Test("Reports of other producers that tell too little are counted and left")
    func unreadable() {
        var desk = OrderDesk(risk: RiskSettings())
        desk.restore(
            ExecutionReport(
                reportId: M.id(1), intentId: M.id(2), orderId: "IBKR_12345678", symbol: "TSLA",
                status: .filled, timestamp: M.at(1), filledQuantity: M.d("100"),
                averageFillPrice: M.d("245.52")))
        desk.restore(
            ExecutionReport(
                reportId: M.id(3), intentId: M.id(4), orderId: "IBKR_1", symbol: "TSLA",
                status: .filled, timestamp: M.at(1), direction: .sell,
                requestedQuantity: M.d("10"), filledQuantity: M.d("10"),
                averageFillPrice: M.d("245.5"), commission: .one))
        #expect(desk.snapshot.unreadable == 1)
        #expect(desk.snapshot.positions.map(\.cost.description) == ["-2455"])
        #expect(desk.snapshot.positions.map(\.commission.description) == ["1"])
    }
}
