import Foundation
import TestSupport
import Testing

/// Another client as the witness of what the verbs write and read.
@Suite(.enabled(if: CommandProcess.find("kcat") != nil))
struct KcatTests {
    private let broker: BrokerProcess
    private let folder = TemporaryFolder()

    init() async throws {
        broker = try BrokerProcess()
        try folder.write(
            "kafka.yaml", "kafka: {bootstrap_servers: \"\(broker.bootstrapServers)\"}\n")
        _ = try await CommandProcess.run(["topics", "apply"], in: folder)
    }

    private func kcat(_ arguments: [String], input: [UInt8] = []) async throws
        -> CommandProcess.Result
    {
        let program = try #require(CommandProcess.find("kcat"))
        return try await CommandProcess.run(
            program: program, ["-b", broker.bootstrapServers] + arguments, input: Data(input))
    }

    @Test func `A symbol's partition is the one that other producers choose`() async throws {
        let symbols = (0..<40).map { "SYM\($0)" }
        let bars = symbols.map { Records.bar($0) }
        let sent = try await CommandProcess.run(
            ["publish", "market_events"], input: bars.joined(separator: "\n"), in: folder)
        #expect(sent.status == 0)
        let keyed = zip(symbols, bars).map { "\($0)|\($1)\n" }.joined()
        _ = try await kcat(
            ["-P", "-t", "ofi_events", "-K", "|", "-X", "partitioner=murmur2_random"],
            input: Array(keyed.utf8))
        let format = ["-e", "-q", "-f", "%p %k %s\n"]
        let ours = try await kcat(["-C", "-t", "market_events"] + format)
        let theirs = try await kcat(["-C", "-t", "ofi_events"] + format)
        #expect(ours.lines.count == 40)
        #expect(Set(ours.lines) == Set(theirs.lines))
    }

    @Test func `Tail shows what others wrote, headers and all`() async throws {
        _ = try await kcat(
            ["-P", "-t", "market_raw", "-p", "4", "-k", "K", "-H", "a=1", "-H", "b=x y"],
            input: Array("{\"a\": [1, 2]}\n".utf8))
        _ = try await kcat(["-P", "-t", "market_raw", "-p", "4"], input: [0x61, 0xFF, 0x0A])
        let tail = try await CommandProcess.run(
            [
                "tail", "market_raw", "--from-beginning", "--max", "2", "--partition", "4",
                "--format", "json",
            ], in: folder)
        #expect(tail.status == 0)
        let records = try Records.parse(tail.output)
        #expect(records.count == 2)
        #expect(records[0]["key"] as? String == "K")
        #expect(records[0]["headers"] as? [String: String] == ["a": "1", "b": "x y"])
        #expect((records[0]["value"] as? [String: Any])?["a"] as? [Int] == [1, 2])
        #expect(records[1]["key"] is NSNull)
        #expect(records[1]["value"] as? String == "a\u{FFFD}")
        for (offset, record) in records.enumerated() {
            #expect(record["topic"] as? String == "market_raw")
            #expect(record["partition"] as? Int == 4)
            #expect(record["offset"] as? Int == offset)
            #expect(try #require(record["timestamp"] as? Int) > 1_600_000_000_000)
        }
    }
}
