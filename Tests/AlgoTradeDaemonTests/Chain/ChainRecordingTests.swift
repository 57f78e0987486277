import Contracts
import Foundation
import TestSupport
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite("Recorded quotes through the data plane")
struct ChainRecordingTests {
    @Test(
        "the order flow of the first ten windows is the reference's to the last digit",
        arguments: ChainRecording.names)
    func windows(_ name: String) async throws {
        guard let recording = try ChainRecording(name) else { return }
        var settings = MemoryChain.Settings()
        settings.planes = [.data]
        let chain = MemoryChain(settings)
        try await chain.work(through: ChainFeed.batch(recording.quotes))
        let events = await chain.log.records(of: "ofi_events")
        try ChainRules.checkRecords(events, causedBy: [.marketRaw])
        #expect(try recording.differences(events) == [])
        let ticks = await chain.log.records(of: "market_events")
        #expect(ticks.count == recording.quotes.count)
        #expect(ticks.indices.allSatisfy { ticks.header($0, "schema") == "tick_event/1" })
    }
}

/// A recording's quotes up to the end of its eleventh window, and what must come of them with
/// `min_windows: 2`.
struct ChainRecording {
    static let names = [
        "binance_coinm_btcusd_perp_20240808_09", "binance_spot_ethusdt_20240808_09",
    ]
    static let symbol: Symbol = "REC"

    private struct Reference: Decodable {
        struct Windows: Decodable { let first10: [Window] }
        struct Window: Decodable {
            let windowStartNs: Int64
            let nQuotes: Int
            let ofiScaled: Int64
        }
        let file: String
        let sizeScale: Int64
        let windows: Windows
    }

    let quotes: [MarketRaw]
    private let expected: [(end: Timestamp, ofi: String)]

    /// Nil, with a line that says so, when the recorded data is not there.
    init?(_ name: String) throws {
        let named = ProcessInfo.processInfo.environment["ALGOTRADED_DATA"]
        let folder =
            named.map { URL(filePath: $0) }
            ?? BrokerProcess.packageRoot.appending(path: "../shared/data")
        guard let json = try? Data(contentsOf: folder.appending(path: "ofi_reference.json")) else {
            print("skipped: no recorded data, set ALGOTRADED_DATA")
            return nil
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let reference = try #require(try decoder.decode([String: Reference].self, from: json)[name])
        let windows = reference.windows.first10
        let end = try #require(windows.last).windowStartNs + 20_000_000_000
        quotes = try Self.rows(folder.appending(path: reference.file).path).compactMap { row in
            let time = try #require(Int64(row[0]))
            guard time < end + 3_000_000_000 else { return nil }
            return MarketRaw(
                symbol: Self.symbol, time: Timestamp(nanoseconds: time),
                shape: .bidAsk(
                    RawBidAsk(
                        bidPrice: try #require(Decimal9(String(row[1]))),
                        askPrice: try #require(Decimal9(String(row[3]))),
                        bidSize: try #require(Decimal9(String(row[2]))),
                        askSize: try #require(Decimal9(String(row[4]))))))
        }
        let unit = Decimal9.scale / reference.sizeScale
        expected = windows.dropFirst(2).map { window in
            (
                Timestamp(nanoseconds: window.windowStartNs + 10_000_000_000),
                Decimal9(nanos: window.ofiScaled * unit).description
            )
        }
    }

    /// How the events of the recording's symbol differ from the reference, as texts.
    func differences(_ events: RecordBatch) throws -> [String] {
        var found: [String] = []
        var own: [(Timestamp, String)] = []
        for index in events.indices where events.keyText(index) == Self.symbol.description {
            guard case .ofi(let event) = try events.message(index) else { continue }
            own.append((event.timestamp, Self.text(of: "ofi_raw", events.valueText(index))))
        }
        if own.count < expected.count { found.append("only \(own.count) events") }
        for (event, reference) in zip(own, expected) where event != reference {
            found.append("\(event) is not \(reference)")
        }
        return found
    }

    /// A number's decimal text as the record has it, with all its digits and no more.
    private static func text(of field: String, _ json: String) -> String {
        let start = json.range(of: "\"\(field)\":").map { json[$0.upperBound...] } ?? ""
        let number = String(start.prefix { $0 != "," && $0 != "}" })
        return Decimal9(number)?.description ?? "no number: \(number)"
    }

    private static func rows(_ path: String) throws -> [[Substring]] {
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", path]
        let pipe = Pipe()
        gzip.standardOutput = pipe
        try gzip.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        try #require(gzip.waitForEnd() == 0)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
}
