/// How the daemon reaches Kafka.
struct KafkaConfiguration: Sendable {
    /// `embedded`, or `host:port` separated by commas.
    var bootstrapServers = "embedded"
    var groupId = "algo-trade-consumer-group"
    var autoOffsetReset = OffsetReset.earliest
    var enableAutoCommit = false
    var maxPollRecords = 500
    var processingGuarantee = ProcessingGuarantee.exactlyOnce
    var commitInterval = Duration.milliseconds(20)
    var sessionTimeout = Duration.seconds(10)
    var securityProtocol = SecurityProtocol.plaintext
    var saslMechanism = SASLMechanism.plain
    var saslUsername = ""
    var saslPassword = Secret()
    var sslCaLocation = ""
    var sslCertificateLocation = ""
    var sslKeyLocation = ""
    var sslKeyPassword = Secret()
    /// Further client properties, in the order of the file.
    var librdkafka: [(String, String)] = []

    /// The client property that may be given, and that the daemon reads itself.
    static let transactionTimeoutName = "transaction.timeout.ms"
    static let transactionTimeouts: ClosedRange<Int64> = 10_000...900_000

    /// As ``librdkafka`` has it; nil when it is not there.
    var transactionTimeout: String? {
        librdkafka.last { $0.0 == Self.transactionTimeoutName }?.1
    }

    /// The broker runs inside this process.
    var isEmbedded: Bool { bootstrapServers == Self.embedded }

    /// The guarantee that holds: an embedded broker has no transactions.
    var effectiveGuarantee: ProcessingGuarantee {
        isEmbedded ? .atLeastOnce : processingGuarantee
    }

    static let embedded = "embedded"
}

enum OffsetReset: String, CaseIterable, Sendable {
    case earliest
    case latest
}

enum ProcessingGuarantee: String, CaseIterable, Sendable {
    case exactlyOnce = "exactly_once"
    case atLeastOnce = "at_least_once"
}

enum SecurityProtocol: String, CaseIterable, Sendable {
    case plaintext = "PLAINTEXT"
    case ssl = "SSL"
    case saslPlaintext = "SASL_PLAINTEXT"
    case saslSSL = "SASL_SSL"

    var usesSASL: Bool { self == .saslPlaintext || self == .saslSSL }
    var usesSSL: Bool { self == .ssl || self == .saslSSL }
}

enum SASLMechanism: String, CaseIterable, Sendable {
    case plain = "PLAIN"
    case scramSHA256 = "SCRAM-SHA-256"
    case scramSHA512 = "SCRAM-SHA-512"
    case oauthBearer = "OAUTHBEARER"

    /// Tokens take the place of a name and a password in OAUTHBEARER.
    var usesPassword: Bool { self != .oauthBearer }
}
