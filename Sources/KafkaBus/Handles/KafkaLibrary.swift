internal import CRDKafka

public enum KafkaLibrary {
    /// librdkafka's version, `2.0.2`.
    public static var version: String { unsafe String(cString: rd_kafka_version_str()) }
}
