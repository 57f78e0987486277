import Contracts
import Foundation
import KafkaBus
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// `dlq list`, `show` and `redrive` against a real broker.
@Suite(.serialized) struct DlqCommandTests {
    private static let broken = Array(Records.brokenBar.utf8)

    private func source(_ offset: Int64, _ topic: Topic = .marketRaw) -> Place {
        Place(topic: topic.rawValue, partition: 3, offset: offset)
    }

    @Test func `Nothing is told as nothing`() async throws {
        let site = try await LetterSite()
        #expect(try await site.run("dlq", "list").output == "no dead letters\n")
        let none = try await site.run("dlq", "redrive", "market_raw", "--yes")
        #expect(none.status == 0)
        #expect(none.output == "dlq_market_raw: 0 sent back to market_raw\n")
        let show = try await site.run("dlq", "show", "dlq_market_raw/0/3")
        #expect(show.status == 1)
        #expect(show.errors.contains("there is no dead letter at dlq_market_raw/0/3"))
        let partition = try await site.run("dlq", "show", "dlq_market_raw/9/3")
        #expect(partition.errors.contains("its partitions are 0 to 0"))
    }

    @Test func `Each goes back once, as it was`() async throws {
        let site = try await LetterSite()
        let odd: [UInt8] = [0xFF, 0x00, 0x7B]
        try await site.write { batch in
            LetterSamples.append(to: &batch, of: source(0), headers: [("trace", "abc")])
            LetterSamples.append(to: &batch, of: source(1), key: nil, value: odd, reason: "crossed")
            LetterSamples.append(to: &batch, of: source(2), value: nil, redrives: 1)
            LetterSamples.append(to: &batch, of: source(3), redrives: 3)
        }
        let plan = try await site.run("dlq", "redrive", "market_raw", "--dry-run")
        #expect(plan.status == 1)
        #expect(
            plan.lines == [
                "dlq_market_raw/0/0 SPY → market_raw/3 (contract)",
                "dlq_market_raw/0/1 - → market_raw/3 (crossed)",
                "dlq_market_raw/0/2 SPY → market_raw/3 (contract, redrive 2)",
                "dlq_market_raw: 3 would go back to market_raw (contract 2, crossed 1), 1 refused",
            ])
        #expect(plan.errors.contains("dlq_market_raw/0/3: not sent back: it has come back 3 times"))
        #expect(plan.errors.contains("3 of them still break their contract, and will"))
        #expect(try await site.cluster.records("market_raw").isEmpty)

