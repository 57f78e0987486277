import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// The verbs against a real broker.
@Suite struct BrokerCommandTests {
    @Test func `Topics are planned, made, raised and left alone`() async throws {
        let site = try BrokerSite()
        let plan = try await site.run("topics", "plan")
        #expect(plan.status == 0)
        #expect(plan.lines.filter { $0.hasPrefix("+ ") }.count == 11)
        let made = try await site.run("topics", "apply")
        #expect(made.status == 0)
        #expect(made.lines.filter { $0.hasPrefix("✓ ") }.count == 11)
        let nothing = "nothing to do: the topics are as configured\n"
        #expect(try await site.run("topics", "plan").output == nothing)
        #expect(try await site.run("topics", "apply").output == nothing)

        let raised = try await site.run(
            "topics", "apply", "--set", "topics.dlq.partitions=2", "--set",
            "topics.dlq.retention=3d", "--format", "json")
        let done = try #require(try Records.parse(raised.output).first?["done"] as? [[String: Any]])
        #expect(done.count == 10)

        let back = try await site.run("topics", "apply")
        #expect(back.status == 0)
        #expect(back.lines.filter { $0.hasPrefix("✓ dlq_") }.count == 5)
        #expect(back.lines.filter { $0.hasPrefix("! left: dlq_") }.count == 5)

        let list = try await site.run("topics", "list", "--format", "json")
        let topics = try #require(
            try Records.parse(list.output).first?["topics"] as? [[String: Any]])
        #expect(topics.count == 11)
        let letters = try #require(topics.first { $0["name"] as? String == "dlq_market_raw" })
        #expect(letters["partitions"] as? Int == 2)
        #expect(letters["retention_ms"] as? Int == 14 * 86_400_000)
        #expect(topics.last?["cleanup_policy"] as? String == "compact")
        #expect(topics.last?["internal"] as? Bool == true)
    }

    @Test func `Health has the lines that scripts look for`() async throws {
        let site = try BrokerSite()
        let bare = try await site.run("health")
        #expect(bare.status == 1)
        #expect(bare.lines.contains("Topics (0):"))
        #expect(bare.output.contains("✗ missing topics: dlq_exec_reports, "))
        #expect(!bare.output.contains("successfully"))

        _ = try await site.run("topics", "apply")
        let daemon = try site.start("run")
        try await daemon.wait { $0.errors.contains("event=ready") }
        let health = try await site.run("health")
        #expect(health.status == 0)
        #expect(health.errors.isEmpty)
        let rule = String(repeating: "=", count: 60)
        let servers = site.broker.bootstrapServers
        let promised =
            [
                rule, "Kafka Health Check", rule, "✓ Configuration loaded",
                "  Bootstrap servers: \(servers)", "✓ Kafka adapter initialized",
                "✓ Connected to Kafka cluster", "Topics (10):",
            ] + TopicName.all.map { "  - \($0)" } + [
                "Health Status:", "  Connected: True", "  Active consumers: 3",
            ]
        #expect(Array(health.lines.prefix(promised.count)) == promised)
        #expect(
            health.lines.suffix(2)
                == ["✓ Connection closed", "Health check completed successfully!"])

        let json = try await site.run("health", "--format", "json")
        let report = try #require(try Records.parse(json.output).first)
        #expect(report["healthy"] as? Bool == true)
        #expect(report["active_consumers"] as? Int == 3)
        #expect((report["topics"] as? [String]) == TopicName.all)
        let groups = try #require(report["groups"] as? [[String: Any]])
        #expect(groups.map { $0["lag"] as? Int } == [0, 0, 0])

        daemon.send(SIGTERM)
        #expect(await daemon.result().status == 0)
    }

    @Test func `Lag is what the groups have not read`() async throws {
        let site = try BrokerSite()
        _ = try await site.run("topics", "apply")
        let bars = (0..<7).map { Records.bar("S\($0)") }.joined(separator: "\n")
        #expect(try await site.run("publish", "market_events", input: bars).status == 0)
        let json = try await site.run("health", "--format", "json")
        let report = try #require(try Records.parse(json.output).first)
        let groups = try #require(report["groups"] as? [[String: Any]])
        #expect(groups.map { $0["lag"] as? Int } == [0, 7, 7])
        #expect(groups.map { $0["members"] as? Int } == [0, 0, 0])
        let latest = try await site.run(
            "health", "--format", "json", "--set", "kafka.auto_offset_reset=latest")
        let ends = try #require(
            try Records.parse(latest.output).first?["groups"] as? [[String: Any]])
        #expect(ends.map { $0["lag"] as? Int } == [0, 0, 0])
        let list = try await site.run("topics", "list", "--format", "json")
        let topics = try #require(
            try Records.parse(list.output).first?["topics"] as? [[String: Any]])
        let lags = topics.map { "\($0["name"] as? String ?? "") \($0["lag"] as? Int ?? -1)" }
        #expect(lags.filter { $0.hasPrefix("market_") } == ["market_events 7", "market_raw 0"])
        #expect(lags.contains("dlq_market_raw -1"))
    }

    @Test func `Good records are published, others told`() async throws {
        let site = try BrokerSite()
        _ = try await site.run("topics", "apply")
        let lines = (0..<2500).map { Records.bar("S\($0 % 40)", close: 450 + $0 % 2) }
        try site.folder.write(
            "bars.ndjson", lines.joined(separator: "\n") + "\n\(Records.brokenBar)\n")
        let result = try await site.run("publish", "market_events", "bars.ndjson")
        #expect(result.status == 1)
        #expect(
            result.output == "market_events: 2,500 published, 1 invalid and not published\n")
        let errors = result.errors.split(separator: "\n")
        #expect(errors.count == 2)
        #expect(errors.allSatisfy { $0.hasPrefix("bars.ndjson:2501: ") })

        let tail = try await site.run(
            "tail", "market_events", "--from-beginning", "--max", "2500", "--format", "json")
        #expect(tail.status == 0)
        let records = try Records.parse(tail.output)
        #expect(records.count == 2500)
        var partitions: [String: Set<Int>] = [:]
        for record in records {
            let key = try #require(record["key"] as? String)
            let value = try #require(record["value"] as? [String: Any])
            #expect(value["symbol"] as? String == key)
            partitions[key, default: []].insert(try #require(record["partition"] as? Int))
        }
        #expect(partitions.count == 40)
        #expect(partitions.values.allSatisfy { $0.count == 1 })
    }

    @Test func `What breaks the contract goes out only when asked for`() async throws {
        let site = try BrokerSite()
        _ = try await site.run("topics", "apply")
        let refused = try await site.run(
            "publish", "market_events", "--format", "json", input: "nonsense\n")
        #expect(refused.status == 1)
        #expect(
            refused.output == #"{"topic":"market_events","published":0,"invalid":1}"# + "\n")
        for topic in ["market_events", "dlq_market_events"] {
            let sent = try await site.run(
                "publish", topic, "--no-validate", "--key", "K", input: "nonsense\n{}\n")
            #expect(sent.status == 0)
            let tail = try await site.run(
                "tail", topic, "--from-beginning", "--max", "2", "--format", "json")
            #expect(
                tail.lines.first?.hasSuffix(#""key":"K","headers":{},"value":"nonsense"}"#) == true)
            #expect(tail.lines.last?.hasSuffix(#""key":"K","headers":{},"value":{}}"#) == true)
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `Tail follows new records until it is told to stop`(signal: Int32) async throws {
        let site = try BrokerSite()
        _ = try await site.run("topics", "apply")
        _ = try await site.run("publish", "market_events", input: Records.bar("OLD"))
        let tail = try site.start("tail", "market_events")
        try await tail.wait { $0.errors.contains("waiting for new records") }
        _ = try await site.run("publish", "market_events", input: Records.bar("NEW"))
        try await tail.wait { $0.output.hasSuffix("\n") }
        tail.send(signal)
        let result = await tail.result()
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        #expect(result.output.contains(" NEW {"))
    }

    @Test func `What is not there is told with what is`() async throws {
        let site = try BrokerSite()
        let publish = try await site.run("publish", "market_raw", input: "{}")
        #expect(publish.status == 1)
        #expect(publish.errors.contains("algotraded topics apply"))
        _ = try await site.run("topics", "apply")
        let topic = try await site.run("tail", "market_rav")
        #expect(topic.status == 1)
        #expect(topic.errors.contains("did you mean market_raw?"))
        #expect(topic.errors.split(separator: "\n").count == 1)
        let partition = try await site.run("tail", "market_raw", "--partition", "6")
        #expect(partition.status == 1)
        #expect(partition.errors.contains("its partitions are 0 to 5"))
        // Asking has made nothing.
        #expect(!(try await site.run("tail", "market_rav")).errors.contains("waiting"))
    }
}
