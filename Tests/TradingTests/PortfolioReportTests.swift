import Contracts
import Testing

@testable import Trading

@Suite struct PortfolioReportTests {
    private typealias Kit = StrategyKit

    private func portfolio(_ intents: OrderIntent..., closed: Int = 10) -> Portfolio {
        var portfolio = Portfolio(maxSymbols: 4, maxClosedOrders: closed)
        for intent in intents {
            guard let index = portfolio.index(of: intent.symbol) else { continue }
            portfolio.expect(intent, index: index)
        }
        return portfolio
    }

    @Test("partial fills add their increments, and the open quantity shrinks with them")
    func partialFills() throws {
        let intent = Kit.intent(1, .buy, Decimal9(100))
        var portfolio = portfolio(intent)
        let first = Kit.fill(Decimal9(40), Decimal9(10))
        let second = Kit.fill(Decimal9(60), Decimal9(11))
        let steps: [(ExecutionReport, Int, Int, Int)] = [
            (Kit.report(intent, .submitted, step: 1), 0, 100, 0),
            (Kit.report(intent, .acknowledged, step: 2), 0, 100, 0),
            (
                Kit.report(
                    intent, .partialFill, step: 3, filled: Decimal9(40), commission: .one,
                    fills: [first]), 40, 60, 400
            ),
            (
                Kit.report(
                    intent, .filled, step: 4, filled: Decimal9(100), commission: Decimal9(2),
                    fills: [first, second]), 100, 0, 1060
            ),
        ]
        for (report, quantity, open, cost) in steps {
            for _ in 0..<2 { try portfolio.apply(report) }
            let holding = portfolio.holdings[0]
            #expect(holding.position.quantity == Decimal9(quantity))
            #expect(holding.openNanos == Int128(Decimal9(open).nanos))
            #expect(Decimal9(nano2: holding.position.costNano2) == Decimal9(cost))
            #expect(holding.effective == Decimal9(100))
        }
        #expect(portfolio.holdings[0].position.commission == Decimal9(2))
        for (report, _, _, _) in steps { try portfolio.apply(report) }
        #expect(portfolio.holdings[0].position.quantity == Decimal9(100))
        #expect(portfolio.holdings[0].position.commission == Decimal9(2))
        #expect(portfolio.reportsRepeated == 3)
        #expect(portfolio.ordersOpen == 0)
    }

    @Test("fills told by average price alone come to the same cost")
    func averages() throws {
        let intent = Kit.intent(1, .sell, Decimal9(100))
        var portfolio = portfolio(intent)
        try portfolio.apply(
            Kit.report(
                intent, .partialFill, step: 1, filled: Decimal9(40), average: Decimal9(10)))
        try portfolio.apply(
            Kit.report(
                intent, .filled, step: 2, filled: Decimal9(100), average: Kit.decimal(10.6)))
        #expect(portfolio.holdings[0].position.quantity == Decimal9(-100))
        #expect(portfolio.holdings[0].position.averageEntry == Kit.decimal(10.6))
    }

    @Test("one fill that flips the position pays its commission once")
    func flip() throws {
        let buy = Kit.intent(1, .buy, Decimal9(100))
        let sell = Kit.intent(2, .sell, Decimal9(150))
        var portfolio = portfolio(buy, sell)
        #expect(portfolio.holdings[0].effective == Decimal9(-50))
        try portfolio.apply(
            Kit.report(
                buy, .filled, filled: Decimal9(100),
                fills: [Kit.fill(Decimal9(100), Decimal9(10), .one)]))
        try portfolio.apply(
            Kit.report(
                sell, .filled, filled: Decimal9(150),
                fills: [Kit.fill(Decimal9(150), Decimal9(12), Kit.decimal(-0.25))]))
        let position = portfolio.holdings[0].position
        #expect(position.quantity == Decimal9(-50))
        #expect(position.averageEntry == Decimal9(12))
        #expect(Decimal9(nano2: position.netRealisedNano2) == Kit.decimal(200 - 0.75))
    }

    @Test(
        "the end of an order frees what was open; TIMEOUT is no end",
        arguments: [
            (OrderStatus.submitted, 60), (.acknowledged, 60), (.partialFill, 60), (.timeout, 60),
            (.filled, 0), (.canceled, 0), (.rejected, 0), (.error, 0),
        ])
    func ends(status: OrderStatus, open: Int) throws {
        let intent = Kit.intent(1, .buy, Decimal9(100))
        var portfolio = portfolio(intent)
        try portfolio.apply(
            Kit.report(
                intent, .partialFill, step: 1, filled: Decimal9(40), average: Decimal9(10)))
        try portfolio.apply(
            Kit.report(intent, status, step: 2, filled: Decimal9(40), average: Decimal9(10)))
        #expect(portfolio.holdings[0].openNanos == Int128(Decimal9(open).nanos))
        try portfolio.apply(
            Kit.report(intent, .acknowledged, step: 3, filled: Decimal9(40)))
        #expect(portfolio.holdings[0].openNanos == Int128(Decimal9(open).nanos))
    }

    @Test("a cancellation without quantities ends the order and leaves its fills")
    func bareCancel() throws {
        let intent = Kit.intent(1, .buy, Decimal9(100))
        var portfolio = portfolio(intent)
        try portfolio.apply(
            Kit.report(
                intent, .partialFill, step: 5, filled: Decimal9(40), average: Decimal9(10),
                commission: .one))
        try portfolio.apply(Kit.report(intent, .canceled, step: 6))
        #expect(portfolio.holdings[0].effective == Decimal9(40))
        #expect(portfolio.holdings[0].position.commission == .one)
    }

