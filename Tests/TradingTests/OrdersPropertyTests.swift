import Contracts
import Testing

@testable import Trading

/// Random intents and markets through desk and paper venue.
@Suite struct OrdersPropertyTests {
    static let seeds: [UInt64] = [1, 7, 42, 20_261_123, 0xDEAD_BEEF]

    @Test("Every written report satisfies the contract's written rules", arguments: seeds)
    func reports(_ seed: UInt64) throws {
        print("OrdersPropertyTests seed \(seed)")
        let log = try OrdersRandom.run(seed: seed).log
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
        let plane = try OrdersRandom.run(seed: seed)
        var last: [String: ExecutionReport] = [:]
        for report in plane.log { last[report.orderId] = report }
        for symbol in OrdersRandom.symbols {
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
        let (first, second) = (try OrdersRandom.run(seed: seed), try OrdersRandom.run(seed: seed))
        #expect(first.log == second.log)
        #expect(first.desk.snapshot == second.desk.snapshot)
    }

    @Test("A desk rebuilt from its reports is the desk that wrote them", arguments: seeds)
    func restart(_ seed: UInt64) throws {
        print("OrdersPropertyTests seed \(seed)")
        let plane = try OrdersRandom.run(seed: seed)
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
