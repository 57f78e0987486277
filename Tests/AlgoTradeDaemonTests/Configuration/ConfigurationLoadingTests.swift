import Contracts
import Testing
import YAMLConfig

@testable import AlgoTradeDaemon

@Suite struct ConfigurationLoadingTests {
    @Test("a short file of the Python system loads as it stands")
    func pythonFile() throws {
        let loaded = try load(
            """
            kafka:
              bootstrap_servers:
                - broker1:9092
                - broker2:9092
              group_id: "algo-trade-consumer-group"
              auto_offset_reset: "latest"
              enable_auto_commit: true
              max_poll_records: 250
              security_protocol: "SASL_SSL"
              sasl_mechanism: "SCRAM-SHA-512"
              sasl_username: "trader"
              sasl_password: "${PW}"
              ssl_ca_location: /etc/ssl/ca.pem
            topics:
              market_events:
                retention: 12h
              exec_reports:
            """, environment: ["PW": "hunter2"])
        let kafka = loaded.configuration.kafka
        #expect(kafka.bootstrapServers == "broker1:9092,broker2:9092")
        #expect(kafka.autoOffsetReset == .latest)
        #expect(kafka.maxPollRecords == 250)
        #expect(kafka.securityProtocol == .saslSSL)
        #expect(kafka.saslMechanism == .scramSHA512)
        #expect(kafka.saslPassword.text == "hunter2")
        #expect(kafka.commitInterval == .milliseconds(20))
        #expect(loaded.configuration.topics[.marketEvents].retention == .seconds(12 * 3600))
        #expect(loaded.configuration.topics[.execReports].retention == .seconds(7 * 86_400))
        #expect(
            loaded.warnings.map(\.description) == [
                "kafka.yaml:7:23: warning: kafka.enable_auto_commit has no effect: the daemon "
                    + "commits offsets itself, with its outputs"
            ])
    }

    @Test("every kind of value arrives in its field")
    func values() throws {
        let new = try load(
            """
            kafka:
              bootstrap_servers: "a:9092, [::1]:9093,c"
              librdkafka: {linger.ms: 5, socket.nagle.disable: true}
            topics: {dlq: {partitions: 3, retention: 30d}}
            daemon: {planes: [orders], log_level: debug}
            data_plane: {gates: {max_jump_sigma: 8.5, max_age: 250ms}}
            strategy_plane: {strategies: [OFI], equity: 1_500_000.50}
            order_plane:
              risk: {max_order_qty: 0.005, allow_short: no, restricted: [BRK.B, ON]}
            """
        ).configuration
        #expect(new.kafka.bootstrapServers == "a:9092,[::1]:9093,c")
        #expect(new.kafka.librdkafka.map(\.0) == ["linger.ms", "socket.nagle.disable"])
        #expect(new.kafka.librdkafka.map(\.1) == ["5", "true"])
        #expect(new.topics.deadLetters.partitions == 3)
        #expect(new.topics.deadLetters.retention == .seconds(30 * 86_400))
        #expect(new.daemon.planes == [.orders])
        #expect(new.daemon.logLevel == .debug)
        #expect(new.dataPlane.gates.maxJumpSigma == 8.5)
        #expect(new.dataPlane.gates.maxAge == .milliseconds(250))
        #expect(new.strategyPlane.strategies == [.ofi])
        #expect(new.strategyPlane.equity == Decimal9(nanos: 1_500_000_500_000_000))
        #expect(new.orderPlane.risk.maxOrderQty == Decimal9(nanos: 5_000_000))
        #expect(new.orderPlane.risk.allowShort == false)
        #expect(new.orderPlane.risk.restricted == ["BRK.B", "ON"])
    }

    @Test("anchors and merge keys serve sections")
    func merging() throws {
        let topics = try load(
            """
            topics:
              market_raw: &wide {partitions: 12, replication_factor: 3}
              market_events: {<<: *wide, retention: 2d}
              ofi_events: *wide
              order_intents: *wide
              exec_reports: *wide
            """
        ).configuration.topics
        #expect(Topic.allCases.allSatisfy { topics[$0].partitions == 12 })
        #expect(topics[.marketEvents].retention == .seconds(2 * 86_400))
        #expect(topics[.ofiEvents].replicationFactor == 3)
    }

    @Test("an empty file has every default, and a warning")
    func empty() throws {
        for text in ["", "# nothing\n", "---\n", "~"] {
            let loaded = try load(text)
            #expect(loaded.effectiveYAML() == Configuration().effective())
            #expect(loaded.warnings.count == 1)
        }
    }

    @Test("what is printed as effective loads to the same")
    func effective() throws {
        let text = """
            kafka: {bootstrap_servers: 'b:9092', librdkafka: {client.rack: "a: 'b' # ${R}$${X}"}}
            daemon: {state_directory: "/a b", planes: [orders, data]}
            order_plane: {risk: {restricted: [ON, NO, "1"]}}
            """
        let first = try load(text, environment: ["R": "x\ty"])
        #expect(first.configuration.kafka.librdkafka.first?.1 == "a: 'b' # x\ty${X}")
        let second = try load(first.effectiveYAML())
        #expect(second.effectiveYAML() == first.effectiveYAML())
        #expect(second.configuration.kafka.librdkafka.first?.1 == "a: 'b' # x\ty${X}")
    }

    @Test("a feed's files are beside the configuration")
    func feed() throws {
        let text = "data_plane: {feed: {file: bars.csv, extra: /x/extra.ndjson}}"
        let surroundings = Surroundings(
            variable: { _ in nil },
            contents: { (_, _) throws(Surroundings.FileFault) in Array(text.utf8) })
        let loaded = try ConfigurationFile.load(
            path: "etc/demo.yaml", surroundings: surroundings)
        #expect(loaded.configuration.dataPlane.feed.file == "etc/bars.csv")
        #expect(loaded.configuration.dataPlane.feed.extra == "/x/extra.ndjson")
    }

    @Test("a reload takes over what may change and tells the rest")
    func reload() throws {
        var running = try load("order_plane: {risk: {burst: 30}}").configuration
        let new = try load(
            "{kafka: {group_id: b}, daemon: {log_level: debug}, order_plane: {risk: {burst: 50}}}"
        ).configuration
        #expect(
            running.reload(from: new) == [
                ConfigurationChange(
                    key: "kafka.group_id", old: "algo-trade-consumer-group", new: "b",
                    isApplied: false),
                ConfigurationChange(
                    key: "daemon.log_level", old: "info", new: "debug", isApplied: true),
                ConfigurationChange(
                    key: "order_plane.risk.burst", old: "30", new: "50", isApplied: true),
            ])
        #expect(running.orderPlane.risk.burst == 50)
        #expect(running.kafka.groupId == "algo-trade-consumer-group")
        #expect(running.reload(from: running).isEmpty)
    }
}
