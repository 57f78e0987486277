import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite struct InspectCommandTests {
    private let folder = TemporaryFolder()

    private func inspect(_ arguments: String...) async throws -> CommandProcess.Result {
        try folder.write("kafka.yaml", "kafka: {bootstrap_servers: embedded}\n")
        return try await CommandProcess.run(["inspect"] + arguments, in: folder)
    }

    @Test func `Two tables become one page and one summary`() async throws {
        try folder.write(
            "quotes.csv",
            "ts_ns,bid_px,bid_sz,ask_px,ask_sz\n1723161255088165267,2681.62,1.165,2681.63,73.077\n")
        try folder.write("trades.csv", "ts_ns,px,sz\n1723161255290656866,2681.62,1\n")
        let result = try await inspect(
            "ETHUSDT", "--file", "quotes.csv", "--file", "trades.csv", "--sec-type", "CRYPTO",
            "--output", "page.html", "--format", "json")
        #expect(result.status == 0, "\(result.errors)")
        let summary = try #require(try Records.parse(result.output).first)
        #expect(summary["symbol"] as? String == "ETHUSDT")
        #expect(summary["page"] as? String == "page.html")
        #expect(summary["quotes"] as? Int == 1)
        #expect(summary["trades"] as? Int == 1)
        #expect(summary["calendar"] as? String == "24x7")
        #expect(summary["last"] as? String == "2024-08-08T23:54:15.290656866Z")
        #expect(result.output.contains(#""low":2681.62,"#))
        let page = try String(
            contentsOf: folder.url.appending(path: "page.html"), encoding: .utf8)
        let data = try InspectSupport.data(page)
        #expect(
            try InspectSupport.records(data["quotes"], width: 4) == [
                [1_723_161_255, 88_165_267, 268_162, 268_163, 1165, 73_077]
            ])
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!left.contains { $0.hasSuffix(".part") })
    }

    @Test func `The symbol of a table's column stands`() async throws {
        try folder.write(
            "bars.csv",
            "symbol,date,open,high,low,close,volume\nSPY,2024-01-02,1,2,1,2,5\n"
                + "QQQ,2024-01-02,1,2,1,2,5\n")
        let result = try await inspect("SPY", "-f", "bars.csv")
        #expect(result.status == 0)
        #expect(result.output.contains("bars          1\n"))
        #expect(result.output.contains("calendar      XNYS, by the records' security type\n"))
    }

    @Test func `A table that is named after another symbol is refused`() async throws {
        try folder.write("QQQ.csv", "ts_ns,px,sz\n1,2,3\n")
        let result = try await inspect("SPY", "-f", "QQQ.csv")
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("QQQ.csv:1: the file's name tells QQQ, not SPY; "))
        let named = try await inspect("SPY", "-f", "QQQ.csv=SPY")
        #expect(named.status == 0, "\(named.errors)")
        #expect(try await inspect("QQQ", "-f", "QQQ.csv").status == 0)
    }

    @Test func `Lines that are no records are dead letters`() async throws {
        try folder.write("a.ndjson", "\(InspectSupport.quote(0))\n{\n")
        let result = try await inspect("SPY", "-f", "a.ndjson", "--calendar", "CME")
        #expect(result.status == 0)
        #expect(result.output.contains("dead letters  1 (contract 1)\n"))
        #expect(result.output.contains("a.ndjson:2"))
        #expect(result.output.contains("calendar      CME, as asked\n"))
    }

    @Test(arguments: [
        (["spy"], "did you mean SPY?"), (["SPY", "--calendar", "XNYZ"], "did you mean XNYS?"),
        (["SPY", "--gap", "5"], "--gap must be a duration"),
        (["SPY", "--from", "yesterday"], "--from must be a time"),
        (
            ["SPY", "--from", "2024-01-02T00:00:00Z", "--until", "2024-01-01T00:00:00Z"],
            "--until must lie after --from"
        ),
        (["SPY", "-f", "-", "-f", "-"], "standard input can be read once"),
    ])
    func `Wrong usage is told`(arguments: [String], message: String) async throws {
        let result = try await CommandProcess.run(["inspect"] + arguments, in: folder)
        #expect(result.status == 64)
        #expect(result.errors.contains(message), "\(result.errors)")
    }

    @Test func `Files need no configuration`() async throws {
        try folder.write("a.ndjson", InspectSupport.quote(0))
        let result = try await CommandProcess.run(["inspect", "SPY", "-f", "a.ndjson"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("quotes        1\n"))
        let named = try await CommandProcess.run(
            ["inspect", "SPY", "-f", "a.ndjson", "--config", "none.yaml"], in: folder)
        #expect(named.status == 78)
        let brokers = try await CommandProcess.run(["inspect", "SPY"], in: folder)
        #expect(brokers.status == 78)
    }

    @Test func `Windows are printed as ofi_events has them`() async throws {
        var table = "ts_ns,bid_px,bid_sz,ask_px,ask_sz\n"
        for second in 0..<5 { table += "\(second)000000000,10,\(second * second + 1),11,7\n" }
        try folder.write("quotes.csv", table)
        let result = try await inspect(
            "SPY", "--file", "quotes.csv", "--windows", "--set", "data_plane.ofi.window=1s",
            "--set", "data_plane.ofi.min_windows=2")
        #expect(result.status == 0, "\(result.errors)")
        // 0, 1, 3, 5; the fifth window is still open.
        let head = #"{"event_type":"ofi_event","symbol":"SPY","timestamp":"1970-01-01T00:00:0"#
        #expect(
            result.output == """
                \(head)3Z","ofi_z":5,"ofi_raw":3,"ofi_ma":0.5,"ofi_std":0.5,"window_ms":1000,\
                "event_count":1}
                \(head)4Z","ofi_z":2.939873661036668,"ofi_raw":5,"ofi_ma":1.3333333333333333,\
                "ofi_std":1.247219128924647,"window_ms":1000,"event_count":1}

                """)
    }

    @Test func `A page that cannot be written is told`() async throws {
        try folder.write("a.ndjson", InspectSupport.quote(0))
        let result = try await inspect("SPY", "-f", "a.ndjson", "-o", "no/such/page.html")
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("no/such/page.html: cannot be written: "))
        let missing = try await inspect("SPY", "-f", "b.ndjson")
        #expect(missing.status == 1)
        #expect(missing.errors.hasPrefix("b.ndjson: cannot be read: "))
    }

    @Test func `A daemon without brokers has no topics to look at`() async throws {
        let result = try await inspect("SPY")
        #expect(result.status == 1)
        #expect(result.errors.contains("the embedded broker lives inside the daemon"))
    }
}
