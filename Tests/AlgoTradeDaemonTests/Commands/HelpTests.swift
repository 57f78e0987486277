import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite struct HelpTests {
    @Test(
        arguments: [
            ["run"], ["check"], ["health"], ["topics"], ["publish"], ["tail"], ["validate"],
            ["schema"], ["dlq"], ["dlq", "list"], ["dlq", "show"], ["dlq", "redrive"],
            ["inspect"],
            ["version"], [],
        ])
    func `Every verb has help with examples`(verb: [String]) async throws {
        let result = try await CommandProcess.run(verb + ["--help"])
        #expect(result.status == 0)
        #expect(result.output.contains("Examples:\n  "))
        #expect(result.output.contains("USAGE: algotraded"))
        #expect(result.errors.isEmpty)
    }

    @Test(arguments: ["list", "plan", "apply"])
    func `Topics has three verbs of its own`(verb: String) async throws {
        let result = try await CommandProcess.run(["topics", verb, "--help"])
        #expect(result.status == 0)
        #expect(result.output.contains("USAGE: algotraded topics \(verb)"))
    }

    @Test(
        arguments: [
            ["helth"], ["tail"], ["tail", "x", "--max", "0"], ["tail", "x", "--partition", "-1"],
            ["publish"], ["publish", "market_rav"], ["publish", "dlq_market_raw"],
            ["topics", "delete"], ["version", "--format", "xml"],
            ["check", "--print", "--format", "json"], ["dlq", "list", "market_rav"],
            ["dlq", "list", "--since", "yesterday"], ["dlq", "list", "--plane", "date"],
            ["dlq", "show"], ["dlq", "show", "dlq_market_raw"],
            ["dlq", "show", "dlq_market_raw/x"],
            ["dlq", "show", "dlq_market_raw/0/1", "--offset", "2"],
            ["dlq", "show", "dlq_market_raw/0/1", "--value", "--format", "json"],
            ["dlq", "redrive", "dlq_market_raw"], ["dlq", "redrive", "--yes"],
            ["dlq", "redrive", "market_raw", "--yes", "--offset", "9-2"],
            ["dlq", "redrive", "market_raw", "--yes", "--edit", "x"],
            ["dlq", "redrive", "market_raw", "--yes", "--no-validate"],
            ["dlq", "redrive", "market_raw/0/1", "--edit", "-"],
            ["dlq", "redrive", "market_raw", "--yes", "--max-redrives", "-1"],
        ])
    func `Wrong usage ends with 64 and the usage`(arguments: [String]) async throws {
        let result = try await CommandProcess.run(arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("Usage: algotraded"))
    }

    @Test(arguments: [("market_rav", "market_raw"), ("exec-reports", "exec_reports")])
    func `A mistyped topic is told the nearest`(typed: String, meant: String) async throws {
        let result = try await CommandProcess.run(["publish", typed])
        #expect(result.errors.contains("no topic is called \(typed); did you mean \(meant)?"))
    }

    @Test func `Versions are the library's own`() async throws {
        let text = try await CommandProcess.run(["version"])
        let json = try await CommandProcess.run(["version", "--format", "json"])
        let versions = try #require(try Records.parse(json.output).first)
        #expect(Set(versions.keys) == ["version", "swift", "librdkafka", "libyaml", "build"])
        #expect(versions["version"] as? String == BuildInfo.version)
        for (name, value) in versions where name != "version" {
            let line = text.lines.first { $0.hasPrefix(name) }
            #expect(line?.hasSuffix(" \(value)") == true)
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `Completions know the verbs and the ten topics`(shell: String) async throws {
        let result = try await CommandProcess.run(["--generate-completion-script", shell])
        #expect(result.status == 0)
        for word in TopicName.all + ["health", "topics", "validate", "read_uncommitted"] {
            #expect(result.output.contains(word), "\(word)")
        }
    }
}
