internal import CRDKafka
import Contracts
import Glibc

/// A librdkafka client and the queue that its events come from; destroyed in that order:
/// queue first, then client, as `rd_kafka_destroy` demands that no reference is left.
@safe struct ClientHandle: ~Copyable {
    let client: OpaquePointer
    let queue: OpaquePointer
    /// A consumer's.
    private let login: (name: String, password: String)
    private let fetchCalls: FetchCalls?

    /// A producer; its events go to the main queue, which rings `wake`.
    init(
        producer configuration: consuming ClientConfiguration, wake: Int32
    ) throws(BusFault) {
        login = ("", "")
        fetchCalls = nil
        unsafe client = try configuration.makeClient(RD_KAFKA_PRODUCER)
        unsafe queue = rd_kafka_queue_get_main(client)
        unsafe rd_kafka_set_log_queue(client, queue)
        unsafe Self.ring(wake, for: queue)
    }

    /// A consumer; main queue and log are forwarded to the consumer queue, which rings `wake`.
    init(
        consumer configuration: consuming ClientConfiguration, wake: Int32
    ) throws(BusFault) {
        login = configuration.login
        fetchCalls = configuration.fetchCalls
        unsafe client = try configuration.makeClient(RD_KAFKA_CONSUMER)
        unsafe rd_kafka_poll_set_consumer(client)
        unsafe queue = rd_kafka_queue_get_consumer(client)
        unsafe rd_kafka_set_log_queue(client, queue)
        unsafe Self.ring(wake, for: queue)
    }

    deinit {
        unsafe rd_kafka_queue_io_event_enable(queue, -1, nil, 0)
        unsafe rd_kafka_queue_destroy(queue)
        unsafe Self.destroy(Ending(client: client, fetchCalls: fetchCalls))
    }

    /// Longest wait for a client's end.
    private static let destroySeconds = 5

    /// What a client's end needs.
    @safe private final class Ending: Sendable {
        private nonisolated(unsafe) let client: OpaquePointer
        private let fetchCalls: FetchCalls?

        init(client: OpaquePointer, fetchCalls: FetchCalls?) {
            unsafe self.client = client
            self.fetchCalls = fetchCalls
        }

        func run() {
            withExtendedLifetime(fetchCalls) {
                unsafe rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
            }
        }
    }

    /// Destroys a client on a thread of its own. librdkafka joins its threads, and one of them may
    /// never end: that of a broker, now and then when a topic was deleted and made again. Such a
    /// client is left behind; everything that matters, its group and its records, is settled.
    private static func destroy(_ ending: Ending) {
        var thread = pthread_t()
        let failed = unsafe pthread_create(
            &thread, nil,
            { ending in
                let ending = unsafe Unmanaged<Ending>.fromOpaque(ending!).takeRetainedValue()
                ending.run()
                return nil
            }, Unmanaged.passRetained(ending).toOpaque())
        precondition(failed == 0, "no thread can be started")
        var limit = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &limit)
        limit.tv_sec += destroySeconds
        if unsafe pthread_timedjoin_np(thread, nil, &limit) != 0 { pthread_detach(thread) }
    }

    /// What ended the client for good; nil while it lives. Events and calls only say "fatal" then.
    borrowing func fatalErrorCode() -> rd_kafka_resp_err_t? {
        var text = [CChar](repeating: 0, count: 256)
        let error = unsafe rd_kafka_fatal_error(client, &text, text.count)
        return error.isNone ? nil : error
    }

    /// The next event, or nil; never waits longer than `timeoutMs`.
    borrowing func poll(timeoutMs: Int32 = 0) -> ClientEvent? {
        guard let event = unsafe rd_kafka_queue_poll(queue, timeoutMs) else { return nil }
        return unsafe ClientEvent(event)
    }

    /// Events that wait; each fetched record is one.
    var waiting: Int { unsafe rd_kafka_queue_length(queue) }

    /// Has a consumer's brokers' threads look what there is to do. Setting the login anew, to what
    /// it is, is the only call that does this and nothing else; without SASL it is not used.
    borrowing func wakeBrokers() {
        _ = unsafe KafkaError(
            taking: rd_kafka_sasl_set_credentials(client, login.name, login.password))
    }

    /// Asks for the leaders of all topics, so that a producer's first records need not wait for
    /// librdkafka's own asking, up to a second later. Without an answer that is what happens.
    borrowing func learnTopics() {
        var metadata: UnsafePointer<rd_kafka_metadata>?
        guard unsafe rd_kafka_metadata(client, 1, nil, &metadata, 500).isNone else { return }
        unsafe rd_kafka_metadata_destroy(metadata)
    }

    /// Begins to abort a producer's transaction, so that no partition is added to it any more. A
    /// client that is destroyed while it asks for that may end the whole process: a thread that
    /// ends answers the question before it is counted (librdkafka's assertion `txn_req_cnt`).
    borrowing func leaveTransaction() {
        _ = unsafe KafkaError(taking: rd_kafka_abort_transaction(client, 100))
    }

    /// "fd will be written to when the queue transitions from empty to non-empty": so whoever is
    /// woken drains until empty.
    private static func ring(_ wake: Int32, for queue: OpaquePointer?) {
        var one: UInt64 = 1
        unsafe rd_kafka_queue_io_event_enable(queue, wake, &one, MemoryLayout<UInt64>.size)
    }
}

/// An event taken from a client's queue.
@safe struct ClientEvent: ~Copyable {
    let event: OpaquePointer

    init(_ event: OpaquePointer) {
        unsafe self.event = event
    }

    deinit {
        unsafe rd_kafka_event_destroy(event)
    }

    var type: Int32 { unsafe rd_kafka_event_type(event) }
    /// A login that broke off is a broken connection.
    var error: rd_kafka_resp_err_t {
        let error = unsafe rd_kafka_event_error(event)
        guard error == RD_KAFKA_RESP_ERR__AUTHENTICATION, AccessJudge.isCutOff(errorText) else {
            return error
        }
        return RD_KAFKA_RESP_ERR__TRANSPORT
    }
    var isFatal: Bool { unsafe rd_kafka_event_error_is_fatal(event) != 0 }

    var errorText: String {
        guard let text = unsafe rd_kafka_event_error_string(event) else {
            return unsafe rd_kafka_event_error(event).text
        }
        return unsafe String(cString: text)
    }

    /// The librdkafka log line, if this is one.
    var logLine: BusNotice? {
        var facility: UnsafePointer<CChar>?
        var text: UnsafePointer<CChar>?
        var level: Int32 = 0
        guard unsafe rd_kafka_event_log(event, &facility, &text, &level) == 0 else { return nil }
        return .clientLog(
            level: Int(level), facility: unsafe facility.map { unsafe String(cString: $0) } ?? "",
            text: unsafe text.map { unsafe String(cString: $0) } ?? "")
    }

    var statistics: ClientStatistics? {
        guard let json = unsafe rd_kafka_event_stats(event) else { return nil }
        return unsafe ClientStatistics(json: String(cString: json))
    }
}
