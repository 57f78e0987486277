import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
    private let folder = TemporaryFolder()

    /// Six mistakes, one a line from the second.
    private static let mistakes = """
        kafka:
          bootstrap_server: "127.0.0.1:9092"
          max_poll_records: many
          commit_interval: 20
          security_protocol: TLS
        topics:
          market_raw: {retention: 8h, partitions: 0}
        strategy_plane: {box_limit: 7}

        """

    @Test func `Six mistakes are six lines with place and remedy`() async throws {
        try folder.write("kafka.yaml", Self.mistakes)
        let result = try await CommandProcess.run(["check"], in: folder)
        #expect(result.status == 78)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 6)
        for (line, number) in zip(lines, [2, 3, 4, 5, 7, 8]) {
            #expect(line.contains("kafka.yaml:\(number):"))
        }
        #expect(lines.first?.contains("did you mean kafka.bootstrap_servers?") == true)
    }

    @Test func `JSON has the same places`() async throws {
        try folder.write("kafka.yaml", Self.mistakes)
        let result = try await CommandProcess.run(["check", "--format", "json"], in: folder)
        #expect(result.status == 78)
        #expect(result.errors.isEmpty)
        let document = try #require(try Records.parse(result.output).first)
        #expect(document["valid"] as? Bool == false)
        let errors = try #require(document["errors"] as? [[String: Any]])
        #expect(errors.map { $0["line"] as? Int } == [2, 3, 4, 5, 7, 8])
    }

    @Test func `A good one is said to be good`() async throws {
        try folder.write("kafka.yaml", "kafka: {bootstrap_servers: embedded}\n")
        let text = try await CommandProcess.run(["check", "--connect"], in: folder)
        #expect(text.status == 0)
        #expect(text.lines.last == "./kafka.yaml: the configuration is good")
        let json = try await CommandProcess.run(
            ["check", "--connect", "--format", "json"], in: folder)
        let document = try #require(try Records.parse(json.output).first)
        #expect(document["valid"] as? Bool == true)
        #expect(document["connection"] as? String == "embedded broker: nothing to connect to")
    }

    @Test func `Without a configuration every verb that needs one ends with 78`() async throws {
        for verb in [["check"], ["health"], ["topics", "list"], ["tail", "market_raw"]] {
            let result = try await CommandProcess.run(
                verb + ["--config", "none.yaml"], in: folder)
            #expect(result.status == 78)
            #expect((result.output + result.errors).contains("none.yaml"))
        }
    }

    @Test(
        arguments: [
            ["check", "--print"], ["check", "--connect"],
            ["check", "--connect", "--format", "json"],
            ["health"], ["health", "--format", "json"], ["topics", "plan"],
        ])
    func `A password is never shown`(arguments: [String]) async throws {
        try folder.write(
            "kafka.yaml",
            """
            kafka:
              bootstrap_servers: "127.0.0.1:1"
              security_protocol: SASL_PLAINTEXT
              sasl_username: trader
              sasl_password: ${KAFKA_PASSWORD}
              librdkafka: {ssl.keystore.password: "${KAFKA_PASSWORD}"}

            """)
        let result = try await CommandProcess.run(
            arguments, environment: ["KAFKA_PASSWORD": "s3cret"], in: folder)
        #expect(!result.output.contains("s3cret"))
        #expect(!result.errors.contains("s3cret"))
        #expect(!(result.output + result.errors).isEmpty)
    }
}
