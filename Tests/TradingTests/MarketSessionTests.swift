import Contracts
import Testing

@testable import Trading

@Suite("Bars by the sessions of their market")
struct MarketSessionTests {
    /// An instrument as a raw record names it.
    struct Instrument: Sendable, CustomTestStringConvertible {
        let secType: String?
        let symbol: Symbol
        var exchange: String?

        var testDescription: String { "\(symbol)" }

        static let stock = Instrument(secType: "STK", symbol: "SPY")
        static let nasdaq = Instrument(secType: "STK", symbol: "AAPL", exchange: "NASDAQ")
        static let unnamed = Instrument(secType: nil, symbol: "QQQ")
        static let future = Instrument(secType: "FUT", symbol: "ESZ5", exchange: "CME")
        static let forex = Instrument(secType: "CASH", symbol: "EUR", exchange: "IDEALPRO")
        static let crypto = Instrument(secType: "CRYPTO", symbol: "BTC", exchange: "PAXOS")
        static let bond = Instrument(secType: "BOND", symbol: "T")

        func bar(_ time: Timestamp, _ size: BarSize) -> MarketRaw {
            var raw = RawFeed.bar(
                symbol, time.nanoseconds, ["10", "12", "9", "11"], size: size)
            raw.secType = secType
            raw.exchange = exchange
            raw.currency = "USD"
            return raw
        }
    }

    private func events(_ bars: [MarketRaw], _ stamp: BarStamp = .start) -> [BarEvent] {
        var machine = MarketMachine(MarketSettings(barStamp: stamp), calendar: .sessions)
        return machine.take(bars) { _ in 1 }.compactMap(\.bar)
    }

    @Test(
        "a day's bar closes with the last session of its date",
        arguments: [
            (.stock, "2025-11-26", "2025-11-26T21:00:00Z"),
            (.unnamed, "2025-07-02", "2025-07-02T20:00:00Z"),
            // The half days after Thanksgiving and before Independence Day.
            (.stock, "2025-11-28", "2025-11-28T18:00:00Z"),
            (.nasdaq, "2025-07-03", "2025-07-03T17:00:00Z"),
            // No session: the next midnight.
            (.stock, "2025-11-27", "2025-11-28T00:00:00Z"),
            // Monday's session of futures begins on Sunday; Thanksgiving's halts at noon.
            (.future, "2025-11-24", "2025-11-24T22:00:00Z"),
            (.future, "2025-07-07", "2025-07-07T21:00:00Z"),
            (.future, "2025-11-27", "2025-11-27T18:00:00Z"),
            (.future, "2025-11-23", "2025-11-24T00:00:00Z"),
            (.forex, "2025-11-26", "2025-11-26T22:00:00Z"),
            (.forex, "2025-07-04", "2025-07-04T21:00:00Z"),
            (.forex, "2025-11-23", "2025-11-24T00:00:00Z"),
            (.crypto, "2025-11-27", "2025-11-28T00:00:00Z"),
            (.bond, "2025-11-26", "2025-11-27T00:00:00Z"),
        ] as [(Instrument, String, String)])
    func days(_ instrument: Instrument, _ date: String, _ closes: String) throws {
        let stamp = try #require(Timestamp("\(date)T00:00:00Z"))
        #expect(events([instrument.bar(stamp, .day1)]).map(\.timestamp) == [Timestamp(closes)])
        // Elsewhere the stamp is the close.
        let other = stamp.advanced(byNanoseconds: 1)
        #expect(events([instrument.bar(other, .day1)]).map(\.timestamp) == [other])
        #expect(events([instrument.bar(stamp, .day1)], .close).map(\.timestamp) == [stamp])
    }