        let first = try await site.json("dlq", "redrive", "market_raw", "--yes")
        #expect(first["sent"] as? Int == 3)
        #expect(first["refused"] as? Int == 1)
        let second = try await site.json("dlq", "redrive", "market_raw", "--yes")
        #expect(second["sent"] as? Int == 0)
        #expect(second["already_back"] as? Int == 3)
        let forced = try await site.run("dlq", "redrive", "market_raw", "--yes", "--force")
        #expect(forced.status == 0)
        #expect(
            forced.output
                == "dlq_market_raw: 1 sent back to market_raw (contract 1), "
                + "3 were back already\n")

        let back = try await site.cluster.records("market_raw")
        #expect(back.count == 4)
        #expect(back.records.allSatisfy { $0.partition == 3 })
        #expect(
            back.indices.map { back.valueBytes($0) } == [
                Array("{}".utf8), odd, nil, Array("{}".utf8),
            ])
        #expect(back.indices.map { back.keyText($0) } == ["SPY", nil, "SPY", "SPY"])
        #expect(back.headerTexts(0).first == "trace=abc")
        #expect(back.indices.map { back.header($0, "dlq.redrives") } == ["1", "1", "2", "4"])
        #expect(back.header(2, "dlq.redriven_from") == "dlq_market_raw/0/2")
        #expect(back.headers.count == 4 * 2 + 1)
        let list = try await site.json("dlq", "list")
        #expect(list["count"] as? Int == 4)
        #expect(list["redriven"] as? Int == 4)
        let show = try await site.run("dlq", "show", "dlq_market_raw/0/1")
        #expect(show.output.contains("  redriven     20"))
        #expect(show.output.contains("  00000000  ff 00 7b "))
        let value = try await CommandProcess(
            ["dlq", "show", "dlq_market_raw/0", "--value"], in: site.folder
        ).result()
        #expect(value.output == "{}")
    }

    @Test func `Filters and offsets choose`() async throws {
        let site = try await LetterSite()
        try await site.write { batch in
            for number in 0..<10 {
                LetterSamples.append(
                    to: &batch, of: source(Int64(number)), key: number < 5 ? "SPY" : "QQQ",
                    reason: number % 2 == 0 ? "contract" : "crossed")
            }
        }
        func count(_ arguments: String...) async throws -> Int? {
            let base = ["dlq", "redrive", "market_raw", "--dry-run", "--format", "json"]
            let result = try await CommandProcess.run(base + arguments, in: site.folder)
            return try Records.parse(result.output).first?["sent"] as? Int
        }
        #expect(try await count() == 10)
        #expect(try await count("--reason", "crossed") == 5)
        #expect(try await count("--reason", "crossed", "--symbol", "SPY") == 2)
        #expect(try await count("--since", "1h") == 10)
        #expect(try await count("--until", "1h") == 0)
        #expect(try await count("--plane", "orders") == 0)
        #expect(try await count("--offset", "1,3-5") == 4)
        let some = try await site.json(
            "dlq", "redrive", "market_raw", "--yes", "--offset", "1,4-5,77")
        #expect(some["sent"] as? Int == 3)
        #expect(some["missing"] as? [Int] == [77])
        let each = try await site.run("dlq", "list", "--each", "--format", "json")
        let rows = try Records.parse(each.output)
        let redriven = rows.filter { $0["redriven"] is [String: Any] }
        #expect(redriven.compactMap { $0["offset"] as? Int } == [1, 4, 5])
        #expect(try await site.run("dlq", "redrive", "market_raw", "--yes").status == 0)
        let back = try await site.cluster.records("market_raw")
        #expect(back.count == 10)
        #expect(Set(back.indices.map { back.header($0, "dlq.redriven_from")! }).count == 10)
    }

    @Test func `A corrected value takes the place of the one`() async throws {
        let site = try await LetterSite()
        try await site.write { batch in
            for number in 0..<2 {
                LetterSamples.append(
                    to: &batch, of: source(Int64(number), .marketEvents), key: "spy",
                    value: Self.broken)
            }
        }
        try site.folder.write("broken.json", Records.brokenBar)
        try site.folder.write("good.json", Records.bar + "\n")
        let refused = try await site.run(
            "dlq", "redrive", "market_events/0/0", "--yes", "--edit", "broken.json")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("broken.json: low: must be a number"))
        #expect(try await site.cluster.records("market_events").isEmpty)
        let sent = try await site.run(
            "dlq", "redrive", "market_events/0/0", "--yes", "--edit", "good.json")
        #expect(sent.status == 0)
        let drill = try await site.run(
            "dlq", "redrive", "market_events", "--offset", "1", "--yes", "--edit", "broken.json",
            "--no-validate")
        #expect(drill.status == 0)
        let back = try await site.cluster.records("market_events")
        let corrected = try #require(back.indices.first { back.keyText($0) == "SPY" })
        #expect(back.valueText(corrected) == Records.bar)
        #expect(back.header(corrected, "dlq.redrives") == "1")
        let other = try #require(back.indices.first { back.keyText($0) == "spy" })
        #expect(back.valueText(other) == Records.brokenBar)
        #expect(back.records[other].partition == 3)
    }

    @Test func `Two dead letters of one record are one record`() async throws {
        let site = try await LetterSite()
        try await site.write { batch in
            for plane in ["strategy", "orders"] {
                LetterSamples.append(to: &batch, of: source(7, .marketEvents), plane: plane)
            }
        }
        let sent = try await site.json(
            "dlq", "redrive", "market_events", "--yes", "--plane", "orders")
        #expect(sent["sent"] as? Int == 1)
        let again = try await site.json("dlq", "redrive", "market_events", "--yes")
        #expect(again["sent"] as? Int == 0)
        #expect(again["already_back"] as? Int == 2)
        #expect(try await site.cluster.records("market_events").count == 1)
        // The twin has a mark of its own by then.
        #expect(try await site.marks().count == 2)
        let list = try await site.json("dlq", "list")
        #expect(list["redriven"] as? Int == 2)
    }

    @Test func `Dead letters of several partitions are told apart`() async throws {
        let site = try await LetterSite()
        _ = try await site.run("topics", "apply", "--set", "topics.dlq.partitions=3")
        try await site.write { batch in
            for number in 0..<30 {
                LetterSamples.append(
                    to: &batch, of: source(Int64(number), .ofiEvents), key: "S\(number)")
            }
        }
        let unclear = try await site.run("dlq", "redrive", "ofi_events", "--offset", "0", "--yes")
        #expect(unclear.status == 1)
        #expect(unclear.errors.contains("name the one that is meant with --partition"))
        let absent = try await site.run(
            "dlq", "redrive", "ofi_events", "--partition", "3", "--yes")
        #expect(absent.errors.contains("its partitions are 0 to 2"))
        let one = try await site.json("dlq", "redrive", "ofi_events/2/0", "--yes")
        #expect(one["sent"] as? Int == 1)
        let back = try await site.cluster.records("ofi_events")
        #expect(back.header(0, "dlq.redriven_from") == "dlq_ofi_events/2/0")
        let second = try await site.json(
            "dlq", "redrive", "ofi_events", "--partition", "2", "--yes")
        #expect(second["already_back"] as? Int == 1)
        let rest = try await site.json("dlq", "redrive", "ofi_events", "--yes")
        #expect(rest["already_back"] as? Int == 1 + (second["sent"] as? Int ?? 0))
        let all = try await site.cluster.records("ofi_events")
        #expect(Set(all.indices.map { all.keyText($0) }).count == 30)
        #expect(all.count == 30)
    }

    @Test func `Marks of dead letters that are no more are taken away`() async throws {
        let site = try await LetterSite()
        try await site.write { batch in
            LetterSamples.append(to: &batch, of: source(0))
            let mark = RedriveMark(
                letter: Place(topic: "dlq_market_raw", partition: 0, offset: 500),
                letterTimestampMs: 1, source: nil, count: 1, to: "market_raw", at: .zero)
            mark.append(to: &batch, topic: site.stateTopic)
        }
        let sent = try await site.json("dlq", "redrive", "market_raw", "--yes")
        #expect(sent["sent"] as? Int == 1)
        #expect(sent["marks_forgotten"] as? Int == 1)
        let state = try await site.cluster.records(site.stateTopic)
        let last = try #require(state.indices.last)
        #expect(state.keyText(last) == "dlq/dlq_market_raw/0/500")
        #expect(state.records[last].value == nil)
        let again = try await site.json("dlq", "redrive", "market_raw", "--yes")
        #expect(again["marks_forgotten"] as? Int == 0)
        #expect(again["already_back"] as? Int == 1)
    }

    @Test func `The daemon counts how often a record has come back, and then it stays`()
        async throws
    {
        let site = try await LetterSite()
        let daemon = try site.start("run", "--set", "daemon.planes=[data]")
        try await daemon.wait { $0.errors.contains("event=ready") }
        try await site.write { batch in
            batch.append(
                topic: "market_raw", partition: 2, key: Array("SPY".utf8),
                value: Array("nonsense".utf8))
        }
        for redrive in 0...3 {
            try await eventually("dead letter \(redrive)") {
                try await site.cluster.letters("market_raw").count == redrive + 1
            }
            let letters = try await site.cluster.letters("market_raw")
            let count = letters.header(redrive, "dlq.redrives")
            #expect(count == (redrive == 0 ? nil : "\(redrive)"))
            let sent = try await site.json("dlq", "redrive", "market_raw", "--yes")
            #expect(sent["sent"] as? Int == (redrive < 3 ? 1 : 0))
            #expect(sent["refused"] as? Int == (redrive < 3 ? 0 : 1))
        }
        daemon.send(SIGTERM)
        #expect(await daemon.result().status == 0)
        let raw = try await site.cluster.records("market_raw")
        #expect(raw.count == 4)
        #expect(raw.records.allSatisfy { $0.partition == 2 })
    }
}
