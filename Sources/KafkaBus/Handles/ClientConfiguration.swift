internal import CRDKafka
import Contracts

/// An `rd_kafka_conf_t` under construction; destroyed unless a client takes it.
@safe struct ClientConfiguration: ~Copyable {
    private var conf: OpaquePointer?
    private var keyFile = ""
    private var hasKeyPassword = false
    /// To be kept until the client that comes of this is destroyed.
    private(set) var fetchCalls: FetchCalls?

    init() {
        unsafe conf = rd_kafka_conf_new()
    }

    deinit {
        if let conf = unsafe conf { unsafe rd_kafka_conf_destroy(conf) }
    }

    mutating func set(_ name: String, _ value: String) throws(BusFault) {
        if name == "ssl.key.location" { keyFile = value }
        if name == "ssl.key.password" { hasKeyPassword = !value.isEmpty }
        var text = [CChar](repeating: 0, count: 512)
        let result = unsafe rd_kafka_conf_set(conf, name, value, &text, text.count)
        guard result != RD_KAFKA_CONF_OK else { return }
        // librdkafka's text may quote the value, which may be a secret; the name is enough.
        let what =
            result == RD_KAFKA_CONF_UNKNOWN ? "librdkafka does not know it" : "not a legal value"
        throw BusFault(.configuration, "client property \(name): \(what)", retriable: false)
    }

    /// Name and password as librdkafka has them, which is without blanks before them.
    var login: (name: String, password: String) {
        (value("sasl.username") ?? "", value("sasl.password") ?? "")
    }

    private func value(_ name: String) -> String? {
        var size = 0
        guard unsafe rd_kafka_conf_get(conf, name, nil, &size) == RD_KAFKA_CONF_OK else {
            return nil
        }
        var text = [CChar](repeating: 0, count: size)
        guard unsafe rd_kafka_conf_get(conf, name, &text, &size) == RD_KAFKA_CONF_OK else {
            return nil
        }
        return text.text
    }

    /// Events to be delivered as `rd_kafka_event_t` instead of callbacks.
    mutating func setEvents(_ events: Int32) {
        unsafe rd_kafka_conf_set_events(conf, events)
    }

    mutating func install(_ observer: some FetchObserver) {
        let calls = FetchCalls(observer)
        unsafe calls.install(in: conf)
        fetchCalls = calls
    }

    /// Makes a client and throws it away; what is wrong with the files that it needs.
    mutating func fileFault() -> ClientFileFault? {
        var text = [CChar](repeating: 0, count: 512)
        guard let client = unsafe rd_kafka_new(RD_KAFKA_PRODUCER, conf, &text, text.count) else {
            return ClientFileFault(
                refusal: text.text, keyFile: keyFile, hasPassword: hasKeyPassword)
        }
        unsafe conf = nil
        unsafe rd_kafka_destroy(client)
        return nil
    }

    /// Gives the configuration away: "On success rd_kafka_new() takes ownership of conf".
    mutating func makeClient(_ type: rd_kafka_type_t) throws(BusFault) -> OpaquePointer {
        var text = [CChar](repeating: 0, count: 512)
        guard let client = unsafe rd_kafka_new(type, conf, &text, text.count) else {
            let file = ClientFileFault(
                refusal: text.text, keyFile: keyFile, hasPassword: hasKeyPassword)
            throw file?.busFault
                ?? BusFault(.configuration, "no Kafka client: \(text.text)", retriable: false)
        }
        unsafe conf = nil
        return unsafe client
    }
}

extension ClientConfiguration {
    /// What all clients share.
    ///
    /// - Parameter defaults: of this kind of client; the settings' properties may change them.
    mutating func setCommon(
        _ settings: KafkaSettings, role: String, defaults: [(String, String)] = []
    ) throws(BusFault) {
        for (name, value) in Self.defaults + defaults + settings.properties {
            try set(name, value)
        }
        try set("bootstrap.servers", settings.bootstrapServers)
        try set("client.id", "algotraded.\(role).\(settings.instanceId)")
        try set("log.queue", "true")
        // What is said while a client closes reaches no queue any more; librdkafka would print it
        // between the lines of our log.
        unsafe rd_kafka_conf_set_log_cb(conf) { _, _, _, _ in }
        // A broker that closes at once may want TLS or a login: only then is that an error event.
        try set("log.connection.close", "true")
        try set("statistics.interval.ms", "0")
        unsafe CertificateCheck.install(in: conf)
    }

    private static let defaults = [
        ("socket.nagle.disable", "true"),
        ("topic.metadata.refresh.interval.ms", "60000"),
        ("reconnect.backoff.ms", "50"),
        ("reconnect.backoff.max.ms", "2000"),
    ]

    mutating func setStatistics(_ settings: KafkaSettings) throws(BusFault) {
        try set("statistics.interval.ms", "\(settings.statisticsInterval.wholeMilliseconds)")
    }

    /// A consumer's defaults.
    static func consumer(_ settings: KafkaSettings) -> [(String, String)] {
        var defaults = [
            ("fetch.wait.max.ms", settings.isEmbedded ? "5" : "500"),
            ("fetch.error.backoff.ms", "20"),
            ("queued.max.messages.kbytes", "16384"),
            // Only a check of what comes: some brokers answer a fetch with all that there is.
            ("receive.message.max.bytes", "2000000000"),
        ]
        // Since librdkafka 2.2.
        if rd_kafka_version() >= 0x0202_0000 { defaults.append(("fetch.queue.backoff.ms", "20")) }
        return defaults
    }

    mutating func setConsumer() throws(BusFault) {
        try set("enable.auto.commit", "false")
        try set("enable.auto.offset.store", "false")
        try set("isolation.level", "read_committed")
    }

    /// A producer's defaults.
    static func producer(transactionTimeout: Duration) -> [(String, String)] {
        // A coordinator that is silent has most likely moved: another is asked while there is time.
        let patience = min(.seconds(15), transactionTimeout / 3)
        return [
            // Larger requests, and hardly ever longer than the offsets of a commit take.
            ("linger.ms", "1"),
            ("message.max.bytes", "2097152"),
            ("queue.buffering.max.messages", "100000"),
            ("queue.buffering.max.kbytes", "65536"),
            ("socket.timeout.ms", "\(patience.wholeMilliseconds)"),
            // How long a topic that brokers do not know may be on its way to them.
            ("topic.metadata.propagation.max.ms", "\(patience.wholeMilliseconds)"),
        ]
    }

    mutating func setProducer(_ settings: KafkaSettings) throws(BusFault) {
        try set("enable.idempotence", "true")
        try set("acks", "all")
        try set("partitioner", "murmur2_random")
        // A topic that is gone would come back with whatever the brokers make of it: one partition,
        // say, for all symbols.
        try set("allow.auto.create.topics", "false")
        // The embedded cluster's sockets wait for an acknowledgement (Nagle) before a second
        // answer: with two requests under way each would take 40 ms.
        if settings.isEmbedded { try set("max.in.flight.requests.per.connection", "1") }
    }
}

extension [CChar] {
    /// The text before the first zero byte.
    var text: String {
        String(decoding: prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