    /// Two bars by their starts: all that was due between them is missing.
    @Test(
        "bars missing are those due between two",
        arguments: [
            // Over the night, the half day, a week-end with the holiday before it.
            (.stock, .min1, "2025-11-25T20:59:00Z", "2025-11-26T14:30:00Z", 0),
            (.stock, .min1, "2025-11-28T17:59:00Z", "2025-12-01T14:30:00Z", 0),
            (.stock, .min1, "2025-11-28T17:58:00Z", "2025-12-01T14:31:00Z", 2),
            (.nasdaq, .mins30, "2025-11-26T20:00:00Z", "2025-11-28T15:00:00Z", 2),
            (.stock, .hour1, "2025-11-26T14:30:00Z", "2025-11-28T14:30:00Z", 6),
            // Before the opening and after the close nothing is due.
            (.stock, .min1, "2025-11-26T20:59:00Z", "2025-11-26T23:00:00Z", -1),
            (.stock, .day1, "2025-11-26T00:00:00Z", "2025-11-28T00:00:00Z", 0),
            (.stock, .day1, "2025-11-26T00:00:00Z", "2025-12-02T00:00:00Z", 2),
            // An hour's pause a day; the week-end; Thanksgiving's early halt.
            (.future, .min1, "2025-11-25T21:59:00Z", "2025-11-25T23:00:00Z", 0),
            (.future, .min1, "2025-11-21T21:59:00Z", "2025-11-23T23:01:00Z", 1),
            (.future, .mins30, "2025-11-27T17:30:00Z", "2025-11-27T23:00:00Z", 0),
            (.future, .day1, "2025-11-21T00:00:00Z", "2025-11-25T00:00:00Z", 1),
            (.forex, .min1, "2025-11-21T21:59:00Z", "2025-11-23T22:00:00Z", 0),
            (.forex, .mins5, "2025-11-27T12:00:00Z", "2025-11-27T12:15:00Z", 2),
            (.forex, .day1, "2025-11-21T00:00:00Z", "2025-11-24T00:00:00Z", 0),
            (.crypto, .hour1, "2025-11-21T23:00:00Z", "2025-11-23T00:00:00Z", 24),
            (.crypto, .hours4, "2025-11-21T20:00:00Z", "2025-11-22T04:00:00Z", 1),
            (.crypto, .day1, "2025-11-21T00:00:00Z", "2025-11-24T00:00:00Z", 2),
            // Nobody knows: those seen are those due.
            (.stock, .hours4, "2025-11-25T14:30:00Z", "2025-11-28T14:30:00Z", 0),
            (.bond, .min1, "2025-11-25T14:30:00Z", "2025-11-28T14:30:00Z", 0),
        ] as [(Instrument, BarSize, String, String, Int)])
    func missing(
        _ instrument: Instrument, _ size: BarSize, _ first: String, _ second: String,
        _ missing: Int
    ) throws {
        let bars = try [first, second].map {
            instrument.bar(try #require(Timestamp($0)), size)
        }
        let scores = events(bars).map { $0.dataQuality?.completenessScore }
        // −1: the second is not due itself.
        let score = missing < 0 ? 1 : 2 / Double(missing + 2)
        #expect(scores == [1, score])
    }

    @Test("a whole half day of minutes is complete, and so is what follows it")
    func halfDay() throws {
        let open = try #require(Timestamp("2025-11-28T14:30:00Z"))
        let next = try #require(Timestamp("2025-12-01T14:30:00Z"))
        let minute: Int64 = 60_000_000_000
        let starts =
            (0..<210).map { open.advanced(byNanoseconds: $0 * minute) }
            + (0..<10).map { next.advanced(byNanoseconds: $0 * minute) }
        let scores = events(starts.map { Instrument.stock.bar($0, .min1) })
            .map { $0.dataQuality?.completenessScore }
        #expect(scores.count == 220 && scores.allSatisfy { $0 == 1 })
    }

    @Test("figures miss what is due since the newest bar, and nothing while the market is closed")
    func figures() throws {
        var machine = MarketMachine(MarketSettings(), calendar: .sessions)
        let last = try #require(Timestamp("2025-11-28T17:59:00Z"))
        _ = machine.take([Instrument.stock.bar(last, .min1)])
        func clock(_ text: String) throws {
            let time = try #require(Timestamp(text))
            _ = machine.take([RawFeed.quote("BTC", time.nanoseconds, "1", "1", "2", "1")])
        }
        try clock("2025-12-01T14:30:02Z")
        #expect(machine.figures(of: "SPY")?.completeness == 1)
        try clock("2025-12-01T14:33:02Z")
        #expect(machine.figures(of: "SPY")?.completeness == 0.25)
    }

    /// A trade every hour of six days, and each of the producer's bars 17 hours after its close:
    /// the days of the bars that were built.
    @Test(
        "a day's bar is not built where the producer's came for the day before",
        arguments: [
            // Thanksgiving has no bar, and none follows it at the week-end.
            (.stock, 25, [25, 26, 28], [25]),
            (.stock, 25, [25, 26], [25, 29, 30]),
            // Sunday evening's trades are no day of the exchange.
            (.future, 20, [20, 21, 24, 25], [20]),
            (.stock, 20, [], [20, 21, 22, 23, 24, 25]),
        ] as [(Instrument, Int, [Int], [Int])])
    func covered(
        _ instrument: Instrument, _ first: Int, _ sent: [Int], _ built: [Int]
    ) throws {
        let hour: Int64 = 3_600_000_000_000
        let start = try #require(Timestamp("2025-11-\(first)T00:00:00Z"))
        let sent = try sent.map { day in
            let stamp = try #require(Timestamp("2025-11-\(day)T00:00:00Z"))
            let raw = instrument.bar(stamp, .day1)
            return (raw, try #require(events([raw]).first?.timestamp))
        }
        var machine = MarketMachine(
            MarketSettings(barDurations: [.day1]), calendar: .sessions)
        var bars: [BarEvent] = []
        for number in 0...Int64(6 * 24) {
            let time = start.advanced(byNanoseconds: number * hour)
            for (raw, close) in sent where time.nanoseconds(since: close) == 17 * hour {
                bars += machine.take([raw]).compactMap(\.bar)
            }
            var trade = RawFeed.trade(instrument.symbol, time.nanoseconds, "11", "1")
            trade.secType = instrument.secType
            trade.exchange = instrument.exchange
            bars += machine.take([trade]).compactMap(\.bar)
        }
        let ends = bars.filter { $0.metadata != nil }.map(\.timestamp)
        #expect(
            ends.map { CivilDate(utc: $0.advanced(byNanoseconds: -1)).parts.day } == built)
    }
}
