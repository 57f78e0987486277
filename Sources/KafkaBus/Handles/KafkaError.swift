internal import CRDKafka
import Contracts

extension rd_kafka_resp_err_t {
    /// librdkafka's words for the code.
    var text: String { unsafe String(cString: rd_kafka_err2str(self)) }

    var isNone: Bool { self == RD_KAFKA_RESP_ERR_NO_ERROR }

    /// A record was given up, for another reason.
    var isPurge: Bool {
        self == RD_KAFKA_RESP_ERR__PURGE_QUEUE || self == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT
    }

    /// Nobody is reached, or a broker is busy finding its role or its replicas: waiting helps.
    var isTransient: Bool {
        switch self {
        case RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN,
            RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__MSG_TIMED_OUT,
            RD_KAFKA_RESP_ERR__WAIT_COORD, RD_KAFKA_RESP_ERR__RESOLVE,
            RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE, RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT,
            RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_COORDINATOR,
            RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS,
            RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
            RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION, RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR,
            RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH, RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH,
            RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_CONTROLLER,
            RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
            RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND,
            RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT,
            RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS:
            true
        default: false
        }
    }

    var busCode: BusFault.Code {
        switch self {
        case _ where isTransient: .unreachable
        case RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR__SSL,
            RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED,
            RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED:
            .denied
        case RD_KAFKA_RESP_ERR__FENCED, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID,
            RD_KAFKA_RESP_ERR_PRODUCER_FENCED, RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH:
            .fenced
        case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID,
            RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS, RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST:
            .rebalanced
        case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE,
            RD_KAFKA_RESP_ERR_INVALID_RECORD:
            .recordRefused
        case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
            RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION, RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
            .topic
        case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE, RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION:
            .unsupported
        default: .clientFailed
        }
    }

    func fault(_ doing: String) -> BusFault {
        let code = busCode
        return BusFault(code, "\(doing): \(text)", retriable: code != .fenced)
    }
}

/// An `rd_kafka_error_t`, read once and destroyed.
struct KafkaError {
    let code: rd_kafka_resp_err_t
    let isFatal: Bool
    let isRetriable: Bool
    let requiresAbort: Bool
    let message: String

    /// Nil when the call succeeded.
    init?(taking error: OpaquePointer?) {
        guard let error = unsafe error else { return nil }
        code = unsafe rd_kafka_error_code(error)
        isFatal = unsafe rd_kafka_error_is_fatal(error) != 0
        isRetriable = unsafe rd_kafka_error_is_retriable(error) != 0
        requiresAbort = unsafe rd_kafka_error_txn_requires_abort(error) != 0
        message = unsafe String(cString: rd_kafka_error_string(error))
        unsafe rd_kafka_error_destroy(error)
    }

    /// What a call without an error object returned; nil when it succeeded.
    init?(_ code: rd_kafka_resp_err_t) {
        guard !code.isNone else { return nil }
        self.code = code
        isFatal = code == RD_KAFKA_RESP_ERR__FATAL
        isRetriable = code.isTransient
        requiresAbort = false
        message = code.text
    }

    func fault(_ doing: String) -> BusFault {
        let code = code.busCode
        return BusFault(code, "\(doing): \(message)", retriable: code != .fenced)
    }
}
