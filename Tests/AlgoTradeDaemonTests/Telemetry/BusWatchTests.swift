import Contracts
import KafkaBus
import Testing

@testable import AlgoTradeDaemon

/// One watch for each bus of a plane, one after the other.
@Suite struct BusWatchTests {
    private let log = ChainLog()
    private let status = PlaneStatus()
    private let troubles: Troubles

    init() {
        troubles = Troubles(logger: log.logger(.data))
    }

    private func watch() -> BusWatch {
        let logger = log.logger(.data)
        let context = PlaneContext(
            name: .data, origin: DeadLetterOrigin(plane: "data", host: "h", version: "1"),
            status: status, logger: logger, poison: PoisonRegistry(), stateTopic: "state")
        return BusWatch(context, connections: Connections(logger: logger), troubles: troubles)
    }

    /// A bus that fails on a record that is too large, as its watch hears of it.
    private func failOnce() {
        let watch = watch()
        var figures = BusFigures()
        figures.transactionsCommitted = 7
        figures.troubles = [.recordTooLarge: 1]
        figures.lasting = [.recordTooLarge: ["t"]]
        watch.take(.trouble(TroubleNews(.recordTooLarge, "t", "too large")))
        watch.take(.figures(figures))
    }

    @Test func `Counters outlive a plane's buses, and a trouble that comes again is told once`() {
        for _ in 0..<3 { failOnce() }
        #expect(status.figures.bus.transactionsCommitted == 21)
        #expect(status.figures.bus.troubles == [.recordTooLarge: 3])
        #expect(status.figures.bus.lasting == [.recordTooLarge: ["t"]])
        #expect(log.count(.recordTooLarge) == 1)
    }

    @Test func `A later bus ends what an earlier one began once its statistics do not show it`() {
        failOnce()
        let watch = watch()
        watch.take(.figures(BusFigures()))
        #expect(troubles.lasting.map(\.trouble) == [.recordTooLarge])
        var figures = BusFigures()
        figures.consumer = ClientStatistics()
        for committed in 1...2 {
            figures.transactionsCommitted = committed
            watch.take(.figures(figures))
        }
        #expect(troubles.lasting.isEmpty && status.figures.bus.lasting.isEmpty)
        #expect(log.count(.recordTooLarge) == 2)
        #expect(status.figures.bus.transactionsCommitted == 9)
    }
}
