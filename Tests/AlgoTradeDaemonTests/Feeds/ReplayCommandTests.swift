import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// The verb `replay` as users run it.
@Suite struct ReplayCommandTests {
    private func replay(
        _ arguments: String..., input: String = "", in folder: TemporaryFolder = TemporaryFolder()
    ) async throws -> CommandProcess.Result {
        try await CommandProcess.run(["replay"] + arguments, input: input, in: folder)
    }

    @Test func `Records are printed without a broker and without a configuration`() async throws {
        let folder = TemporaryFolder()
        let path = try folder.write(
            "q.csv", bytes: ReplaySupport.gzip([ReplaySupport.trades([(10, "1"), (20, "2")])]))
        let result = try await replay(
            "\(path)=SPY", "--sec-type", "STK", "--to", "-", "--format", "json", in: folder)
        #expect(result.status == 0)
        #expect(result.lines.count == 2)
        let summary = try #require(try Records.parse(result.errors).first)
        #expect(summary["records"] as? Int == 2)
        #expect(summary["complete"] as? Bool == true)
        #expect(summary["first_time"] as? String == "1970-01-01T00:00:00.000000010Z")
        let piped = try await replay("-", "--dry-run", input: result.output, in: folder)
        #expect(piped.output == result.output)
    }

    @Test(arguments: [
        (["f", "--speed", "0"], "--speed must be max or a number"),
        (["f", "--loop", "0"], "--loop must be from 1"),
        (["-", "--loop", "2"], "--loop needs files"),
        (["-", "-"], "standard input can be read once"),
        (["f", "--shift", "soon"], "--shift must be now"),
        (["f", "--from", "noon"], "--from must be a time"),
        (["f", "--from", "2024-01-02", "--until", "2024-01-01"], "--until must be after --from"),
        (["f", "--limit", "0"], "--limit must be at least 1"),
        (["f=spy"], "f=spy: \"spy\" is no symbol"),
        (["f", "--columns", "x"], "--columns: \"x\" names no shape"),
        (["f", "--bar-size", "1 days"], "did you mean 1 day?"),
        (["f", "--to", "exec_reports"], "--to must be market_raw or -"),
        ([], "Missing expected argument"),
    ])
    func `Wrong use is told`(arguments: [String], text: String) async throws {
        let result = try await CommandProcess.run(["replay"] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(text), "\(result.errors)")
    }

    @Test func `Times go back as well as forth`() async throws {
        let folder = TemporaryFolder()
        try folder.write("SPY.csv", "ts_ns,px,sz\n7200000000000,1,1\n")
        for shift in [["--shift", "-2h"], ["--shift=-2h"]] {
            let result = try await CommandProcess.run(
                ["replay", "SPY.csv", "--dry-run"] + shift, in: folder)
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.contains(#""time":"1970-01-01T00:00:00Z""#))
        }
    }

    @Test func `The log has one form until the clients are closed`() async throws {
        let folder = TemporaryFolder()
        try folder.write("SPY.csv", "ts_ns,px,sz\n7200000000000,1,1\n")
        try folder.write(
            "kafka.yaml",
            """
            kafka: {bootstrap_servers: embedded, librdkafka: {debug: cgrp}}
            daemon: {log_format: json, state_directory: state, planes: [data]}
            data_plane: {feeds: [{file: SPY.csv}], replay: {on_end: exit}}
            """)
        let result = try await CommandProcess.run(["run"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.errors.split(separator: "\n")
        #expect(!lines.isEmpty)
        let strays = lines.filter { !$0.hasPrefix("{") }
        #expect(strays.isEmpty, "\(strays.first ?? "")")
    }

    @Test func `A fault ends the printing where it stands`() async throws {
        let folder = TemporaryFolder()
        try folder.write("SPY.csv", "ts_ns,px,sz\n1,1,1\n2,?,2\n")
        let result = try await replay("SPY.csv", "--to", "-", in: folder)
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("SPY.csv:3: column px: \"?\" is not a decimal number"))
        let missing = try await replay("no.csv", "--to", "-")
        #expect(missing.status == 1)
        #expect(missing.errors.hasPrefix("no.csv: cannot be read: "))
    }
}
