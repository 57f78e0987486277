internal import CRDKafka
import Contracts

/// An `rd_kafka_conf_t` under construction; destroyed unless a client takes it.
@safe struct ClientConfiguration: ~Copyable {
    private var conf: OpaquePointer?
    private var keyFile = ""
    private var hasKeyPassword = false

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

    /// Events to be delivered as `rd_kafka_event_t` instead of callbacks.
    mutating func setEvents(_ events: Int32) {
        unsafe rd_kafka_conf_set_events(conf, events)
    }

    mutating func install(_ pacer: FetchPacer) {
        unsafe pacer.install(in: conf)
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
    mutating func setCommon(_ settings: KafkaSettings, role: String) throws(BusFault) {
        for (name, value) in settings.properties { try set(name, value) }
        try set("bootstrap.servers", settings.bootstrapServers)
        try set("client.id", "algotraded.\(role).\(settings.instanceId)")
        try set("log.queue", "true")
        // What is said while a client closes reaches no queue any more; librdkafka would print it
        // between the lines of our log.
        unsafe rd_kafka_conf_set_log_cb(conf) { _, _, _, _ in }
        // A broker that closes at once may want TLS or a login: only then is that an error event.
        try set("log.connection.close", "true")
        try set("socket.nagle.disable", "true")
        try set("topic.metadata.refresh.interval.ms", "60000")
        try set("reconnect.backoff.ms", "50")
        try set("reconnect.backoff.max.ms", "2000")
        try set("statistics.interval.ms", "0")
        unsafe CertificateCheck.install(in: conf)
    }

    mutating func setStatistics(_ settings: KafkaSettings) throws(BusFault) {
        try set("statistics.interval.ms", "\(settings.statisticsInterval.wholeMilliseconds)")
    }

    mutating func setConsumer(_ settings: KafkaSettings) throws(BusFault) {
        try set("enable.auto.commit", "false")
        try set("enable.auto.offset.store", "false")
        try set("isolation.level", "read_committed")
        try set("fetch.wait.max.ms", settings.isEmbedded ? "5" : "500")
        try set("fetch.error.backoff.ms", "20")
        try set("fetch.queue.backoff.ms", "20", ifKnown: true)
        try set("queued.max.messages.kbytes", "16384")
        // Only a check of what comes: some brokers answer a fetch with all that there is.
        try set("receive.message.max.bytes", "2000000000")
    }

    private mutating func set(_ name: String, _ value: String, ifKnown: Bool) throws(BusFault) {
        var text = [CChar](repeating: 0, count: 512)
        let result = unsafe rd_kafka_conf_set(conf, name, value, &text, text.count)
        if result == RD_KAFKA_CONF_UNKNOWN && ifKnown { return }
        if result != RD_KAFKA_CONF_OK { try set(name, value) }
    }
}

extension [CChar] {
    /// The text before the first zero byte.
    var text: String {
        String(decoding: prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
