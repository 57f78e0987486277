import Contracts
import Foundation
import KafkaBus
import TestSupport
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite("Statistics of the planes")
struct StatisticsReportTests {
    private let time = Timestamp("2025-11-17T14:30:00Z")!

    private func batch(_ count: Int, agedMs: Int64) -> RecordBatch {
        let now = WallTime.now().timestamp.milliseconds
        var batch = RecordBatch()
        for number in 0..<count {
            batch.append(
                topic: "market_raw", timestampMs: now - agedMs, key: Array("S".utf8),
                value: [UInt8(number % 200)])
        }
        return batch
    }

    private func report(
        _ board: StatusBoard, last: StatisticsReport? = nil
    ) -> StatisticsReport {
        StatisticsReport(board, group: "g", at: time, after: .seconds(2), last: last)
    }

    @Test("rate and latency are those since the report before")
    func since() throws {
        let board = StatusBoard(planes: [.data])
        let status = try #require(board[.data])
        status.add(consumed: batch(100, agedMs: 1500))
        let first = report(board)
        #expect(first.planes[0].rate == 50)
        #expect(first.planes[0].latency.quantile(0.5) == 2_000_000)
        status.add(consumed: batch(10, agedMs: 7000))
        let second = report(board, last: first)
        #expect(second.planes[0].rate == 5)
        #expect(second.planes[0].latency.count == 10)
        #expect(second.planes[0].latency.quantile(0.999) == 10_000_000)
        #expect(
            second.planes[0].line
                == "5 records/s, raw to event p50 ≤ 10000 ms, p99 ≤ 10000 ms, p99.9 ≤ 10000 ms; "
                + "110 records, 0 dead letters")
        #expect(report(board, last: second).planes[0].line == nil)
    }

    @Test("what took longer than the last bound says so, records of the future took no time")
    func bounds() throws {
        let board = StatusBoard(planes: [.orders])
        let status = try #require(board[.orders])
        status.add(consumed: batch(1, agedMs: 40_000))
        #expect(report(board).planes[0].line?.contains("output p50 > 30000 ms") == true)
        status.add(consumed: batch(3, agedMs: -60_000))
        let plane = report(board).planes[0]
        #expect(plane.latency.quantile(0.5) == 500 && plane.latency.quantile(1) == nil)
        #expect(plane.line?.contains("p50 ≤ 0.5 ms") == true)
    }

    @Test("the file holds one JSON object with the planes' figures")
    func json() async throws {
        let chain = MemoryChain(.init(planes: [.data]))
        // An hour ago, at a window's beginning.
        let window: Int64 = 10_000_000_000
        let now = WallTime.now().timestamp.nanoseconds
        let start = Timestamp(nanoseconds: (now / window - 360) * window)
        var records = (0..<50).map {
            ChainFeed.quote("SPY", at: start.advanced(byNanoseconds: $0 * 1_000_000_000))
        }
        records.append(
            ChainFeed.quote("SPY", at: records[49].time, bid: "101.00", ask: "100.00"))
        try await chain.work(through: ChainFeed.batch(records))
        let json = report(chain.board).json
        #expect(json.last == UInt8(ascii: "\n"))
        let object = try JSONSerialization.jsonObject(with: Data(json))
        let root = try #require(object as? [String: Any])
        #expect(root["time"] as? String == "2025-11-17T14:30:00Z")
        let planes = try #require(root["planes"] as? [String: [String: Any]])
        let data = try #require(planes["data"])
        #expect(data["consumed"] as? [String: Int] == ["market_raw": 51])
        #expect(data["dead_letters"] as? [String: Int] == ["crossed": 1])
        let market = try #require(data["market"] as? [String: Any])
        #expect(
            market["ticks"] as? Int == 50 && market["gates"] as? [String: Int] == ["crossed": 1])
        let symbols = try #require(market["worst_symbols"] as? [[String: Any]])
        #expect(symbols.map { $0["symbol"] as? String } == ["SPY"])
        #expect(symbols[0]["ticks"] as? Int == 50 && symbols[0]["windows"] as? Int == 4)
        #expect((symbols[0]["freshness_p95_ms"] as? Int).map { $0 > 3_000_000 } == true)
    }

    @Test("figures follow the last records although nothing comes after them")
    func quiet() async throws {
        let chain = MemoryChain(.init(planes: [.data]))
        try await chain.run {
            try await chain.ready()
            await chain.log.append(
                ChainFeed.batch([ChainFeed.quote("SPY", at: WallTime.now().timestamp)]))
            try await eventually("the symbol's figures") {
                chain.board[.data]?.figures.marketSymbols.first?.ticks == 1
            }
        }
    }
}
