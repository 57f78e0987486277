internal import CRDKafka
public import Contracts

/// librdkafka's mock cluster in this process: to try the daemon out and to test. It keeps
/// everything in memory, only about the last 5 MB of each partition, and forgets it on exit.
public actor EmbeddedCluster {
    /// `host:port` for clients.
    public nonisolated let bootstrapServers: String
    let handle: MockHandle

    /// - Parameter brokers: one is enough; tests of what happens between brokers need more.
    public init(brokers: Int = 1) throws(BusFault) {
        let handle = try MockHandle(brokers: brokers)
        self.handle = handle
        bootstrapServers = handle.bootstrapServers
    }

    /// Makes a topic with that many partitions; the mock knows no topic configuration.
    public func create(_ topic: String, partitions: Int) throws(BusFault) {
        let error = unsafe rd_kafka_mock_topic_create(
            handle.cluster, topic, Int32(partitions), 1)
        guard error.isNone || error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS else {
            throw error.fault("creating \(topic) on the embedded cluster")
        }
    }

    /// Takes a broker away and brings it back, for tests.
    public func setBroker(_ id: Int32 = 1, up: Bool) {
        if up {
            unsafe rd_kafka_mock_broker_set_up(handle.cluster, id)
        } else {
            unsafe rd_kafka_mock_broker_set_down(handle.cluster, id)
        }
    }
}

/// The mock cluster and the client it lives on, destroyed in that order.
@safe final class MockHandle {
    let cluster: OpaquePointer
    let bootstrapServers: String
    private let client: OpaquePointer

    init(brokers: Int) throws(BusFault) {
        var configuration = ClientConfiguration()
        try configuration.set("client.id", "algotraded.embedded")
        try configuration.set("log_level", "0")
        let client = unsafe try configuration.makeClient(RD_KAFKA_PRODUCER)
        guard let cluster = unsafe rd_kafka_mock_cluster_new(client, Int32(brokers)) else {
            unsafe rd_kafka_destroy(client)
            throw BusFault(.clientFailed, "the embedded cluster cannot start")
        }
        unsafe self.client = client
        unsafe self.cluster = cluster
        unsafe bootstrapServers = String(cString: rd_kafka_mock_cluster_bootstraps(cluster))
    }

    deinit {
        unsafe rd_kafka_mock_cluster_destroy(cluster)
        unsafe rd_kafka_destroy(client)
    }
}
