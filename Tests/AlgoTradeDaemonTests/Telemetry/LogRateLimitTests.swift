import Logging
import Testing

@testable import AlgoTradeDaemon

@Suite struct LogRateLimitTests {
    private let second: Int64 = 1_000_000_000

    private func record(_ event: EventName, plane: String = "data") -> LogRecord {
        LogRecord(
            time: WallTime(seconds: 0, nanoseconds: 0), level: .warning, message: "bad",
            event: event,
            plane: plane)
    }

    @Test func `What is over the limit is summed up when the second is over`() {
        var limit = LogRateLimit(perSecond: 3)
        let admitted = (0..<4215).filter { _ in limit.admits(record(.poisonRecord), at: 5) }.count
        #expect(admitted == 3)
        let early = limit.summaries(at: second)
        #expect(early.isEmpty)
        let summaries = limit.summaries(at: second + 5)
        #expect(summaries.map(\.message) == ["… and 4 212 more: bad"])
        #expect(summaries.map(\.event) == [.poisonRecord])
        let late = limit.summaries(at: second + 5)
        #expect(late.isEmpty)
        let again = limit.admits(record(.poisonRecord), at: second + 5)
        #expect(again)
    }

    @Test func `Each event of each plane has a count of its own`() {
        var limit = LogRateLimit(perSecond: 1)
        let admitted = [
            record(.deadLetter), record(.deadLetter), record(.deadLetter, plane: "orders"),
            record(.halted),
        ].map { limit.admits($0, at: 0) }
        #expect(admitted == [true, false, true, true])
    }

    @Test func `Records without an event of their own always pass`() {
        var limit = LogRateLimit(perSecond: 1)
        let admitted = (0..<10).filter { _ in limit.admits(record(.note), at: 0) }
        #expect(admitted.count == 10)
    }

    @Test func `A slow stream is never held back`() {
        var limit = LogRateLimit(perSecond: 1)
        let admitted = (0..<10).filter { limit.admits(record(.statistics), at: $0 * second) }
        #expect(admitted.count == 10)
        let summaries = limit.summaries(at: 0, all: true)
        #expect(summaries.isEmpty)
    }

    @Test func `At the end nothing stays untold`() {
        var limit = LogRateLimit(perSecond: 1)
        for event in [EventName.fenced, .deadLetter] {
            for _ in 0..<3 { _ = limit.admits(record(event), at: 0) }
        }
        let summaries = limit.summaries(at: 1, all: true)
        #expect(summaries.map(\.event) == [.deadLetter, .fenced])
        #expect(summaries.map(\.message) == ["… and 2 more: bad", "… and 2 more: bad"])
    }

    @Test func `However many planes there are, what passes and what is kept is bounded`() {
        var limit = LogRateLimit(perSecond: 1)
        let admitted = (0..<5000).filter { limit.admits(record(.halted, plane: "p\($0)"), at: 0) }
        #expect(admitted.count == LogRateLimit.entriesMax + 1)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1 000"), (1_234_567, "1 234 567")])
    func `Counts are grouped`(count: Int, shown: String) {
        #expect(grouped(count) == shown)
    }
}
