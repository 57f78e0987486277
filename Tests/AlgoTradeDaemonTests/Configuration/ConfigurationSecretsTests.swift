import Testing
import YAMLConfig

@testable import AlgoTradeDaemon

@Suite struct ConfigurationSecretsTests {
    private static let secret = "hunter2-\u{E9}"
    private static let environment = [
        "PW": secret, "CREDENTIALS_DIRECTORY": "/c", "SERVERS": "b:9092",
    ]
    private static let files = ["/c/pw": "\(secret)\n"]

    @Test(
        "secrets are redacted in the effective configuration",
        arguments: [
            "kafka: {sasl_password: \(secret)}", "kafka: {sasl_password: '${PW}'}",
            "kafka: {sasl_password: '${credential:pw}'}", "kafka: {ssl_key_password: '${PW}'}",
            "kafka: {sasl_password: '${NONE:-\(secret)}'}",
            "daemon: {state_directory: '${credential:pw}'}",
            "kafka: {librdkafka: {ssl.keystore.password: '\(secret)'}}",
            "kafka: {librdkafka: {sasl.oauthbearer.client.secret: '\(secret)'}}",
            "kafka: {librdkafka: {ssl.key.pem: '\(secret)'}}",
            "kafka: {librdkafka: {client.rack: '${credential:pw}'}}",
            // The same text in a place that is not declared secret.
            "kafka: {sasl_password: '${PW}', sasl_username: 'x-${PW}'}",
            "kafka: {sasl_password: &p '\(secret)', librdkafka: {client.rack: *p}}",
        ])
    func effective(text: String) throws {
        let loaded = try load(text, environment: Self.environment, files: Self.files)
        let printed = [
            loaded.effectiveYAML(), "\(loaded)", String(reflecting: loaded.configuration),
            loaded.warnings.map(\.description).joined(),
        ].joined()
        #expect(!printed.contains("hunter2"))
        #expect(loaded.effectiveYAML().contains("[redacted]"))
        var dumped = ""
        dump(loaded, to: &dumped)
        #expect(!dumped.contains("hunter2"))
    }

    @Test("what is no secret is shown, also from the environment")
    func shown() throws {
        let loaded = try load(
            "kafka: {bootstrap_servers: '${SERVERS}', sasl_password: pw}",
            environment: Self.environment)
        #expect(loaded.effectiveYAML().contains("bootstrap_servers: \"b:9092\""))
        #expect(loaded.effectiveYAML().contains("sasl_password: \"[redacted]\""))
    }

    @Test("an empty secret is shown as empty")
    func empty() {
        #expect(Configuration().effective().contains("sasl_password: \"\""))
    }

    @Test(
        "secrets are in no message",
        arguments: [
            "kafka: {sasl_password: [\(secret)]}", "kafka: {sasl_password: {a: \(secret)}}",
            "kafka: {sasl_password: '\(secret) ${'}", "kafka: {sasl_passwort: \(secret)}",
            "kafka: {max_poll_records: '${PW}'}", "kafka: {auto_offset_reset: '${PW}'}",
            "kafka: {max_poll_records: '${credential:pw}'}",
            "kafka: {sasl_password: &p \(secret), max_poll_records: *p}",
            "kafka: {sasl_password: '${PW}', group_id: 'x \(secret)'}",
            "kafka: {sasl_password: \(secret)\nx", "kafka: {sasl_password: \(secret): x}",
            "kafka: {librdkafka: {ssl.key.pem: [\(secret)]}}",
            "kafka: {librdkafka: {sasl.password: \(secret)}}",
            "kafka: {sasl_password: \(secret), sasl_password: \(secret)}",
        ])
    func messages(text: String) {
        let lines = errors(text, environment: Self.environment, files: Self.files)
        #expect(!lines.isEmpty)
        #expect(!lines.joined().contains("hunter2"))
    }

    @Test("overrides do not tell secrets either")
    func overrides() {
        for override in [
            "kafka.sasl_password=[hunter2", "kafka.sasl_passwort=hunter2",
            "kafka.sasl_password={a: hunter2}", "kafka.sasl_password=hunter2${",
        ] {
            let lines = errors("", overrides: [override])
            #expect(!lines.isEmpty)
            #expect(!lines.joined().contains("hunter2"))
        }
    }

    @Test("a changed secret is told without its values")
    func reload() throws {
        var running = try load("kafka: {sasl_password: hunter2}").configuration
        let new = try load("kafka: {sasl_password: hunter3}").configuration
        let changes = running.reload(from: new)
        #expect(changes.map(\.key) == ["kafka.sasl_password"])
        #expect(!"\(changes)".contains("hunter"))
    }
}
