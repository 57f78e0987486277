/// Client properties that the daemon sets itself, with the key that governs each.
enum OwnedProperties {
    /// What to do instead of setting the property; nil when it may be set.
    static func remedy(for name: String) -> String? {
        if let key = keys[name] { return "set \(key) instead" }
        if let reason = fixed[name] { return "remove it: \(reason)" }
        if name.hasPrefix("test.mock.") {
            return "remove it: kafka.bootstrap_servers: embedded starts a broker inside"
        }
        if name.hasSuffix("_cb") || name == "opaque" {
            return "remove it: a function cannot be configured"
        }
        return nil
    }

    private static let keys = [
        "bootstrap.servers": "kafka.bootstrap_servers",
        "metadata.broker.list": "kafka.bootstrap_servers",
        "group.id": "kafka.group_id",
        "client.id": "daemon.instance_id",
        "group.instance.id": "daemon.instance_id",
        "transactional.id": "kafka.group_id and daemon.instance_id",
        "auto.offset.reset": "kafka.auto_offset_reset",
        "enable.idempotence": "kafka.processing_guarantee",
        "isolation.level": "kafka.processing_guarantee",
        "acks": "kafka.processing_guarantee",
        "request.required.acks": "kafka.processing_guarantee",
        "session.timeout.ms": "kafka.session_timeout",
        "heartbeat.interval.ms": "kafka.session_timeout",
        "auto.commit.interval.ms": "kafka.commit_interval",
        "security.protocol": "kafka.security_protocol",
        "sasl.mechanism": "kafka.sasl_mechanism",
        "sasl.mechanisms": "kafka.sasl_mechanism",
        "sasl.username": "kafka.sasl_username",
        "sasl.password": "kafka.sasl_password",
        "ssl.ca.location": "kafka.ssl_ca_location",
        "ssl.certificate.location": "kafka.ssl_certificate_location",
        "ssl.key.location": "kafka.ssl_key_location",
        "ssl.key.password": "kafka.ssl_key_password",
        "log_level": "daemon.log_level",
    ]

    private static let fixed = [
        "enable.auto.commit": "the daemon commits offsets with its outputs",
        "auto.commit.enable": "the daemon commits offsets with its outputs",
        "enable.auto.offset.store": "the daemon commits offsets with its outputs",
        "offset.store.method": "offsets are kept on the brokers",
        "enable.partition.eof": "the daemon asks for what it needs",
        "message.timeout.ms": "it follows transaction.timeout.ms",
        "delivery.timeout.ms": "it follows transaction.timeout.ms",
        "partitioner": "a symbol keeps its partition on every topic",
        "partition.assignment.strategy": "a symbol's partitions must come to one daemon",
        "max.in.flight.requests.per.connection": "order is kept by the idempotent producer",
        "max.in.flight": "order is kept by the idempotent producer",
        "queuing.strategy": "order is kept by the idempotent producer",
        "enable.gapless.guarantee": "the daemon rebuilds a failed producer",
        "allow.auto.create.topics": "algotraded topics apply makes topics",
        "log.queue": "the daemon carries the client's log",
        "statistics.interval.ms": "the daemon asks for statistics itself",
        "enabled_events": "the daemon asks for the events it needs",
        "delivery.report.only.error": "the daemon waits for every delivery",
        "internal.termination.signal": "the daemon handles signals",
        "builtin.features": "it can only be read",
    ]
}
