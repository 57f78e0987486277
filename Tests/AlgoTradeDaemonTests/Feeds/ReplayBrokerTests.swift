import Contracts
import Foundation
import KafkaBus
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// `replay` and `capture` with a real broker.
@Suite struct ReplayBrokerTests {
    private struct Site {
        let broker: BrokerProcess
        let folder = TemporaryFolder()

        init() async throws {
            broker = try BrokerProcess()
            try folder.write(
                "kafka.yaml", "kafka: {bootstrap_servers: \"\(broker.bootstrapServers)\"}\n")
            let made = try await run("topics", "apply")
            #expect(made.status == 0, "\(made.errors)")
        }

        func run(_ arguments: String..., input: String = "") async throws
            -> CommandProcess.Result
        {
            try await CommandProcess.run(arguments, input: input, in: folder)
        }

        private var settings: KafkaSettings {
            get throws {
                try load("kafka: {bootstrap_servers: \"\(broker.bootstrapServers)\"}")
                    .configuration.kafkaSettings(instanceId: "test")
            }
        }

        /// Waits until a replay has committed so many records.
        func wait(forPosition records: Int, of name: String) async throws {
            let admin = try KafkaAdmin(settings)
            let place = TopicPartition(topic: "market_raw", partition: 0)
            let group = "algo-trade-consumer-group.replay.\(name)"
            for _ in 0..<1000 {
                let position = try await admin.position(of: group, place)
                if Int(position?.offset ?? 0) >= records { break }
                try await Task.sleep(for: .milliseconds(20))
            }
            await admin.close()
        }

        /// Values of each key's records on market_raw, in their order.
        func values() async throws -> [String: [String]] {
            let settings = try settings
            let reader = try KafkaReader(
                settings, name: "test", topics: ["market_raw"], partitions: Array(0..<6),
                until: .currentEnd)
            var values: [String: [String]] = [:]
            while let batch = try await reader.next(limit: 10_000) {
                for index in batch.indices {
                    values[batch.keyText(index) ?? "-", default: []].append(
                        batch.valueText(index))
                }
            }
            await reader.close()
            return values
        }
    }

    private func table(_ count: Int, from first: Int = 0) -> String {
        ReplaySupport.trades((first..<(first + count)).map { ($0, "\($0).5") })
    }

    @Test func `Records arrive once, in order, with the symbol as key`() async throws {
        let site = try await Site()
        try site.folder.write("AAA.csv", bytes: ReplaySupport.gzip([table(30_000)]))
        try site.folder.write("BBB.csv", table(20_000, from: 5))
        let result = try await site.run("replay", "AAA.csv", "BBB.csv", "--format", "json")
        #expect(result.status == 0, "\(result.errors)")
        let summary = try #require(try Records.parse(result.output).first)
        #expect(summary["records"] as? Int == 50_000)
        #expect(summary["target"] as? String == "market_raw")
        let printed = try await site.run("replay", "AAA.csv", "BBB.csv", "--to", "-")
        let lines = printed.lines
        let values = try await site.values()
        #expect(values.keys.sorted() == ["AAA", "BBB"])
        #expect(values["AAA"] == lines.filter { $0.contains("\"AAA\"") })
        #expect(values["BBB"] == lines.filter { $0.contains("\"BBB\"") })
    }

    @Test func `A replay that is killed goes on without losing or repeating a record`()
        async throws
    {
        let site = try await Site()
        let count = 400_000
        try site.folder.write("AAA.csv", table(count))
        try site.folder.write("BBB.csv", table(1000, from: 7))
        let arguments = [
            "replay", "AAA.csv", "BBB.csv", "--resume", "night", "--shift", "1h", "--format",
            "json",
        ]
        for committed in [1, 60_000, 150_000] {
            let process = try CommandProcess(arguments, in: site.folder)
            try await site.wait(forPosition: committed, of: "night")
            process.send(SIGKILL)
            _ = await process.result()
        }
        let last = try await CommandProcess.run(arguments, in: site.folder)
        #expect(last.status == 0, "\(last.errors)")
        let summary = try #require(try Records.parse(last.output).first)
        let behind = try #require(summary["resumed_behind"] as? Int)
        #expect(behind >= 150_000)
        #expect(try #require(summary["records"] as? Int) + behind == count + 1000)

        let values = try await site.values()
        let times = try #require(values["AAA"]).map { line in
            line.dropFirst(line.firstRange(of: "\"price\":")!.upperBound.utf16Offset(in: line))
        }
        #expect(times.count == count)
        #expect(times == (0..<count).map { "\($0).5,\"size\":1.50}"[...] })
        #expect(values["BBB"]?.count == 1000)

