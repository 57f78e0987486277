extension ConfigurationKeys {
    static let kafka: [ConfigurationKey] = [
        .brokers(
            "kafka.bootstrap_servers", \.kafka.bootstrapServers,
            "Brokers to begin with; embedded: one inside the daemon, that forgets at its end."),
        .name(
            "kafka.group_id", \.kafka.groupId, lengths: 1...200,
            "The planes' groups are this name with .data, .strategy and .orders behind it."),
        .choice(
            "kafka.auto_offset_reset", \.kafka.autoOffsetReset,
            "Where a group without committed offsets begins."),
        .boolean(
            "kafka.enable_auto_commit", \.kafka.enableAutoCommit,
            "Accepted with a warning when true: the daemon commits itself."),
        .integer(
            "kafka.max_poll_records", \.kafka.maxPollRecords, 1...100_000,
            "Most records in one batch."),
        .choice(
            "kafka.processing_guarantee", \.kafka.processingGuarantee,
            "Whether outputs and offsets commit in one transaction; never with embedded."),
        .duration(
            "kafka.commit_interval", \.kafka.commitInterval, .milliseconds(1) ... .seconds(10),
            "Longest time between commits while records flow."),
        .duration(
            "kafka.session_timeout", \.kafka.sessionTimeout, .seconds(1) ... .seconds(1800),
            "A member gone longer loses its partitions."),
    ]

    static let security: [ConfigurationKey] = [
        .choice(
            "kafka.security_protocol", \.kafka.securityProtocol,
            "Whether connections are encrypted (SSL) and logged in (SASL)."),
        .choice("kafka.sasl_mechanism", \.kafka.saslMechanism, "How to log in."),
        .text("kafka.sasl_username", \.kafka.saslUsername, "Name to log in with."),
        .secret(
            "kafka.sasl_password", \.kafka.saslPassword,
            "Password to log in with; best from ${credential:NAME} or ${NAME}."),
        .text(
            "kafka.ssl_ca_location", \.kafka.sslCaLocation,
            "PEM file or folder of trusted authorities; empty: the system's."),
        .text(
            "kafka.ssl_certificate_location", \.kafka.sslCertificateLocation,
            "PEM file of the client's certificate."),
        .text(
            "kafka.ssl_key_location", \.kafka.sslKeyLocation, "PEM file of the client's key."),
        .secret(
            "kafka.ssl_key_password", \.kafka.sslKeyPassword, "Password of the client's key."),
        .properties(
            "kafka.librdkafka", \.kafka.librdkafka,
            "Any other client property; those that the daemon owns are refused by name."),
    ]
}
