import Contracts
import Foundation
import Testing

@testable import AlgoTradeDaemon

@Suite("Broken records")
struct ChainBrokenTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        var name: String
        var value: [UInt8]?
        var reason = "contract"
        /// Part of what `dlq.fault` must say.
        var fault: String
        var key: String? = "AAA"

        var testDescription: String { name }

        init(_ name: String, _ text: String?, _ reason: String = "contract", fault: String) {
            self.name = name
            value = text.map { Array($0.utf8) }
            self.reason = reason
            self.fault = fault
        }
    }

    static let quote =
        #"{"type":"tickByTickBidAsk","symbol":"AAA","time":1763390000.5,"bidPrice":1,"askPrice":2,"bidSize":3,"askSize":4"#

    static let kinds: [Broken] = [
        Broken("bad JSON", quote, fault: "$"),
        Broken("not an object", "[1,2]", fault: "$"),
        Broken("empty", "", fault: "$"),
        Broken("trailing bytes", quote + "} x", fault: "$"),
        Broken("duplicate key", quote + #","symbol":"BBB"}"#, fault: "symbol"),
        Broken("wrong type", quote.replacingOccurrences(of: "\"bidSize\":3", with: "\"bidSize\":\"3\"") + "}", fault: "bidSize"),
        Broken("missing field", quote.replacingOccurrences(of: "\"askSize\":4", with: "\"other\":4") + "}", fault: "askSize"),
        Broken(
            "two faults", quote.replacingOccurrences(of: "\"bidPrice\":1", with: "\"bidPrice\":true")
                .replacingOccurrences(of: "\"askSize\":4", with: "\"askSize\":[]") + "}", fault: "\naskSize"),
        Broken("tombstone", nil, fault: "no value"),
        Broken("unknown type", #"{"type":"marketRumour","symbol":"AAA","time":1}"#, fault: "type"),
        Broken("no type", #"{"symbol":"AAA","time":1}"#, fault: "type"),
        Broken(
            "crossed", quote.replacingOccurrences(of: "\"bidPrice\":1", with: "\"bidPrice\":3") + "}", "crossed",
            fault: "askPrice"),
        Broken(
            "a bar's high below its low",
            #"{"type":"historicalBar","symbol":"AAA","time":1763390000,"barSize":"1 day","open":5,"high":4,"low":6,"close":5,"volume":1,"wap":5,"count":1}"#,
            "bar_range", fault: "high"),
    ]

    @Test("each is a dead letter, bytes, key and headers kept, and the good ones go on", arguments: kinds)
    func deadLetter(_ broken: Broken) async throws {
        try await check([broken])
    }

    @Test("many kinds in one batch, one without a key, one of bytes that are no text")
    func together() async throws {
        var kinds = Self.kinds
        var noKey = Broken("no key", "{", fault: "$")
        noKey.key = nil
        var noText = Broken("no text", nil, fault: "$")
        noText.value = [0x7B, 0xFF, 0xFE, 0x00]
        kinds += [noKey, noText]
        try await check(kinds)
    }

    private func check(_ kinds: [Broken]) async throws {
        var feed = RecordBatch()
        let start = Timestamp("2025-11-17T14:30:00Z")!
        var goods: [Timestamp] = []
        func addGood() {
            let time = start.advanced(byNanoseconds: Int64(goods.count) * 1_000_000_000)
            goods.append(time)
            let size = "\(goods.count)"
            feed.append(
                topic: "market_raw", timestampMs: 5, key: "AAA",
                write: ChainFeed.quote("AAA", at: time, size: size).encode)
        }
        for (number, broken) in kinds.enumerated() {
            addGood()
            feed.append(
                topic: "market_raw", timestampMs: 7_000 + Int64(number),
                key: broken.key.map { Array($0.utf8) }, value: broken.value)
            feed.addHeader("trace", "t-\(number)")
            feed.addHeader("bytes", copying: [0xFF, 0x00, 0x01])
            feed.addHeader("dlq.redrives", "3")
            feed.addHeader("dlq.reason", "of an earlier journey")
        }
        addGood()
        var settings = MemoryChain.Settings()
        settings.planes = [.data]
        let chain = MemoryChain(settings, partitions: 1)
        try await chain.work(through: feed)

        let events = await chain.log.records(of: "market_events")
        let times = try events.messages().map { message -> Timestamp? in
            if case .tick(let tick) = message { tick.timestamp } else { nil }
        }
        #expect(times == goods)
        let letters = await chain.log.records(of: "dlq_market_raw")
        try #require(letters.count == kinds.count)
        for (number, broken) in kinds.enumerated() {
            checkLetter(letters, number, broken)
        }
        #expect(chain.records.count(.deadLetter, plane: .data) == kinds.count)
        #expect(chain.board[.data]?.figures.restarts == 0)
    }

    private func checkLetter(_ letters: RecordBatch, _ number: Int, _ broken: Broken) {
        #expect(letters.valueBytes(number) == broken.value)
        #expect(letters.keyBytes(number) == broken.key.map { Array($0.utf8) })
        #expect(letters.header(number, "trace") == "t-\(number)")
        let header = letters.headers[letters.records[number].headers].first { $0.name == "bytes" }
        #expect(header.map { Array(letters.bytes[$0.value]) } == [0xFF, 0x00, 0x01])
        let wanted = [
            "dlq.topic": "market_raw", "dlq.partition": "0", "dlq.offset": "\(2 * number + 1)",
            "dlq.timestamp": "\(7_000 + number)", "dlq.reason": broken.reason, "dlq.plane": "data",
            "dlq.attempts": "1", "dlq.host": "here", "dlq.version": "1.2.3", "dlq.redrives": "3",
        ]
        for (name, value) in wanted.sorted(by: { $0.key < $1.key }) {
            let found = letters.headers[letters.records[number].headers].filter { $0.name == name }
            #expect(found.count == 1, "\(name)")
            #expect(letters.header(number, name) == value, "\(broken.name): \(name)")
        }
        let fault = letters.header(number, "dlq.fault") ?? ""
        #expect(fault.contains(broken.fault), "\(broken.name): \(fault)")
        let failedAt = letters.header(number, "dlq.failed_at").flatMap { Timestamp($0) }
        #expect(failedAt.map { WallTime.now().timestamp.nanoseconds(since: $0) < 600_000_000_000 } == true)
    }

    @Test(
        "the other planes' inputs have their dead letters too",
        arguments: [
            (PlaneName.strategy, "market_events"), (.strategy, "ofi_events"),
            (.strategy, "exec_reports"), (.orders, "market_events"), (.orders, "order_intents"),
        ])
    func otherTopics(_ plane: PlaneName, _ topic: String) async throws {
        var feed = RecordBatch()
        feed.append(topic: topic, key: Array("AAA".utf8), value: Array(#"{"symbol":"AAA"}"#.utf8))
        feed.addHeader("trace", "t")
        var settings = MemoryChain.Settings()
        settings.planes = [plane]
        let chain = MemoryChain(settings)
        try await chain.work(through: feed)
        let letters = await chain.log.records(of: "dlq_\(topic)")
        try #require(letters.count == 1)
        #expect(letters.valueText(0) == #"{"symbol":"AAA"}"#)
        #expect(letters.header(0, "trace") == "t")
        #expect(letters.header(0, "dlq.plane") == plane.rawValue)
        #expect(letters.header(0, "dlq.topic") == topic)
    }
}
