import Foundation
import TestSupport
import Testing

/// `check` judges the files of keys and certificates, and `--connect` the handshake.
@Suite(.serialized) struct CheckSecurityTests {
    private static func configuration(_ front: SecureFront, _ more: String = "") -> String {
        """
        kafka:
          bootstrap_servers: \(front.address("x"))
          security_protocol: SASL_SSL
          sasl_mechanism: SCRAM-SHA-512
          sasl_username: \(SecureFront.user)
          sasl_password: ${PASSWORD}
          ssl_ca_location: \(front.file("ca.pem"))
        \(more)
        """
    }

    private func check(
        _ front: SecureFront, _ more: String = "", password: String = SecureFront.password,
        _ arguments: String...
    ) async throws -> CommandProcess.Result {
        let folder = TemporaryFolder()
        try folder.write("kafka.yaml", Self.configuration(front, more))
        return try await CommandProcess.run(
            ["check"] + arguments, environment: ["PASSWORD": password], in: folder)
    }

    @Test func `Files that cannot serve are told where they are named`() async throws {
        let front = try SecureFront([])
        let result = try await check(
            front,
            """
              ssl_certificate_location: \(front.file("client.pem"))
              ssl_key_location: \(front.file("client-locked.key"))
              ssl_key_password: ${PASSWORD}
            """.replacing("      ", with: "  "))
        #expect(result.status == 78)
        let line = try #require(result.errors.split(separator: "\n").first)
        #expect(line.hasPrefix("./kafka.yaml:10:21: kafka.ssl_key_password does not open the key"))
        #expect(!result.errors.contains("horse"))
        let gone = try await check(
            front, "  ssl_certificate_location: none.pem\n  ssl_key_location: none.key")
        #expect(gone.status == 78)
        #expect(gone.errors.contains("./kafka.yaml:8:29: kafka.ssl_certificate_location cannot"))
        #expect(gone.errors.contains("./kafka.yaml:9:21: kafka.ssl_key_location cannot be read"))
    }

    @Test func `A handshake is judged with its remedy, and no secret is told`() async throws {
        let front = try SecureFront([
            .init("x", certificate: "broker", sasl: ["SCRAM-SHA-512"])
        ])
        let result = try await check(front, "", password: "wrong horse", "--connect")
        #expect(result.status == 1)
        #expect(result.errors.contains("unknown user or wrong password"))
        #expect(result.errors.contains("check kafka.sasl_username, kafka.sasl_password"))
        #expect(!(result.errors + result.output).contains("horse"))
    }

    @Test func `Checks of brokers that are turned off are warned of`() async throws {
        let front = try SecureFront([])
        let result = try await check(
            front, "  librdkafka: {ssl.endpoint.identification.algorithm: none}")
        #expect(result.status == 0)
        #expect(result.errors.contains("the host names of brokers are not checked"))
    }

    @Test(.enabled(if: BrokerProcess.executable != nil))
    func `Verbs work through TLS and SCRAM`() async throws {
        let broker = try BrokerProcess()
        let front = try SecureFront([
            .init("x", certificate: "broker", sasl: ["SCRAM-SHA-512"], upstream: broker.port)
        ])
        let folder = TemporaryFolder()
        try folder.write("kafka.yaml", Self.configuration(front))
        func run(_ arguments: String...) async throws -> CommandProcess.Result {
            try await CommandProcess.run(
                arguments, environment: ["PASSWORD": SecureFront.password], in: folder)
        }
        #expect(try await run("topics", "plan", "--detailed-exitcode").status == 2)
        #expect(try await run("topics", "apply").status == 0)
        let daemon = try CommandProcess(
            ["run"], environment: ["PASSWORD": SecureFront.password], in: folder)
        try await daemon.wait { $0.errors.contains("event=ready") }
        daemon.send(SIGTERM)
        let ended = await daemon.result()
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(!(ended.errors + ended.output).contains("horse"))
        let refused = try await CommandProcess.run(
            ["run"], environment: ["PASSWORD": "wrong horse"], in: folder)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("unknown user or wrong password"))
        #expect(!refused.errors.contains("horse"))
        #expect(try await run("topics", "plan", "--detailed-exitcode").status == 0)
        let health = try await run("health")
        #expect(health.status == 0)
        #expect(health.output.contains("Health check completed successfully!"))
    }
}
