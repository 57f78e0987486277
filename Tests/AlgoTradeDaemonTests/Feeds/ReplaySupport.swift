import Contracts
import Gzip
import TestSupport

@testable import AlgoTradeDaemon

/// Replays without brokers.
enum ReplaySupport {
    static let now = Timestamp("2026-01-02T03:04:05Z")!

    /// The NDJSON lines of a plan, part after part, and how the reading went.
    static func run(
        _ plan: ReplayPlan, complain: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(CommandFault) -> (lines: [String], parts: [ReplayPart], reading: ReplayReading) {
        let stream = try ReplayStream(
            plan, form: .lines, complain: complain, now: { Self.now })
        var lines: [String] = []
        var parts: [ReplayPart] = []
        while let part = try stream.next() {
            lines += String(decoding: part.lines, as: UTF8.self).split(separator: "\n")
                .map(String.init)
            parts.append(part)
        }
        return (lines, parts, stream.progress)
    }

    /// Times and prices (or bids) of a plan's records.
    static func short(_ plan: ReplayPlan) throws -> [String] {
        var notes = ReadingNotes()
        return try run(plan).lines.map { line in
            let record = try MarketRaw.decode(Array(line.utf8).span, notes: &notes)
            let ns = record.time.nanoseconds
            switch record.shape {
            case .allLast(let price, _): return "\(ns) \(price)"
            case .bidAsk(let quote): return "\(ns) \(quote.bidPrice)"
            case .realtimeBar(let bar), .historicalBar(let bar, _): return "\(ns) \(bar.close)"
            case .depth: return "\(ns)"
            }
        }
    }

    static func gzip(_ texts: [String]) throws -> [UInt8] {
        var deflater = try Deflater()
        var bytes: [UInt8] = []
        for text in texts { deflater.member(Array(text.utf8), to: &bytes) }
        return bytes
    }

    /// A table of trades from times and prices.
    static func trades(_ rows: [(Int, String)]) -> String {
        "ts_ns,px,sz,aggressor\n" + rows.map { "\($0.0),\($0.1),1.50,buy\n" }.joined()
    }
}
