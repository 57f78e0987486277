import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// The topics of a real broker that a daemon has worked on.
@Suite struct InspectTopicsTests {
    @Test func `The topics tell what the files tell`() async throws {
        let broker = try BrokerProcess()
        let folder = TemporaryFolder()
        try folder.write(
            "kafka.yaml", "kafka: {bootstrap_servers: \"\(broker.bootstrapServers)\"}\n")
        var lines = (0..<2500).map { number in
            InspectSupport.quote(number * 100, bid: "100.\(10 + number * 7 % 40)")
        }
        lines.append(InspectSupport.quote(250_000, bid: "101"))
        lines.append(InspectSupport.quote(250_100))
        lines.append(InspectSupport.quote(250_100))
        lines.append(InspectSupport.trade(250_200))
        lines.append(InspectSupport.quote(250_300, symbol: "QQQ"))
        try folder.write("raw.ndjson", lines.joined(separator: "\n"))
        let offline = try await summary(["-f", "raw.ndjson"], in: folder)
        #expect(offline["windows"] as? Int == 5)

        _ = try await CommandProcess.run(["topics", "apply"], in: folder)
        let daemon = try CommandProcess(["run"], in: folder)
        try await daemon.wait { $0.errors.contains("event=ready") }
        let sent = try await CommandProcess.run(
            ["publish", "market_raw", "raw.ndjson"], in: folder)
        #expect(sent.status == 0)
        let events = try await CommandProcess.run(
            ["tail", "market_events", "--from-beginning", "--max", "2503"], in: folder)
        #expect(events.lines.count == 2503)
        let online = try await summary([], in: folder)
        daemon.send(SIGTERM)
        _ = await daemon.result()
        for name in ["quotes", "trades", "windows", "first", "last", "calendar"] {
            #expect("\(online[name] ?? "")" == "\(offline[name] ?? "")", "\(name)")
        }
        for name in ["dead_letters", "drops", "raw_records", "price"] {
            #expect(online[name] as? NSDictionary == offline[name] as? NSDictionary, "\(name)")
        }
        #expect((online["dead_letters"] as? [String: Int]) == ["crossed": 1])
        #expect((online["drops"] as? [String: Int]) == ["duplicate": 1])
    }

    private func summary(
        _ arguments: [String], in folder: TemporaryFolder
    ) async throws -> [String: Any] {
        let result = try await CommandProcess.run(
            ["inspect", "SPY", "--format", "json"] + arguments, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return try #require(try Records.parse(result.output).first)
    }
}
