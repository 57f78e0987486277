import Foundation
import TestSupport
import Testing

/// The verbs where there is nothing to connect to.
@Suite struct NoBrokerTests {
    private static let verbs = [
        ["health"], ["topics", "list"], ["topics", "plan"], ["topics", "apply"],
        ["publish", "market_raw"], ["tail", "market_raw"], ["dlq", "list"],
        ["dlq", "show", "dlq_market_raw/0/0"], ["dlq", "redrive", "dlq_market_raw", "--yes"],
    ]
    private let folder = TemporaryFolder()

    @Test(arguments: verbs)
    func `The embedded broker is out of reach, and that is said`(verb: [String]) async throws {
        try folder.write("kafka.yaml", "kafka: {bootstrap_servers: embedded}\n")
        let result = try await CommandProcess.run(verb, in: folder)
        #expect(result.status == 1)
        let text = result.output + result.errors
        #expect(text.contains("the embedded broker lives inside the daemon"))
        #expect(text.contains("--set kafka.bootstrap_servers="))
    }

    @Test(
        arguments: verbs + [
            ["capture", "market_raw", "--output", "-"], ["inspect", "SPY"],
            ["inspect", "SPY", "-f", "none.csv"], ["replay", "none.csv"], ["check"],
        ], [[], ["--format", "json"]])
    func `A secret among the arguments is warned of once, beside the results`(
        verb: [String], format: [String]
    ) async throws {
        // Its warnings are part of its results.
        if verb == ["check"], !format.isEmpty { return }
        try folder.write("kafka.yaml", "kafka: {bootstrap_servers: embedded}\n")
        let secret = ["--set", "kafka.sasl_password=s3cret"]
        let result = try await CommandProcess.run(verb + secret + format, in: folder)
        let warning = "--set kafka.sasl_password: warning: kafka.sasl_password is a secret"
        #expect(result.errors.ranges(of: warning).count == 1, "\(result.errors)")
        #expect(!result.output.contains("warning:"))
        #expect(!(result.output + result.errors).contains("s3cret"))
    }

    @Test func `The daemon warns of it in its log, once`() async throws {
        try folder.write("kafka.yaml", "kafka: {bootstrap_servers: embedded}\n")
        let daemon = try CommandProcess(["run", "--set", "kafka.sasl_password=s3cret"], in: folder)
        try await daemon.wait { $0.errors.contains("event=ready") }
        daemon.send(SIGTERM)
        let result = await daemon.result()
        #expect(result.status == 0)
        let warning = "kafka.sasl_password is a secret"
        #expect(result.errors.ranges(of: warning).count == 1, "\(result.errors)")
        #expect(!result.errors.contains("s3cret"))
    }

    @Test(arguments: verbs)
    func `No broker is a reason and a remedy`(verb: [String]) async throws {
        // Nobody listens on the port of tcpmux.
        let servers = "127.0.0.1:1"
        try folder.write("kafka.yaml", "kafka: {bootstrap_servers: \"\(servers)\"}\n")
        let result = try await CommandProcess.run(verb, in: folder)
        #expect(result.status == 1)
        let text = result.output + result.errors
        #expect(text.contains("no broker answers at \(servers): "))
        #expect(text.contains("; check that Kafka runs"))
        #expect(!text.contains("%"), "librdkafka's own log")
        if verb == ["health"] {
            #expect(result.lines.contains { $0.hasPrefix("✗ no broker answers") })
        } else {
            #expect(result.output.isEmpty)
            #expect(result.errors.split(separator: "\n").count == 1)
        }
    }
}
