import Contracts
import Testing

@testable import Trading

@Suite("Recorded order flow against an independent reference")
struct MarketReferenceTests {
    private static let recordings = [
        "binance_usdm_ethusdt_20240808", "binance_coinm_btcusd_perp_20240808_09",
        "binance_coinm_ethusd_perp_20240808_09", "binance_spot_btcusdt_20240808_09",
        "binance_spot_ethusdt_20240808_09",
    ]

    /// Window, z_windows, min_windows and session_gap, the times in seconds.
    private struct Setup: CustomTestStringConvertible {
        let window: Int64
        let zWindows: Int
        let minWindows: Int
        let gap: Int64

        var testDescription: String { "\(window) s, \(zWindows), \(minWindows), \(gap) s" }
    }

    private static let setups = [
        Setup(window: 10, zWindows: 60, minWindows: 20, gap: 900),
        // Windows without a quote, rings that go round, and pauses that end the session.
        Setup(window: 1, zWindows: 30, minWindows: 2, gap: 2),
    ]

    /// The second is tried on two recordings, which have it all.
    private static let cases =
        recordings.map { ($0, setups[0]) } + recordings[2...3].map { ($0, setups[1]) }

    @Test("every window of every recording", arguments: cases)
    private func windows(_ name: String, _ setup: Setup) throws {
        guard let file = MarketData.path("l1/\(name).csv.gz") else { return }
        let script = MarketData.package("Tests/Reference/ofi_windows.py")
        let lines = MarketData.output(
            of: "python3 '\(script)' '\(file)' \(setup.window) \(setup.zWindows) "
                + "\(setup.minWindows) \(setup.gap)"
        ).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }

        let second = RawFeed.second
        var machine = MarketMachine(
            MarketSettings(
                windowNs: setup.window * second, zWindows: setup.zWindows,
                minWindows: setup.minWindows, sessionGapNs: setup.gap * second))
        var events: [OfiEvent] = []
        var effects: [MarketEffect] = []
        var newest: Int64 = 0
        for row in MarketData.rows(gzip: file) {
            effects.removeAll(keepingCapacity: true)
            newest = try #require(Int64(row[0]))
            machine.apply(
                RawFeed.quote("REC", newest, row[1], row[2], row[3], row[4]), into: &effects)
            events += effects.compactMap(\.ofi)
        }
        let later = newest + (setup.window + 3) * second
        events += machine.take([RawFeed.quote("END", later, "1", "1", "1", "1")])
            .compactMap(\.ofi)

        #expect(machine.counters.windows == lines.count && lines.count > 30)
        let scored = lines.filter { $0[5] != "" }
        try #require(events.count == scored.count)
        for (event, line) in zip(events, scored) {
            #expect(String(event.timestamp.nanoseconds) == line[0])
            #expect(event.ofiRaw == Double(line[1]), "\(line)")
            #expect(event.eventCount == Int64(line[2]))
            #expect(event.ofiMa == Double(line[3]), "\(line)")
            #expect(event.ofiStd == Double(line[4]) && event.ofiZ == Double(line[5]), "\(line)")
        }
    }
}
