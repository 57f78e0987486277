import KafkaBus
import Logging
import Synchronization
import Testing

@testable import AlgoTradeDaemon

/// What the planes' buses tell of lasting troubles becomes two log records each.
@Suite struct TroublesTests {
    private final class Log: Sendable {
        private struct Sink: LogSink {
            let log: Log

            mutating func write(_ record: LogRecord) -> Bool {
                log.lines.withLock { $0.append("\(record.event.rawValue): \(record.message)") }
                return true
            }
        }

        let lines = Mutex<[String]>([])

        func troubles() -> Troubles {
            Troubles(logger: Telemetry(LogOutput(Sink(log: self), level: .debug)).logger())
        }

        var told: [String] { lines.withLock { $0 } }
    }

    private let start = ContinuousClock.now
    private let down = TroubleNews(.brokerDown, "2", "broker 2 does not answer", remedy: "mend it")
    private let up = TroubleNews(.brokerDown, "2", "", lasted: .seconds(3))

    @Test func `Planes in the same trouble tell it once, and its end with the last of them`() {
        let log = Log()
        let troubles = log.troubles()
        troubles.take(.data, down, at: start)
        troubles.take(.orders, down, at: start + .seconds(1))
        #expect(troubles.lasting.map(\.subject) == ["2"])
        troubles.take(.data, up, at: start + .seconds(2))
        troubles.take(.orders, up, at: start + .milliseconds(3250))
        troubles.take(.orders, up, at: start + .seconds(9))
        #expect(
            log.told == [
                "broker_down: broker 2 does not answer; mend it",
                "broker_down: over after 3.2 s: broker_down (2)",
            ])
        #expect(troubles.lasting.isEmpty)
    }

    @Test func `What a closed bus left is over when the next one does not have it`() {
        let log = Log()
        let troubles = log.troubles()
        troubles.take(.data, TroubleNews(.transactionDenied, "", "refused", remedy: "x"), at: start)
        troubles.take(.data, down, at: start)
        troubles.settle(.orders, [:], at: start)
        troubles.settle(.data, [.brokerDown: ["2"]], at: start + .seconds(600))
        #expect(log.told.last == "transaction_denied: over after 10 min: transaction_denied")
        #expect(troubles.lasting.map(\.trouble) == [.brokerDown])
    }

    @Test func `What does not last is told once`() {
        let log = Log()
        let moved = TroubleNews(.leaderMoved, "t", "t/0: broker 2 leads now", lasted: .zero)
        log.troubles().take(.data, moved)
        #expect(log.told == ["leader_moved: t/0: broker 2 leads now"])
    }

    @Test(arguments: BusTrouble.allCases)
    func `Every trouble has an event of its name and a remedy`(_ trouble: BusTrouble) {
        #expect(trouble.event.rawValue == trouble.rawValue)
        #expect(!trouble.remedy.isEmpty)
    }
}
