import Testing
import YAMLConfig

@testable import AlgoTradeDaemon

@Suite struct ConfigurationErrorsTests {
    @Test("six mistakes are told at once, sorted by place, each with its remedy")
    func sixMistakes() {
        let text = """
            kafka:
              gruop_id: mine
              max_poll_records: many
              auto_offset_reset: newest
              sasl_username: ${KAFKA_USER}
            strategy_plane:
              box_limit: 1.5
            kafka:
              group_id: again
            """
        #expect(
            errors(text) == [
                "kafka.yaml:2:3: kafka.gruop_id is not a key; did you mean kafka.group_id?",
                "kafka.yaml:3:21: kafka.max_poll_records must be a whole number from 1 to "
                    + "100000, found many; the default is 500",
                "kafka.yaml:4:22: kafka.auto_offset_reset must be one of earliest, latest, "
                    + "found newest; write one of them",
                "kafka.yaml:5:18: the environment variable KAFKA_USER is not set; set it, or "
                    + "write ${KAFKA_USER:-default}",
                "kafka.yaml:7:14: strategy_plane.box_limit must be from 0 to 1, found 1.5; "
                    + "the default is 0.25",
                "kafka.yaml:8:1: the key kafka stands here for the second time; line 1 has it "
                    + "already: remove one of them",
            ])
    }

    @Test(
        "each kind of mistake, with its place",
        arguments: [
            ("kafak: {}", "1:1: kafak is not a key; did you mean kafka?"),
            (
                "kafka: {retention: 8h}",
                "1:9: kafka.retention is not a key; this key belongs under topics.market_raw, "
                    + "topics.market_events, topics.ofi_events and others"
            ),
            (
                "group_id: x",
                "1:1: group_id is not a key; this key belongs under kafka"
            ),
            (
                "daemon: {kafka: {}}",
                "1:10: daemon.kafka is not a key; this key belongs under the top of the file"
            ),
            (
                "kafka: {bootstrapServers: a}",
                "1:9: kafka.bootstrapServers is not a key; did you mean kafka.bootstrap_servers?"
            ),
            (
                "daemon: {max_restart: 5}",
                "1:10: daemon.max_restart is not a key; did you mean supervision.max_restarts?"
            ),
            (
                "topics: {weather: {}}",
                "1:10: topics.weather is not a key; known here: market_raw, market_events, "
                    + "ofi_events, order_intents, exec_reports, dlq"
            ),
            (
                "kafka: [a]",
                "1:8: kafka must be a map of keys and values, found a list; write its keys "
                    + "below it, indented"
            ),
            (
                "- kafka",
                "1:1: the file must be a map of keys and values, found a list; write its keys "
                    + "below it, indented"
            ),
            (
                "kafka: {max_poll_records: \"500\"}",
                "1:27: kafka.max_poll_records must be a whole number from 1 to 100000, found "
                    + "\"500\"; write it without quotes"
            ),
            (
                "kafka: {max_poll_records: }",
                "1:27: kafka.max_poll_records must be a whole number from 1 to 100000, found "
                    + "nothing; the default is 500"
            ),
            (
                "kafka: {commit_interval: 20}",
                "1:26: kafka.commit_interval must be a duration from 1ms to 10s, found 20; "
                    + "write a whole number and a unit: 20ms, 10s, 5m, 8h, 7d"
            ),
            (
                "kafka: {commit_interval: 1h}",
                "1:26: kafka.commit_interval must be from 1ms to 10s, found 1h; the default is "
                    + "20ms"
            ),
            (
                "kafka: {enable_auto_commit: maybe}",
                "1:29: kafka.enable_auto_commit must be true or false, found maybe; the default "
                    + "is false"
            ),
            (
                "daemon: {planes: [data, order]}",
                "1:25: daemon.planes must be one of data, strategy, orders, found order; did you "
                    + "mean orders?"
            ),
            (
                "daemon: {planes: []}",
                "1:18: daemon.planes must not be empty; write one or more of data, strategy, "
                    + "orders"
            ),
            (
                "daemon: {planes: [data, data]}",
                "1:25: daemon.planes must not hold a value twice, found data; remove one of them"
            ),
            (
                "daemon: {planes: data}",
                "1:18: daemon.planes must be a list, found data; write [a, b], or lines that "
                    + "begin with -"
            ),
            (
                "order_plane: {risk: {max_order_qty: 0.0000000001}}",
                "1:37: order_plane.risk.max_order_qty must be a decimal from 0 to 9000000000, "
                    + "found 0.0000000001; write at most nine places and ten digits before the "
                    + "point"
            ),
            (
                "order_plane: {risk: {restricted: [SPY, b]}}",
                "1:40: order_plane.risk.restricted must hold symbols of 1 to 20 capital letters "
                    + "and digits, inside also . - _, found b; the default is []"
            ),
            (
                "kafka: {group_id: a b}",
                "1:19: kafka.group_id must be 1 to 200 letters, digits, dots, dashes and "
                    + "underscores, found a b; the default is algo-trade-consumer-group"
            ),
            (
                "kafka: {bootstrap_servers: 'PLAINTEXT://a:9092'}",
                "1:28: kafka.bootstrap_servers must be embedded, or host:port separated by "
                    + "commas, found \"PLAINTEXT://a:9092\"; leave the protocol out, "
                    + "kafka.security_protocol tells it"
            ),
            ("a: b: c", "1:5: mapping values are not allowed in this context"),
        ])
    func mistakes(text: String, expected: String) {
        let lines = errors(text)
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("kafka.yaml:\(expected)") == true, "\(lines)")
    }

    @Test(
        "brokers need a name each, and a port that exists",
        arguments: [
            "''", "' '", "a:1,,b:2", "a:1,", "a:0", "a:65536", "a:b", "':9092'", "'::1:9092'",
            "a b:1", "[]", "[embedded, 'a:1']", "[[a]]", "{a: 1}", "a:1:2", "a/b", "",
        ])
    func brokers(text: String) {
        let lines = errors("kafka:\n  bootstrap_servers: \(text)")
        #expect(lines.count == 1)
        #expect(lines.first?.contains(": kafka.bootstrap_servers must ") == true, "\(lines)")
    }

    @Test("a file of nothing but mistakes is given up in time")
    func tooMany() {
        let lines = errors((0..<20_000).map { "key\($0): 1\n" }.joined())
        #expect(lines.count == 201)
        #expect(lines.last?.contains("there are more mistakes than 200") == true)
    }

    @Test("a file that need not be there is not said to be empty")
    func optional() throws {
        let loaded = try ConfigurationFile.load(
            path: nil, isOptional: true, surroundings: nothing)
        #expect(loaded.warnings.isEmpty)
    }

    @Test("a file that is not there is told with the places that were looked at")
    func missing() {
        let error = #expect(throws: ConfigurationErrors.self) {
            try ConfigurationFile.load(surroundings: nothing)
        }
        #expect(
            error?.description
                == "kafka.yaml: there is no configuration: neither ./kafka.yaml nor "
                + "/etc/algotraded/kafka.yaml exists; name one with --config FILE")
        let named = #expect(throws: ConfigurationErrors.self) {
            try ConfigurationFile.load(path: "/x.yaml", surroundings: nothing)
        }
        #expect(
            named?.description
                == "/x.yaml: the configuration cannot be read: no such file; check --config FILE")
    }

    @Test("a directory is no configuration, a huge file neither")
    func unreadable() {
        let directory = #expect(throws: ConfigurationErrors.self) {
            try ConfigurationFile.load(path: "/")
        }
        #expect(directory?.description.contains("it is a directory") == true)
        let huge = #expect(throws: ConfigurationErrors.self) {
            try ConfigurationFile.load(path: "/dev/zero")
        }
        #expect(huge?.description.contains("/dev/zero:1:1: the file is larger than 10 MB") == true)
    }

    @Test("without a path the first of the known places is read")
    func places() throws {
        var surroundings = nothing
        surroundings.contents = { (path, _) throws(Surroundings.FileFault) in
            guard path == "/etc/algotraded/kafka.yaml" else { throw .missing }
            return Array("kafka: {group_id: etc}".utf8)
        }
        let loaded = try ConfigurationFile.load(surroundings: surroundings)
        #expect(loaded.path == "/etc/algotraded/kafka.yaml")
        #expect(loaded.configuration.kafka.groupId == "etc")
    }

    private let nothing = Surroundings(
        variable: { _ in nil },
        contents: { (_, _) throws(Surroundings.FileFault) in throw .missing })
}
