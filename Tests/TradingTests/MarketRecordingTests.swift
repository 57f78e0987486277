import Contracts
import Foundation
import Testing

@testable import Trading

@Suite("Recorded market data")
struct MarketRecordingTests {
    /// The part of `ofi_reference.json` that is compared.
    private struct Reference: Decodable {
        struct Events: Decodable {
            let count: Int
            let sumScaled: Int64
            let sumAbsScaled: Int64
            let minScaled: Int64
            let maxScaled: Int64
            let first20Scaled: [Int64]
            let sha256OfDecimalLines: String
        }
        struct Window: Decodable {
            let windowStartNs: Int64
            let nQuotes: Int64
            let ofiScaled: Int64
            let ofi: Double
        }
        struct Windows: Decodable {
            let count: Int
            let ofiSumScaled: Int64
            let ofiMean: Double
            let ofiStdDdof1: Double
            let first10: [Window]
        }
        let file: String
        let sizeScale: Int64
        let quotes: Int
        let lastTsNs: Int64
        let events: Events
        let windows: Windows
    }

    private func reference(_ name: String) throws -> (Reference, [[Substring]])? {
        guard let path = MarketData.path("ofi_reference.json") else { return nil }
        let json = try Data(contentsOf: URL(fileURLWithPath: path))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let all = try decoder.decode([String: Reference].self, from: json)
        let reference = try #require(all[name])
        guard let file = MarketData.path(reference.file) else { return nil }
        return (reference, MarketData.rows(gzip: file))
    }

    private func quotes(_ rows: [[Substring]], _ symbol: Symbol) throws -> [MarketRaw] {
        try rows.map {
            RawFeed.quote(symbol, try #require(Int64($0[0])), $0[1], $0[2], $0[3], $0[4])
        }
    }

    @Test(
        "every e of the recording is the reference's",
        arguments: [
            "binance_coinm_btcusd_perp_20240808_09", "binance_spot_ethusdt_20240808_09",
        ])
    func events(_ name: String) throws {
        guard let (reference, rows) = try reference(name) else { return }
        var machine = MarketMachine(MarketSettings())
        var effects: [MarketEffect] = []
        var flows: [Int64] = []
        let unit = Int128(1_000_000_000 / reference.sizeScale)
        var before: FlowWindows.Window?
        for record in try quotes(rows, "REC") {
            machine.apply(record, into: &effects)
            let open = try #require(machine.states[0].flow.open)
            let isSame = before?.number == open.number
            if open.events > (isSame ? before!.events : 0) {
                let flow = open.flow - (isSame ? before!.flow : 0)
                try #require(flow % unit == 0)
                flows.append(Int64(flow / unit))
            }
            before = open
        }
        let expected = reference.events
        #expect(machine.counters.ticks == reference.quotes)
        #expect(flows.count == expected.count)
        #expect(flows.reduce(0, +) == expected.sumScaled)
        #expect(flows.map(abs).reduce(0, +) == expected.sumAbsScaled)
        #expect(flows.min() == expected.minScaled && flows.max() == expected.maxScaled)
        #expect(Array(flows.prefix(20)) == expected.first20Scaled)
        let lines = flows.map { "\($0)\n" }.joined()
        #expect(MarketData.sha256(lines) == expected.sha256OfDecimalLines)
    }

    @Test(
        "the windows of the recording are the reference's, alone and among other symbols",
        arguments: [
            "binance_coinm_btcusd_perp_20240808_09", "binance_spot_ethusdt_20240808_09",
        ], [0, 3])
    func windows(_ name: String, _ others: Int) throws {
        guard let (reference, rows) = try reference(name) else { return }
        var machine = MarketMachine(MarketSettings(zWindows: 100, minWindows: 2))
        var records = try quotes(rows, "REC")
        if others > 0 {
            records = records.flatMap { record in
                (0..<others).map { i in
                    var copy = record
                    copy.symbol = Symbol(stringLiteral: "O\(i)")
                    return copy
                } + [record]
            }
        }
        records.append(
            RawFeed.quote("END", reference.lastTsNs + 12 * RawFeed.second, "1", "1", "1", "1"))
        let events = machine.take(records).compactMap(\.ofi).filter { $0.symbol == "REC" }

        let expected = reference.windows
        let unit = Int128(1_000_000_000 / reference.sizeScale)
        let own = try #require(machine.states.first { $0.symbol == "REC" })
        let flows = own.flow.history.values
        #expect(flows.count == expected.count)
        #expect(flows.reduce(0, +) == Int128(expected.ofiSumScaled) * unit)
        #expect(
            flows.prefix(10).map { $0 / unit }
                == expected.first10.map { Int128($0.ofiScaled) })
        // With min_windows 2 the first event is that of the third window.
        #expect(events.count == expected.count - 2)
        for (event, window) in zip(events, expected.first10.dropFirst(2)) {
            #expect(
                event.timestamp.nanoseconds == window.windowStartNs + 10_000_000_000)
            #expect(event.ofiRaw == window.ofi && event.eventCount == window.nQuotes)
        }
        // One more window makes the scores' mean that of all windows of the recording.
        guard case .scored(_, let mean, let std) = own.flow.history.score(0, minWindows: 2)
        else {
            Issue.record("no score")
            return
        }
        let n = Double(expected.count)
        #expect(abs(mean / expected.ofiMean - 1) < 1e-15)
        #expect(abs(std * (n / (n - 1)).squareRoot() / expected.ofiStdDdof1 - 1) < 1e-12)
    }

    @Test("all but a few of the daily bars pass the gates, and history goes on after splits")
    func dailyBars() throws {
        guard let path = MarketData.path("bars/us_equities_daily_quandl_wiki.csv.gz") else {
            return
        }
        var machine = MarketMachine(MarketSettings())
        var refused: [String] = []
        var lastAccepted: [Symbol: Substring] = [:]
        var lastSeen: [Symbol: Substring] = [:]
        for row in MarketData.rows(gzip: path) {
            let symbol = Symbol(stringLiteral: String(row[0]))
            var effects: [MarketEffect] = []
            let bar = RawFeed.bar(
                symbol, try nanoseconds(date: row[1]), row[2...5].map(String.init),
                volume: String(row[6]))
            machine.apply(bar, into: &effects)
            try #require(effects.count == 1)
            lastSeen[symbol] = row[1]
            if effects[0].bar != nil {
                lastAccepted[symbol] = row[1]
            } else {
                refused.append("\(effects[0].word) \(row[0]) \(row[1])")
            }
        }
        #expect(machine.counters.historicalBars == 12_154)
        #expect(lastAccepted == lastSeen)
        // Two splits, and a fall on a day of results: beyond 12 σ and 10 % all of them. The fall on
        // Facebook's second day is none, measured by the range of its first.
        #expect(
            refused == [
                "price_jump AAPL 2005-02-28", "price_jump AAPL 2005-03-01",
                "price_jump MSFT 2003-02-18", "price_jump MSFT 2003-02-19",
                "price_jump MSFT 2006-04-28", "price_jump MSFT 2006-05-01",
            ])
    }

    /// Midnight UTC of `yyyy-mm-dd`.
    private func nanoseconds(date: Substring) throws -> Int64 {
        let parts = date.split(separator: "-").compactMap { Int64($0) }
        try #require(parts.count == 3)
        // Days from the civil calendar, March being the year's first month.
        let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
        let month = (parts[1] + 9) % 12
        let days =
            365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] - 1
        return (days - 719_468) * 86_400 * RawFeed.second
    }
}