    @Test("a fill after the end still counts, once")
    func lateFill() throws {
        let intent = Kit.intent(1, .buy, Decimal9(100))
        var portfolio = portfolio(intent)
        try portfolio.apply(Kit.report(intent, .canceled, step: 1))
        let late = Kit.report(
            intent, .canceled, step: 2, filled: Decimal9(30), average: Decimal9(10))
        try portfolio.apply(late)
        try portfolio.apply(late)
        #expect(portfolio.holdings[0].position.quantity == Decimal9(30))
        #expect(portfolio.holdings[0].openNanos == 0)
    }

    @Test("a commission that comes after its fill is taken, an earlier report's is not")
    func lateCommission() throws {
        let intent = Kit.intent(1, .buy, .one)
        var portfolio = portfolio(intent)
        let first = Kit.report(intent, .filled, step: 1, filled: .one, average: .one)
        let second = Kit.report(
            intent, .filled, step: 2, filled: .one, average: .one, commission: .one)
        for report in [first, second, first] { try portfolio.apply(report) }
        #expect(portfolio.holdings[0].position.commission == .one)
        #expect(portfolio.reportsRepeated == 1)
    }

    @Test("reports of an unknown intent count with a direction and are ignored without")
    func unknownIntents() throws {
        var portfolio = portfolio()
        let intent = Kit.intent(1, .sell, Decimal9(10))
        var report = Kit.report(
            intent, .partialFill, step: 1, filled: Decimal9(4), average: Decimal9(5))
        report.direction = nil
        try portfolio.apply(report)
        #expect(portfolio.reportsUnknown == 1)
        #expect(portfolio.holdings.isEmpty)
        report.direction = .sell
        try portfolio.apply(report)
        #expect(portfolio.holdings[0].position.quantity == Decimal9(-4))
        #expect(portfolio.holdings[0].effective == Decimal9(-10))
        // The intent itself, read later, is not added to what its report already told.
        portfolio.expect(intent, index: 0)
        #expect(portfolio.holdings[0].effective == Decimal9(-10))
    }

    @Test("reports at odds with the intent, or without a price, change nothing")
    func refused() {
        let intent = Kit.intent(1, .buy, Decimal9(10))
        var portfolio = portfolio(intent)
        let good = Kit.report(intent, .filled, filled: Decimal9(10), average: .one)
        var wrongSymbol = good
        wrongSymbol.symbol = "QQQ"
        var wrongSide = good
        wrongSide.direction = .sell
        var noPrice = good
        noPrice.averageFillPrice = nil
        let table: [(ExecutionReport, StrategyFault.Code)] = [
            (wrongSymbol, .mismatch), (wrongSide, .mismatch), (noPrice, .unpriced),
        ]
        for (report, code) in table {
            #expect {
                try portfolio.apply(report)
            } throws: { ($0 as? StrategyFault)?.code == code }
        }
        #expect(portfolio.holdings[0].position == Position())
        #expect(portfolio.holdings[0].effective == Decimal9(10))
    }

    @Test("a repeated report of a forgotten order is not booked again")
    func forgotten() throws {
        var portfolio = portfolio(closed: 2)
        var reports: [ExecutionReport] = []
        for number in 1...4 {
            let intent = Kit.intent(UInt64(number), .buy, .one)
            reports.append(
                Kit.report(intent, .filled, step: number, filled: .one, average: .one))
        }
        for report in reports + reports { try portfolio.apply(report) }
        #expect(portfolio.holdings[0].position.quantity == Decimal9(4))
        #expect(portfolio.reportsRepeated == 2)
    }

    @Test("one symbol too many is refused")
    func tooManySymbols() throws {
        var portfolio = portfolio()
        for name in ["A", "B", "C", "D"] as [Symbol] {
            #expect(portfolio.index(of: name) != nil)
        }
        #expect(portfolio.index(of: "E") == nil)
        let stranger = Kit.intent(1, .buy, .one, "E")
        #expect(throws: StrategyFault.self) {
            try portfolio.apply(Kit.report(stranger, .submitted))
        }
    }

    @Test("totals sum longs and shorts at the latest prices")
    func totals() throws {
        let long = Kit.intent(1, .buy, Decimal9(10), "A")
        let short = Kit.intent(2, .sell, Decimal9(20), "B")
        var portfolio = portfolio(long, short)
        try portfolio.apply(
            Kit.report(
                long, .filled, filled: Decimal9(10), average: Decimal9(100), commission: .one))
        try portfolio.apply(
            Kit.report(short, .filled, filled: Decimal9(20), average: Decimal9(30)))
        portfolio.mark(0, at: Decimal9(110), Kit.time(5))
        portfolio.mark(0, at: Decimal9(1), Kit.time(4))
        portfolio.mark(1, at: Decimal9(33), Kit.time(4))
        let totals = portfolio.totals
        #expect(totals.realised == Decimal9(-1))
        #expect(totals.unrealised == Decimal9(100 - 60))
        #expect(totals.gross == Decimal9(1100 + 660))
        #expect(totals.net == Decimal9(1100 - 660))
        #expect(portfolio.value(startingWith: Decimal9(1000)) == Decimal9(1039))
    }
}
