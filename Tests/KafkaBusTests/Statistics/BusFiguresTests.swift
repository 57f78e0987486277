import Contracts
import Testing

@testable import KafkaBus

@Suite struct BusFiguresTests {
    private func figures(
        _ committed: Int, lasting: [BusTrouble: Set<String>] = [:], isMeasured: Bool = true
    ) -> BusFigures {
        var figures = BusFigures()
        figures.transactionsCommitted = committed
        figures.transactionsAborted = 1
        for _ in 0..<committed { figures.commitLatency.add(.milliseconds(3)) }
        figures.rebalances = 2
        figures.errors = [.unreachable: committed]
        figures.troubles = [.recordTooLarge: 1]
        figures.lasting = lasting
        figures.lag = [.init(topic: "in", partition: 0): Int64(committed)]
        if isMeasured { figures.consumer = ClientStatistics() }
        return figures
    }

    @Test func `Counters go on over a plane's buses, what is now is the newest's`() {
        var first = figures(10, lasting: [.recordTooLarge: ["out"]])
        first.errors[.denied] = 4
        let sum = figures(5).added(to: figures(1).added(to: first))
        #expect((sum.transactionsCommitted, sum.transactionsAborted) == (16, 3))
        #expect(sum.commitLatency.count == 16 && sum.rebalances == 6)
        #expect(sum.errors == [.unreachable: 16, .denied: 4])
        #expect(sum.troubles == [.recordTooLarge: 3])
        #expect(Array(sum.lag.values) == [5])
        #expect(sum.lasting.isEmpty)
    }

    @Test func `What lasted is over only when a bus with statistics does not have it`() {
        let first = figures(1, lasting: [.topicDenied: ["in"], .brokerDown: ["2"]])
        let second = figures(0, lasting: [.topicDenied: ["out"]], isMeasured: false)
            .added(to: first)
        #expect(second.lasting == [.topicDenied: ["in", "out"], .brokerDown: ["2"]])
        let third = figures(0, lasting: [.topicDenied: ["out"]]).added(to: second)
        #expect(third.lasting == [.topicDenied: ["out"]])
    }
}
