import Contracts
import YAMLConfig

/// Rules between keys. One that touches a key which could not be read is passed over.
extension ConfigurationReader {
    mutating func checkRules() {
        checkTopics()
        checkSecurity()
        checkTimeouts()
        checkStrategies()
        checkOrder()
        if configuration.kafka.enableAutoCommit {
            warn(
                "kafka.enable_auto_commit",
                "kafka.enable_auto_commit has no effect: the daemon commits offsets itself, "
                    + "with its outputs")
        }
        let feed = configuration.dataPlane.feed
        if feed.file.isEmpty, !feed.extra.isEmpty {
            fault(
                ["data_plane.feed.extra", "data_plane.feed.file"],
                "data_plane.feed.extra is spread over a replay that is not there",
                remedy: "set data_plane.feed.file too")
        }
        if !feed.file.isEmpty, !configuration.dataPlane.feeds.isEmpty {
            fault(
                ["data_plane.feed.file", "data_plane.feeds"],
                "data_plane.feed.file and data_plane.feeds must not both be set",
                remedy: "name the file among data_plane.feeds")
        }
    }

    private mutating func checkTopics() {
        for (topic, name) in Topic.allCases.map({ ($0, $0.rawValue) }) + [(nil, "dlq")] {
            let settings = configuration.topics[orDeadLetters: topic]
            if settings.minInsyncReplicas > settings.replicationFactor {
                fault(
                    ["topics.\(name).min_insync_replicas", "topics.\(name).replication_factor"],
                    "topics.\(name).min_insync_replicas (\(settings.minInsyncReplicas)) must not "
                        + "exceed topics.\(name).replication_factor "
                        + "(\(settings.replicationFactor))",
                    remedy: "no record could be written: lower the first or raise the second")
            }
        }
        checkCopartitioning()
    }

    /// A symbol must be in the partition of the same number on every topic: each topic is held
    /// against the first that has the commonest count.
    private mutating func checkCopartitioning() {
        let topics = configuration.topics
        let counts = Topic.allCases.map { topics[$0].partitions }
        var commonest = counts[0]
        for count in counts where uses(of: count) > uses(of: commonest) { commonest = count }
        func uses(of count: Int) -> Int { counts.count { $0 == count } }
        guard let model = Topic.allCases.first(where: { topics[$0].partitions == commonest })
        else { return }
        for topic in Topic.allCases where topics[topic].partitions != commonest {
            let key = "topics.\(topic.rawValue).partitions"
            let other = "topics.\(model.rawValue).partitions"
            fault(
                [key, other],
                "\(key) (\(topics[topic].partitions)) must equal \(other) (\(commonest))",
                remedy: "a symbol needs the same partition on every topic but dlq: give "
                    + "market_raw, market_events, ofi_events, order_intents and exec_reports "
                    + "the same number")
        }
    }

    private mutating func checkSecurity() {
        let kafka = configuration.kafka
        let usesPassword = kafka.securityProtocol.usesSASL && kafka.saslMechanism.usesPassword
        for (name, isEmpty) in [
            ("sasl_username", kafka.saslUsername.isEmpty),
            ("sasl_password", kafka.saslPassword.isEmpty),
        ] {
            let keys = ["kafka.\(name)", "kafka.security_protocol", "kafka.sasl_mechanism"]
            if usesPassword, isEmpty {
                fault(
                    keys,
                    "kafka.security_protocol \(kafka.securityProtocol.rawValue) needs "
                        + "kafka.\(name)",
                    remedy: "set it, best as ${credential:NAME} or ${NAME}")
            } else if !kafka.securityProtocol.usesSASL, !isEmpty {
                warn(
                    "kafka.\(name)",
                    "kafka.\(name) has no effect with kafka.security_protocol "
                        + kafka.securityProtocol.rawValue)
            }
        }
        warnOfTrust(kafka)
        if kafka.sslKeyLocation.isEmpty != kafka.sslCertificateLocation.isEmpty {
            let names = ["kafka.ssl_key_location", "kafka.ssl_certificate_location"]
            let (given, missing) =
                kafka.sslKeyLocation.isEmpty ? (names[1], names[0]) : (names[0], names[1])
            fault(names, "\(given) needs \(missing)", remedy: "set both, or neither")
        }
        if kafka.isEmbedded, kafka.securityProtocol != .plaintext {
            fault(
                ["kafka.security_protocol", "kafka.bootstrap_servers"],
                "kafka.security_protocol must be PLAINTEXT with kafka.bootstrap_servers embedded",
                remedy: "name the brokers in kafka.bootstrap_servers")
        }
    }

