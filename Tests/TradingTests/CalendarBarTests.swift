import Contracts
import Testing

@testable import Trading

@Suite struct CalendarBarTests {
    private static let minute: Int64 = 60_000_000_000

    /// Every bar of the range in turn, due when a session has a part of it.
    private func countedDue(
        _ calendar: SessionCalendar, _ lengthNs: Int64, _ from: Timestamp, _ until: Timestamp
    ) -> Int {
        var count = 0
        var end = from.nanoseconds - from.nanoseconds % lengthNs + lengthNs
        while end <= until.nanoseconds {
            let open = Timestamp(nanoseconds: end - lengthNs)
            let sessions = calendar.sessions(from: open, until: Timestamp(nanoseconds: end))
            if sessions.contains(where: { _ in true }) { count += 1 }
            end += lengthNs
        }
        return count
    }

    @Test(arguments: [
        ("XNYS", BarDuration.minute1, 390), ("XNYS", .minute5, 78), ("XNYS", .minute30, 13),
        ("XNYS", .hour1, 7), ("XNYS", .hour4, 3), ("XNYS", .day1, 1), ("CME", .minute1, 1380),
        ("CME", .hour1, 23), ("FOREX", .minute1, 1440), ("24x7", .minute1, 1440),
        ("24x7", .day1, 1),
    ])
    func `Bars of a winter Wednesday`(name: String, duration: BarDuration, due: Int) throws {
        let calendar = try #require(SessionCalendar.named(name))
        let from = try #require(Timestamp("2024-01-10T00:00:00Z"))
        let until = try #require(Timestamp("2024-01-11T00:00:00Z"))
        #expect(calendar.barsDue(duration, from: from, until: until) == due)
    }

    @Test func `A bar's end counts: after the start of the range, up to its end`() throws {
        let calendar = SessionCalendar(.xnys)
        let open = try #require(Timestamp("2024-01-10T14:30:00Z"))
        let first = open.advanced(byNanoseconds: Self.minute)
        #expect(calendar.barsDue(.minute1, from: open, until: first) == 1)
        #expect(
            calendar.barsDue(.minute1, from: open, until: first.advanced(byNanoseconds: -1)) == 0)
        #expect(calendar.barsDue(.minute1, from: first, until: first) == 0)
        #expect(calendar.barsDue(.minute1, from: first, until: open) == 0)
    }

    @Test(arguments: SessionCalendar.Name.allCases)
    func `Counting by sessions is counting by bars`(name: SessionCalendar.Name) {
        var random = SystemRandomNumberGenerator()
        let seed = random.next()
        print("seed \(seed)")
        var generator = SplitMix(state: seed)
        let calendar = SessionCalendar(name)
        let start = CivilDate(2019, 12, 20).days * 86_400
        for duration in BarDuration.allCases {
            let length = duration.nanoseconds
            for _ in 0..<10 {
                let from =
                    Int64(start) * 1_000_000_000 + Int64(generator.next() % 90_000) * 10
                    * 1_000_000_000
                let span = Int64(generator.next() % 40) * length * 7 + Int64(generator.next() >> 24)
                let (a, b) = (
                    Timestamp(nanoseconds: from), Timestamp(nanoseconds: from + span)
                )
                #expect(
                    calendar.barsDue(duration, from: a, until: b)
                        == countedDue(calendar, length, a, b), "\(a) \(b) \(duration)")
            }
        }
    }

    @Test func `Days due are trading days`() throws {
        let from = try #require(Timestamp("2019-01-01T00:00:00Z"))
        let until = try #require(Timestamp("2020-01-01T00:00:00Z"))
        #expect(SessionCalendar(.xnys).daysDue(from: from, until: until) == 252)
        #expect(SessionCalendar(.cme).daysDue(from: from, until: until) == 258)
        #expect(SessionCalendar(.always).daysDue(from: from, until: until) == 365)
    }

    private struct SplitMix {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
