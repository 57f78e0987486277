import Contracts
import KafkaBus

extension Configuration {
    /// What Kafka clients are made from. `bootstrapServers` stands in for `embedded`.
    func kafkaSettings(instanceId: String, embeddedAt address: String? = nil) -> KafkaSettings {
        var settings = KafkaSettings(
            bootstrapServers: address ?? kafka.bootstrapServers, groupId: kafka.groupId,
            instanceId: instanceId)
        settings.autoOffsetReset = kafka.autoOffsetReset.rawValue
        settings.maxPollRecords = kafka.maxPollRecords
        settings.exactlyOnce = kafka.effectiveGuarantee == .exactlyOnce
        settings.commitInterval = kafka.commitInterval
        settings.sessionTimeout = kafka.sessionTimeout
        if let timeout = kafka.transactionTimeout.flatMap({ Int64($0) }) {
            settings.transactionTimeout = .milliseconds(timeout)
        }
        settings.isEmbedded = kafka.isEmbedded
        settings.properties =
            kafka.cautiousProperties + kafka.librdkafka.map { ($0.0, $0.1) }
            + kafka.securityProperties
        return settings
    }

    /// The ten topics and the internal state topic, as configured.
    func topicSpecs() -> [TopicSpec] {
        var specs: [TopicSpec] = []
        for topic in Topic.allCases {
            specs.append(topics[topic].spec(topic.rawValue))
            var letters = topics.deadLetters.spec(topic.deadLetters)
            // A dead letter is the whole record and its headers besides.
            letters.configuration["max.message.bytes"] = "2097152"
            specs.append(letters)
        }
        return specs.sorted { $0.name < $1.name } + [stateTopic]
    }

    /// The internal topic's name.
    var stateTopicName: String { "\(kafka.groupId).state" }

    private var stateTopic: TopicSpec {
        var spec = topics[.execReports].spec(stateTopicName)
        // A symbol's state is kept in the partition of its records.
        spec.partitions = Topic.allCases.map { topics[$0].partitions }.max() ?? spec.partitions
        spec.configuration["retention.ms"] = nil
        spec.configuration["cleanup.policy"] = "compact"
        // A snapshot may be as large as what the producer sends.
        spec.configuration["max.message.bytes"] = "2097152"
        // The newest segment is never compacted; a start reads all that is there.
        spec.configuration["segment.ms"] = "600000"
        spec.configuration["segment.bytes"] = "67108864"
        spec.configuration["min.cleanable.dirty.ratio"] = "0.1"
        return spec
    }
}

extension TopicSettings {
    fileprivate func spec(_ name: String) -> TopicSpec {
        TopicSpec(
            name: name, partitions: partitions, replicationFactor: replicationFactor,
            configuration: [
                "retention.ms": "\(retention.wholeMilliseconds)",
                "min.insync.replicas": "\(minInsyncReplicas)",
            ])
    }
}

extension KafkaConfiguration {
    /// Said aloud, so that no version of the library decides otherwise; `kafka.librdkafka` may,
    /// with a warning.
    fileprivate var cautiousProperties: [(name: String, value: String)] {
        guard securityProtocol.usesSSL else { return [] }
        return [
            ("enable.ssl.certificate.verification", "true"),
            ("ssl.endpoint.identification.algorithm", "https"),
        ]
    }

    fileprivate var securityProperties: [(name: String, value: String)] {
        var properties = [(name: "security.protocol", value: securityProtocol.rawValue)]
        if securityProtocol.usesSASL {
            properties.append(("sasl.mechanism", saslMechanism.rawValue))
            if saslMechanism.usesPassword {
                properties.append(("sasl.username", saslUsername))
                properties.append(("sasl.password", saslPassword.text))
            }
        }
        guard securityProtocol.usesSSL else { return properties }
        let files = [
            ("ssl.ca.location", sslCaLocation),
            ("ssl.certificate.location", sslCertificateLocation),
            ("ssl.key.location", sslKeyLocation), ("ssl.key.password", sslKeyPassword.text),
        ]
        for (name, value) in files where !value.isEmpty { properties.append((name, value)) }
        return properties
    }
}
