import Contracts
import Testing

@testable import Trading

@Suite struct OrdersRestartTests {
    typealias M = OrderMade

    private func plane() throws -> OrdersPlane {
        var plane = OrdersPlane(limits: RiskSettings())
        try plane.market(M.tick(1_000, "100", "100.02", sizes: ("500", "30")))
        return plane
    }

    /// The same plane after its process died: only the reports are left.
    private func restarted(
        _ old: OrdersPlane
    ) throws -> OrdersPlane {
        var plane = OrdersPlane(limits: old.limits)
        plane.log = old.log
        for report in old.log { plane.desk.restore(report) }
        var events: [VenueEvent] = []
        for order in plane.desk.journaledOrders { plane.venue.restore(order, into: &events) }
        try plane.take(events)
        return plane
    }

    private func run(restart: Bool) throws -> OrdersPlane {
        var plane = try plane()
        try plane.intent(M.intent(1, .buy, "1000"), wall: M.at(1_000))
        try plane.intent(M.intent(2, limit: "99.5", .goodTillCanceled), wall: M.at(1_000))
        try plane.intent(M.intent(3, limit: "99.5"), wall: M.at(1_000))
        try plane.quiet()
        if restart { plane = try restarted(plane) }
        try plane.market(M.tick(2_000, "100", "100.04", sizes: ("500", "2000")))
        let next: Int64 = 86_400_000
        try plane.market(M.tick(next, "99.4", "99.45", sizes: ("10", "70")))
        return plane
    }

    @Test("Market, GTC and DAY orders end the same with and without a restart")
    func same() throws {
        let (undisturbed, restarted) = (try run(restart: false), try run(restart: true))
        func strip(_ report: ExecutionReport) -> ExecutionReport {
            // The reference of the decision is not in the journal.
            var report = report
            report.slippageBps = nil
            report.executionCosts = nil
            return report
        }
        #expect(undisturbed.log.map(strip) == restarted.log.map(strip))
        #expect(undisturbed.desk.snapshot.positions == restarted.desk.snapshot.positions)
        #expect(undisturbed.desk.snapshot.openOrders == restarted.desk.snapshot.openOrders)
        #expect(restarted.log.last?.intentId == M.id(2))
        #expect(restarted.log.last?.filledQuantity == M.d("70"))
    }

    @Test("An order that was not acknowledged is on its way again")
    func traveling() throws {
        var plane = try plane()
        try plane.intent(M.intent(1, .buy, "20"), wall: M.at(1_000))
        plane = try restarted(plane)
        try plane.market(M.tick(2_000, "100", "100.04", sizes: ("500", "2000")))
        #expect(plane.venue.hasWaiting)
        try plane.quiet()
        #expect(plane.log.map(\.status) == [.submitted, .acknowledged, .filled])
        #expect(plane.log.last?.timestamp == M.at(2_020))
    }

    @Test("A restored limit order's queue counts anew")
    func queue() throws {
        var plane = try plane()
        try plane.intent(M.intent(1, limit: "100"), wall: M.at(1_000))
        try plane.quiet()
        func seller(_ ms: Int64, _ size: String) -> TickEvent {
            M.tick(ms, "100", "100.02", sizes: ("500", "30"), trade: ("100", size), kind: .trade)
        }
        try plane.market(seller(1_100, "480"))
        plane = try restarted(plane)
        try plane.market(seller(1_200, "480"))
        #expect(plane.log.last?.status == .acknowledged)
        try plane.market(seller(1_300, "510"))
        #expect(plane.log.last?.filledQuantity == M.d("10"))
    }

    @Test("A refused intent is known after a restart")
    func refused() throws {
        var plane = try plane()
        try plane.intent(M.intent(1, .buy, "20000"), wall: M.at(1_000))
        plane = try restarted(plane)
        try plane.market(M.tick(1_500, "100", "100.02"))
        try plane.intent(M.intent(1, .buy, "20"), wall: M.at(1_500))
        #expect(plane.log.last?.rejectReason?.hasPrefix("DUPLICATE") == true)
    }

    @Test("A seen intent is known after a restart, and refusals count on")
    func seen() throws {
        var plane = try plane()
        for _ in 0..<2 { try plane.intent(M.intent(1, .buy, "20"), wall: M.at(1_000)) }
        plane = try restarted(plane)
        try plane.market(M.tick(1_500, "100", "100.02"))
        try plane.intent(M.intent(1, .buy, "20"), wall: M.at(1_500))
        #expect(plane.log.last?.orderId.hasSuffix("_2") == true)
        #expect(Set(plane.log.map(\.reportId)).count == plane.log.count)
    }

    @Test("An IOC order that was acknowledged and not ended ends with the restart")
    func atOnce() throws {
        var plane = try plane()
        try plane.intent(
            M.intent(1, .buy, "50", limit: "100.02", .immediateOrCancel), wall: M.at(1_000))
        try plane.quiet()
        #expect(plane.log.map(\.status) == [.submitted, .acknowledged, .partialFill, .canceled])
        plane.log.removeLast()
        plane = try restarted(plane)
        #expect(plane.log.last?.status == .canceled)
        #expect(plane.log.last?.filledQuantity == M.d("30"))
        #expect(plane.desk.snapshot.openOrders.isEmpty)
    }
}