        let again = try await CommandProcess.run(arguments, in: site.folder)
        #expect(try Records.parse(again.output).first?["records"] as? Int == 0)
        let other = try await site.run("replay", "AAA.csv", "--resume", "night")
        #expect(other.status == 1)
        #expect(other.errors.contains("begun with other files or options"))
    }

    @Test func `What is captured and replayed is the same, byte for byte`() async throws {
        let site = try await Site()
        var seed = UInt64(7)
        var lines: [String] = []
        for index in 0..<3000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let symbol = "S\(seed >> 60)"
            lines.append(
                "{ \"type\":\"tickByTickAllLast\",\"price\":\(index).50,\"size\":1e2,\"x\":\(seed),"
                    + "\"symbol\":\"\(symbol)\",\"time\":\(index)}")
        }
        let published = try await site.run(
            "publish", "market_raw", input: lines.joined(separator: "\n"))
        #expect(published.status == 0)
        let before = try await site.values()
        let captured = try await site.run(
            "capture", "market_raw", "--from-beginning", "--output", "day/", "--gzip")
        #expect(captured.status == 0, "\(captured.errors)")
        #expect(captured.output.hasPrefix("3,000 records, "))
        let names = try FileManager.default.contentsOfDirectory(
            atPath: site.folder.url.appending(path: "day").path
        ).sorted()
        #expect(names.allSatisfy { $0.hasPrefix("market_raw-") && $0.hasSuffix(".ndjson.gz") })

        let second = try await Site()
        let replayed = try await CommandProcess.run(
            ["replay"] + names.map { site.folder.url.appending(path: "day/\($0)").path },
            in: second.folder)
        #expect(replayed.status == 0, "\(replayed.errors)")
        #expect(try await second.values() == before)

        let single = try await site.run(
            "capture", "market_raw", "--from-beginning", "--output", "all.ndjson", "--max", "100")
        #expect(single.status == 0)
        let text = try String(
            contentsOf: site.folder.url.appending(path: "all.ndjson"), encoding: .utf8)
        #expect(text.split(separator: "\n").count == 100)
        let twice = try await site.run(
            "capture", "market_raw", "--from-beginning", "--output", "all.ndjson")
        #expect(twice.status == 1)
        #expect(twice.errors.contains("nothing is overwritten"))
    }

    @Test func `A capture that finds no more room leaves whole lines`() async throws {
        let site = try await Site()
        try site.folder.write("AAA.csv", table(2000))
        #expect(try await site.run("replay", "AAA.csv").status == 0)
        let capture = "capture market_raw --from-beginning --output all.ndjson"
        let result = try await CommandProcess(
            ["-c", "ulimit -f 20; exec \"$0\" \(capture)", CommandProcess.algotraded],
            program: "/bin/sh", in: site.folder
        ).result()
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("all.ndjson: cannot be written: "), "\(result.errors)")
        let left = try String(
            contentsOf: site.folder.url.appending(path: "all.ndjson"), encoding: .utf8)
        #expect(left.isEmpty || left.hasSuffix("}\n"), "\(left.suffix(80))")
    }

    @Test func `What cannot be replayed as it stands is captured with all around it`()
        async throws
    {
        let site = try await Site()
        let good = #"{"type":"tickByTickAllLast","symbol":"A","time":1,"price":1,"size":1}"#
        _ = try await site.run("publish", "market_raw", input: good)
        _ = try await site.run(
            "publish", "market_raw", "--no-validate", "--key", "A", input: "not json\n")
        _ = try await site.run("publish", "market_raw", "--key", "B", input: good)
        let result = try await site.run(
            "capture", "market_raw", "--from-beginning", "--output", "-", "--format", "json")
        let summary = try #require(try Records.parse(result.errors).last)
        #expect(summary["enveloped"] as? Int == 2)
        #expect(result.lines.contains(good))
        let odd = result.lines.filter { $0.hasPrefix("{\"topic\":\"market_raw\"") }
        #expect(odd.count == 2)
        let values = try await site.run(
            "capture", "market_raw", "--from-beginning", "--output", "-", "--values")
        #expect(values.lines.sorted() == ["not json", good, good].sorted())
    }

    @Test func `A capture that is killed leaves whole lines, and follows until it is stopped`()
        async throws
    {
        let site = try await Site()
        try site.folder.write("AAA.csv", table(20_000))
        let capture = try CommandProcess(
            ["capture", "market_raw", "--output", "live.ndjson", "--from-beginning", "--follow"],
            in: site.folder)
        #expect(try await site.run("replay", "AAA.csv").status == 0)
        let file = site.folder.url.appending(path: "live.ndjson")
        try await capture.wait { _ in
            ((try? Data(contentsOf: file))?.count ?? 0) > 200_000
        }
        capture.send(SIGKILL)
        _ = await capture.result()
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.hasSuffix("}\n"))
        let judged = try await site.run("validate", "--topic", "market_raw", "live.ndjson")
        #expect(judged.status == 0)

        let polite = try CommandProcess(
            ["capture", "market_raw", "--output", "-", "--from-beginning", "--follow"],
            in: site.folder)
        try await polite.wait { $0.output.utf8.count > 200_000 }
        polite.send(SIGTERM)
        #expect(await polite.result().status == 0)
    }

    @Test func `The daemon replays its feeds and ends`() async throws {
        let folder = TemporaryFolder()
        try folder.write("AAA.csv", table(500, from: 1_000_000_000))
        try folder.write("BBB.csv", bytes: ReplaySupport.gzip([table(400)]))
        try folder.write(
            "kafka.yaml",
            """
            kafka: {bootstrap_servers: embedded}
            daemon: {progress: always, state_directory: state}
            data_plane:
              feeds: [{file: AAA.csv}, {file: BBB.csv, symbol: B}]
              replay: {on_end: exit}
            """)
        let result = try await CommandProcess.run(["run"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let row = try #require(result.lines.last { $0.hasPrefix("  Raw records ") })
        #expect(row.hasSuffix(" 900"))
    }
}
