internal import CRDKafka
import Contracts

/// Why a commit did not go through.
enum TransactionFault: Error {
    case error(KafkaError)
    case failed(rd_kafka_resp_err_t)
    case bus(BusFault)
    /// The commit was under way when the producer failed for good.
    case outcomeUnknown(BusFault)

    var isFatal: Bool {
        if case .error(let error) = self { return error.isFatal }
        return false
    }

    var requiresAbort: Bool {
        if case .error(let error) = self { return error.requiresAbort }
        return false
    }

    /// Whether a record was refused, not the transaction.
    var isOfRecord: Bool {
        if case .failed = self { return true }
        return false
    }

    /// Whether the topic of a record is gone.
    var isOfMissingTopic: Bool { isOfRecord && clientCode?.trouble == .topicMissing }

    /// Whether a record's own error is the transaction's.
    var isRefusal: Bool {
        [.topicDenied, .recordTooLarge].contains(clientCode?.trouble)
    }

    var isOutcomeUnknown: Bool {
        if case .outcomeUnknown = self { return true }
        return false
    }

    /// librdkafka's code of the error behind it.
    var clientCode: rd_kafka_resp_err_t? {
        switch self {
        case .error(let error): error.code
        case .failed(let code): code
        case .bus, .outcomeUnknown: nil
        }
    }

    var busFault: BusFault {
        switch self {
        case .outcomeUnknown(let fault): fault
        case .error(let error): error.fault("committing")
        case .failed(let code): code.fault("writing")
        case .bus(let fault): fault
        }
    }
}
