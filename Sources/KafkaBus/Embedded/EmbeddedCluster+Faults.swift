internal import CRDKafka
import Contracts

/// What can go wrong between brokers, for tests.
extension EmbeddedCluster {
    /// A request by its number in Kafka's protocol.
    enum Request: Int16 {
        case produce = 0
        case fetch = 1
        case listOffsets = 2
        case offsetFetch = 9
        case findCoordinator = 10
        case joinGroup = 11
        case heartbeat = 12
        case transactionalId = 22
        case transactionPartitions = 24
        case transactionOffsets = 28
    }

    /// An error of a broker.
    enum Refusal {
        case notEnoughReplicas, topicDenied, groupDenied, transactionDenied, noLeader
        case coordinatorLoading
        /// A transaction holds offsets of the group.
        case unstableOffsets
        /// The coordinator has thrown the member out; it wants the group to be balanced anew.
        case memberUnknown, rebalancing

        fileprivate var code: rd_kafka_resp_err_t {
            switch self {
            case .notEnoughReplicas: RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS
            case .topicDenied: RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED
            case .transactionDenied: RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED
            case .groupDenied: RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED
            case .coordinatorLoading: RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS
            case .noLeader: RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE
            case .unstableOffsets: RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT
            case .memberUnknown: RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID
            case .rebalancing: RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS
            }
        }
    }

    /// The next so many answers to a request carry an error.
    func inject(_ refusal: Refusal, into request: Request, times: Int) {
        let errors = Array(repeating: refusal.code, count: times)
        unsafe errors.withUnsafeBufferPointer { errors in
            unsafe rd_kafka_mock_push_request_errors_array(
                handle.cluster, request.rawValue, errors.count, errors.baseAddress)
        }
    }

    /// ACLs hide a topic from clients.
    func hide(_ topic: String) {
        unsafe rd_kafka_mock_topic_set_error(
            handle.cluster, topic, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
    }

    /// Another broker leads the partition.
    func setLeader(of topic: String, _ partition: Int32, to broker: Int32) {
        unsafe rd_kafka_mock_partition_set_leader(handle.cluster, topic, partition, broker)
    }

    /// A broker takes so long for each answer.
    func setRoundTrip(of broker: Int32, milliseconds: Int32) {
        unsafe rd_kafka_mock_broker_set_rtt(handle.cluster, broker, milliseconds)
    }

    /// The broker that coordinates a group.
    func setCoordinator(of group: String, to broker: Int32) {
        unsafe rd_kafka_mock_coordinator_set(handle.cluster, "group", group, broker)
    }
}
