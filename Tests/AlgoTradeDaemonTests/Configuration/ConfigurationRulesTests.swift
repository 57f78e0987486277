import Testing

@testable import AlgoTradeDaemon

@Suite struct ConfigurationRulesTests {
    @Test(
        "rules between keys, told at the last key given",
        arguments: [
            (
                "topics: {dlq: {min_insync_replicas: 2}}",
                "1:37: topics.dlq.min_insync_replicas (2) must not exceed "
                    + "topics.dlq.replication_factor (1)"
            ),
            (
                "topics: {ofi_events: {partitions: 3}}",
                "1:35: topics.ofi_events.partitions (3) must equal topics.market_raw.partitions (6)"
            ),
            (
                "topics: {market_raw: {partitions: 12}}",
                "1:35: topics.market_raw.partitions (12) must equal "
                    + "topics.market_events.partitions (6)"
            ),
            (
                "kafka: {bootstrap_servers: 'a:1', security_protocol: SASL_SSL, "
                    + "sasl_password: p}",
                "1:54: kafka.security_protocol SASL_SSL needs kafka.sasl_username"
            ),
            (
                "kafka: {ssl_key_location: /k}",
                "1:27: kafka.ssl_key_location needs kafka.ssl_certificate_location"
            ),
            (
                "kafka: {ssl_certificate_location: /c}",
                "1:35: kafka.ssl_certificate_location needs kafka.ssl_key_location"
            ),
            (
                "kafka: {security_protocol: SSL}",
                "1:28: kafka.security_protocol must be PLAINTEXT with"
            ),
            (
                "strategy_plane: {strategies: [OFI, TSX]}",
                "1:30: strategy_plane.strategies holds several strategies without COMPOSITE"
            ),
            (
                "strategy_plane: {strategies: [COMPOSITE]}",
                "1:30: strategy_plane.strategies holds COMPOSITE alone"
            ),
            (
                "supervision: {backoff_initial: 1m, backoff_max: 10s}",
                "1:49: supervision.backoff_initial (60s) must not exceed "
                    + "supervision.backoff_max (10s)"
            ),
            (
                "data_plane: {ofi: {min_windows: 61}}",
                "1:33: data_plane.ofi.min_windows (61) must not exceed data_plane.ofi.z_windows"
            ),
            (
                "data_plane: {ofi: {window: 20m}}",
                "1:28: data_plane.ofi.window (20m) must not exceed data_plane.ofi.session_gap"
            ),
            (
                "data_plane: {feed: {extra: x}}",
                "1:28: data_plane.feed.extra is spread over a replay that is not there"
            ),
            (
                "strategy_plane: {net_limit: 3}",
                "1:29: strategy_plane.net_limit (3) must not exceed strategy_plane.gross_limit (2)"
            ),
        ])
    func rules(text: String, expected: String) {
        let lines = errors(text)
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("kafka.yaml:\(expected)") == true, "\(lines)")
    }

    @Test(
        "these are legal",
        arguments: [
            "strategy_plane: {strategies: [TSX]}",
            "kafka: {bootstrap_servers: 'a:1', security_protocol: SASL_SSL, "
                + "sasl_mechanism: OAUTHBEARER}",
            "kafka: {ssl_key_location: /k, ssl_certificate_location: /c}",
            "topics: {dlq: {replication_factor: 3, min_insync_replicas: 2, partitions: 2}}",
            "strategy_plane: {box_limit: 0}", "strategy_plane: {box_limit: 1.0}",
        ])
    func legal(text: String) {
        #expect(errors(text) == [])
    }

    @Test("a key that could not be read breaks no rule")
    func failed() {
        #expect(
            errors("topics: {dlq: {replication_factor: x, min_insync_replicas: 2}}").count == 1)
    }

    @Test(
        "properties that the daemon owns are refused with the key to use",
        arguments: [
            ("bootstrap.servers", "set kafka.bootstrap_servers instead"),
            ("group.id", "set kafka.group_id instead"),
            ("client.id", "set daemon.instance_id instead"),
            ("group.instance.id", "set daemon.instance_id instead"),
            ("transactional.id", "set kafka.group_id and daemon.instance_id instead"),
            ("enable.auto.commit", "remove it: the daemon commits offsets with its outputs"),
            ("enable.auto.offset.store", "remove it: the daemon commits offsets"),
            ("enable.idempotence", "set kafka.processing_guarantee instead"),
            ("auto.offset.reset", "set kafka.auto_offset_reset instead"),
            ("isolation.level", "set kafka.processing_guarantee instead"),
            ("partitioner", "remove it: a symbol keeps its partition"),
            ("security.protocol", "set kafka.security_protocol instead"),
            ("sasl.mechanisms", "set kafka.sasl_mechanism instead"),
            ("sasl.password", "set kafka.sasl_password instead"),
            ("ssl.ca.location", "set kafka.ssl_ca_location instead"),
            ("session.timeout.ms", "set kafka.session_timeout instead"),
            ("heartbeat.interval.ms", "set kafka.session_timeout instead"),
            ("message.timeout.ms", "remove it: it follows transaction.timeout.ms"),
            ("log.queue", "remove it: the daemon carries the client's log"),
            ("statistics.interval.ms", "remove it: the daemon asks for statistics"),
            ("acks", "set kafka.processing_guarantee instead"),
            ("test.mock.num.brokers", "remove it: kafka.bootstrap_servers: embedded"),
            ("rebalance_cb", "remove it: a function cannot be configured"),
        ])
    func owned(name: String, remedy: String) {
        let lines = errors("kafka: {librdkafka: {\(name): x}}")
        let start =
            "kafka.yaml:1:22: kafka.librdkafka must not set \(name), which the daemon sets "
            + "itself; \(remedy)"
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix(start) == true, "\(lines)")
    }

    @Test(
        "how long a dead daemon's transaction may last is limited",
        arguments: [
            ("15000", nil), ("10000", nil), ("900000", nil),
            ("9999", "must be 10000 to 900000"), ("900001", "must be 10000 to 900000"),
            ("15s", "must be 10000 to 900000"),
        ])
    func transactionTimeout(value: String, fault: String?) {
        let lines = errors("kafka: {librdkafka: {transaction.timeout.ms: \(value)}}")
        #expect(lines.count == (fault == nil ? 0 : 1))
        if let fault { #expect(lines.first?.contains(fault) == true, "\(lines)") }
    }

    @Test("several owned properties are told at once")
    func severalOwned() {
        #expect(errors("kafka: {librdkafka: {acks: 1, linger.ms: [1], group.id: x}}").count == 3)
    }
}
