import Testing
import YAMLConfig

@testable import AlgoTradeDaemon

@Suite struct ConfigurationOverridesTests {
    @Test("overrides take the place of what the file says, the later one counting")
    func overriding() throws {
        let new = try load(
            "kafka: {group_id: file, librdkafka: {linger.ms: 1}}",
            overrides: [
                "kafka.group_id=first", "kafka.group_id=second", "daemon.planes=[data, orders]",
                "kafka.librdkafka.linger.ms=5", "kafka.librdkafka.client.rack=a=b",
                "topics.dlq={partitions: 2}", "strategy_plane.box_limit=${LIMIT}",
            ],
            environment: ["LIMIT": "0.5"]
        ).configuration
        #expect(new.kafka.groupId == "second")
        #expect(new.daemon.planes == [.data, .orders])
        #expect(new.kafka.librdkafka.map(\.0) == ["linger.ms", "client.rack"])
        #expect(new.kafka.librdkafka.map(\.1) == ["5", "a=b"])
        #expect(new.topics.deadLetters.partitions == 2)
        #expect(new.strategyPlane.boxLimit == 0.5)
    }

    @Test("overrides work on an empty file, and below empty sections")
    func empty() throws {
        #expect(try load("", overrides: ["kafka.group_id=x"]).configuration.kafka.groupId == "x")
        #expect(
            try load("kafka:", overrides: ["kafka.group_id=x"]).configuration.kafka.groupId == "x")
    }

    @Test(
        "mistakes are told at the override",
        arguments: [
            (
                "kafka.gruop_id=x",
                "--set kafka.gruop_id: kafka.gruop_id is not a key; did you mean kafka.group_id?"
            ),
            (
                "kafak.group_id=x",
                "--set kafak.group_id: kafak is not a key; did you mean kafka?"
            ),
            ("kafka.group_id", "--set kafka.group_id: there is no value"),
            ("=x", "--set : this is not the path of a key"),
            ("kafka..group_id=x", "--set kafka..group_id: this is not the path of a key"),
            (
                "kafka.max_poll_records=0",
                "--set kafka.max_poll_records: kafka.max_poll_records must be from 1 to 100000, "
                    + "found 0"
            ),
            ("kafka.group_id=", "--set kafka.group_id: kafka.group_id must be text, found nothing"),
            ("daemon.planes=[data", "--set daemon.planes: did not find expected"),
            ("daemon.planes=[datum]", "--set daemon.planes: daemon.planes must be one of"),
            (
                "kafka.group_id=${NONE}",
                "--set kafka.group_id: the environment variable NONE is not set"
            ),
            (
                "topics.dlq.min_insync_replicas=2",
                "--set topics.dlq.min_insync_replicas: topics.dlq.min_insync_replicas (2) must "
                    + "not exceed"
            ),
        ])
    func mistakes(override: String, expected: String) {
        let lines = errors("daemon: {}", overrides: [override])
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix(expected) == true, "\(lines)")
    }

    @Test("overrides come after the file's lines, in their own order")
    func order() {
        let lines = errors(
            "kafka: {x: 1}", overrides: ["b.b=1", "a.a=1", "kafka.max_poll_records=x"])
        #expect(
            lines.map { $0.prefix { $0 != ";" } } == [
                "kafka.yaml:1:9: kafka.x is not a key", "--set b.b: b is not a key",
                "--set a.a: a is not a key",
                "--set kafka.max_poll_records: kafka.max_poll_records must be a whole number "
                    + "from 1 to 100000, found x",
            ])
    }

    @Test("a secret on the command line is warned of, and not shown")
    func secret() throws {
        for key in ["kafka.sasl_password", "kafka.librdkafka.ssl.keystore.password"] {
            let loaded = try load("", overrides: ["\(key)=hunter2"])
            let text = loaded.warnings.map(\.description).joined()
            #expect(text.contains("--set \(key): warning: \(key) is a secret"))
            #expect(!(text + loaded.effectiveYAML()).contains("hunter2"))
        }
        let fine = try load(
            "kafka: {sasl_username: u}", overrides: ["kafka.sasl_password=${PW}"],
            environment: ["PW": "hunter2"])
        #expect(!fine.warnings.contains { $0.message.contains("command line") })
    }
}
