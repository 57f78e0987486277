import Contracts
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite("An order plane that starts again")
struct ChainHistoryTests {
    @Test(
        "a new process has the open orders and positions of the one before, and answers no intent twice"
    )
    func newProcess() async throws {
        let bars = try ChainFeed.bars(600)
        let cut = 400
        let first = MemoryChain()
        // By hand and after the last bar, so that orders are open whoever was quicker.
        try await feed(first, bars[..<cut], thenOrder: ["AAPL", "MSFT"])
        let before = try #require(first.board[.orders]?.figures.orders?.snapshot)
        let heldBefore = try #require(first.board[.strategy]?.figures.strategy?.snapshot)
        #expect(before.openOrders.count > 1 && before.positions.count > 0)

        let idle = MemoryChain(log: first.log)
        try await idle.run { try await idle.ready() }
        let after = try #require(idle.board[.orders]?.figures.orders?.snapshot)
        #expect(states(after) == states(before))
        for (new, old) in zip(after.positions, before.positions) {
            #expect(new.symbol == old.symbol && new.quantity == old.quantity)
            #expect(new.cost == old.cost && new.realised == old.realised)
            #expect(new.commission == old.commission)
        }
        #expect(after.reports == before.reports)
        let heldAfter = try #require(idle.board[.strategy]?.figures.strategy?.snapshot)
        #expect(positions(heldAfter) == positions(heldBefore))

        let second = MemoryChain(log: first.log)
        try await feed(second, bars[cut...])
        let intents = try await first.log.records(of: "order_intents").intents()
        let reports = try await first.log.records(of: "exec_reports").reports()
        try ChainRules.checkOrders(intents, reports)
        for order in before.openOrders {
            #expect(reports.contains { $0.intentId == order.intentId && $0.status == .filled })
        }
        let held = try #require(second.board[.strategy]?.figures.strategy?.snapshot)
        #expect(positions(held) == ChainRules.positions(reports))
    }

    @Test(
        "intents that are read again after a crash between reports and offsets are not answered again"
    )
    func offsetsLost() async throws {
        let bars = try ChainFeed.bars(400)
        let chain = MemoryChain()
        try await feed(chain, bars[...])
        let intents = await chain.log.records(of: "order_intents")
        let reports = await chain.log.records(of: "exec_reports")
        // A log with the reports, and no offset of the order plane.
        let again = MemoryLog(partitions: 3, startMs: WallTime.now().timestamp.milliseconds)
        await again.append(intents)
        await again.append(reports)
        var settings = MemoryChain.Settings()
        settings.planes = [.orders]
        let orders = MemoryChain(settings, log: again)
        try await orders.run { try await orders.settled() }
        #expect(await again.records(of: "exec_reports").count == reports.count)
        #expect(orders.board[.orders]?.figures.consumed["order_intents"] == intents.count)
    }

    private func states(_ snapshot: OrderSnapshot) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: snapshot.openOrders.map { ("\($0.intentId)", "\($0.state)") })
    }

    private func positions(_ snapshot: StrategySnapshot) -> [Symbol: Int64] {
        var found: [Symbol: Int64] = [:]
        for row in snapshot.rows where !row.position.quantity.isZero {
            found[row.symbol] = row.position.quantity.nanos
        }
        return found
    }

    /// - Parameter symbols: ordered by hand when all else is done.
    private func feed(
        _ chain: MemoryChain, _ bars: ArraySlice<MarketRaw>, thenOrder symbols: [Symbol] = []
    ) async throws {
        try await chain.run {
            for start in stride(from: bars.startIndex, to: bars.endIndex, by: 25) {
                await chain.log.append(
                    ChainFeed.batch(bars[start..<min(start + 25, bars.endIndex)]))
                try await chain.settled()
            }
            var orders = RecordBatch()
            for (number, symbol) in symbols.enumerated() {
                let intent = ChainFeed.intent(symbol, number: number, at: WallTime.now().timestamp)
                orders.append(topic: "order_intents", key: symbol, write: intent.encode)
            }
            if orders.isEmpty { return }
            await chain.log.append(orders)
            try await chain.settled()
        }
    }
}