    /// Properties of the library that have anybody with a certificate pass for a broker.
    private mutating func warnOfTrust(_ kafka: KafkaConfiguration) {
        guard kafka.securityProtocol.usesSSL else { return }
        for (name, value) in kafka.librdkafka {
            let what: String
            switch (name, value.lowercased()) {
            case ("ssl.endpoint.identification.algorithm", "none"): what = "host names"
            case ("enable.ssl.certificate.verification", "false"): what = "certificates"
            default: continue
            }
            warn(
                "kafka.librdkafka",
                "kafka.librdkafka: \(name) \(value): the \(what) of brokers are not checked, "
                    + "anybody on the way can pass for one")
        }
    }

    private mutating func checkTimeouts() {
        if configuration.kafka.sessionTimeout < .seconds(6) {
            warn(
                "kafka.session_timeout",
                "kafka.session_timeout below 6s is refused by brokers as they come "
                    + "(group.min.session.timeout.ms)")
        }
        let allowed = KafkaConfiguration.transactionTimeouts
        guard let text = configuration.kafka.transactionTimeout,
            Int64(text).map({ allowed.contains($0) }) != true
        else { return }
        fault(
            ["kafka.librdkafka"],
            "kafka.librdkafka: \(KafkaConfiguration.transactionTimeoutName) must be "
                + "\(allowed.lowerBound) to \(allowed.upperBound)",
            remedy: "milliseconds; without it 60000")
    }

    private mutating func checkStrategies() {
        let strategies = configuration.strategyPlane.strategies
        let key = "strategy_plane.strategies"
        if strategies.contains(.composite) {
            if strategies.count == 1 {
                fault(
                    [key], "\(key) holds COMPOSITE alone, which combines others",
                    remedy: "list the strategies to combine too")
            }
        } else if strategies.count > 1 {
            fault(
                [key], "\(key) holds several strategies without COMPOSITE",
                remedy: "add COMPOSITE to combine them, or leave one")
        }
    }

    /// Pairs of which the first must not exceed the second.
    private mutating func checkOrder() {
        let new = configuration
        let horizons = new.strategyPlane.horizons
        inOrder(
            "supervision.backoff_initial", "supervision.backoff_max",
            new.supervision.backoffInitial <= new.supervision.backoffMax)
        inOrder(
            "data_plane.ofi.min_windows", "data_plane.ofi.z_windows",
            new.dataPlane.ofi.minWindows <= new.dataPlane.ofi.zWindows)
        inOrder(
            "data_plane.ofi.window", "data_plane.ofi.session_gap",
            new.dataPlane.ofi.window <= new.dataPlane.ofi.sessionGap)
        inOrder(
            "strategy_plane.net_limit", "strategy_plane.gross_limit",
            new.strategyPlane.netLimit <= new.strategyPlane.grossLimit)
        inOrder(
            "strategy_plane.horizons.tsx_short", "strategy_plane.horizons.tsx_long",
            horizons.tsxShort <= horizons.tsxLong)
        inOrder(
            "strategy_plane.horizons.ic_horizon", "strategy_plane.horizons.ic_window",
            horizons.icHorizon <= horizons.icWindow)
    }

    private mutating func inOrder(_ low: String, _ high: String, _ holds: Bool) {
        guard !holds, let first = ConfigurationKeys.key(at: low),
            let second = ConfigurationKeys.key(at: high)
        else { return }
        fault(
            [low, high],
            "\(low) (\(configuration.printable(first))) must not exceed "
                + "\(high) (\(configuration.printable(second)))",
            remedy: "lower the first or raise the second")
    }

    /// Reports a broken rule at the last of its keys that was given.
    private mutating func fault(_ keys: [String], _ message: String, remedy: String) {
        guard keys.allSatisfy(isClear),
            let place = keys.compactMap({ places[$0] }).max()
        else { return }
        faults.append(ConfigFault(.rule, at: place, message, remedy: remedy))
    }

    private mutating func warn(_ key: String, _ message: String) {
        guard let place = places[key] else { return }
        warnings.append(ConfigurationWarning(place: place, message: message))
    }
}
