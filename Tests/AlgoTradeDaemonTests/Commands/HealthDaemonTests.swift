import Foundation
import TestSupport
import Testing

/// What the daemon on this host measures, as `health` and `topics list` tell it.
@Suite struct HealthDaemonTests {
    private let site: BrokerSite

    init() throws {
        site = try BrokerSite()
    }

    private var file: URL { site.folder.url.appending(path: "state/statistics.json") }

    private func parsed(_ text: String) throws -> [String: Any] {
        try #require(try Records.parse(text).first)
    }

    /// A plane's bus in a report.
    private func bus(_ plane: String, _ report: [String: Any]) -> [String: Any] {
        let planes = report["planes"] as? [String: [String: Any]]
        return planes?[plane]?["bus"] as? [String: Any] ?? [:]
    }

    @Test func `A daemon is told while it runs, and that it has ended`() async throws {
        let early = try await site.run("health")
        #expect(
            early.lines.contains(
                "Daemon on this host: none, no statistics of the last 3 min in state"))
        let daemon = try site.start("run", "--set", "daemon.statistics_interval=1s")
        try await daemon.wait { $0.errors.contains("event=ready") }
        // The clients tell every five seconds; records come until they do.
        try await eventually("the clients' statistics of the records") {
            _ = try await site.run("publish", "market_events", input: Records.bar("SPY"))
            let report = try parsed(String(contentsOf: file, encoding: .utf8))
            let readers = [bus("strategy", report), bus("orders", report)]
            return readers.allSatisfy { ($0["lag"] as? [String: Int])?.isEmpty == false }
                && bus("data", report)["producer"] is [String: Any]
        }
        let health = try await site.run("health")
        #expect(health.status == 0 && health.errors.isEmpty)
        let titled = try #require(
            health.lines.firstIndex { $0.hasPrefix("Daemon on this host (statistics of ") })
        let groups = try #require(health.lines.firstIndex(of: "Consumer groups:"))
        #expect(groups < titled)
        let planes = health.lines[(titled + 1)...].prefix(3)
        #expect(
            planes.map { String($0.prefix { $0 != ":" }) } == ["  data", "  strategy", "  orders"])
        #expect(planes.allSatisfy { $0.contains(": transactions ") })

        let json = try parsed(try await site.run("health", "--format", "json").output)
        let told = try #require(json["daemon"] as? [String: Any])
        #expect(told["reason"] is NSNull && (told["age_ms"] as? Int).map { $0 < 10_000 } == true)
        let data = bus("data", try #require(told["statistics"] as? [String: Any]))
        let producer = try #require(data["producer"] as? [String: Any])
        let brokers = try #require(producer["brokers"] as? [[String: Any]])
        #expect(brokers.map { $0["state"] as? String } == ["UP"])

        let list = try parsed(try await site.run("topics", "list", "--format", "json").output)
        let topics = try #require(list["topics"] as? [[String: Any]])
        let events = topics.first { $0["name"] as? String == "market_events" }
        let uses = try #require(events?["daemon"] as? [[String: Any]])
        let readers = uses.filter { $0["role"] as? String == "reader" }
        #expect(readers.map { $0["plane"] as? String } == ["strategy", "orders"])
        #expect(readers.allSatisfy { ($0["lag"] as? [String: Int])?.isEmpty == false })

        daemon.send(SIGTERM)
        #expect(await daemon.result().status == 0)
        let after = try await site.run("health")
        #expect(after.status == 0)
        #expect(after.lines.contains { $0.hasPrefix("Daemon on this host (ended ") })
        try await checkPlanted()
    }

    /// The report of a daemon that has ended, changed.
    private func checkPlanted() async throws {
        let ended = try String(contentsOf: file, encoding: .utf8)
        let troubled = ended.replacing(#""running":false"#, with: #""running":true"#)
            .replacing(#""lasting":{}"#, with: #""lasting":{"topic_denied":["market_raw"]}"#)
        try site.folder.write("state/statistics.json", troubled)
        let health = try await site.run("health")
        #expect(health.status == 1)
        #expect(
            health.lines.contains {
                $0.hasPrefix("✗ topic_denied (market_raw) lasts: data, strategy, orders; allow ")
                    && $0.hasSuffix("docs/OPERATING.md, \"Troubles with Kafka that last\"")
            })
        #expect(health.lines.last == "Health check failed.")
        let json = try parsed(try await site.run("health", "--format", "json").output)
        #expect(json["healthy"] as? Bool == false)

        try site.folder.write("state/statistics.json", String(troubled.dropLast(100)))
        let broken = try await site.run("health")
        #expect(broken.status == 0)
        #expect(
            broken.lines.contains(
                "Daemon on this host: none, state/statistics.json is not as this version writes it")
        )
        let none = try parsed(try await site.run("health", "--format", "json").output)
        let told = try #require(none["daemon"] as? [String: Any])
        #expect(told["statistics"] is NSNull && told["reason"] is String)
    }
}
