internal import CRDKafka
public import Contracts

/// Questions and changes to a cluster, on a thread of their own: every call waits for its answer
/// there, never on a cooperative thread.
public actor KafkaAdmin {
    private nonisolated let thread = BusThread()
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    var handle: AdminHandle?

    /// - Parameter isolation: whether ``watermarks(_:)`` stops before the first open transaction
    ///   (`read_committed`), or tells the next offset there will be (`read_uncommitted`).
    public init(
        _ settings: KafkaSettings, isolation: String = "read_committed"
    ) throws(BusFault) {
        handle = try AdminHandle(settings, isolation: isolation, wake: thread)
        thread.start(name: "bus.admin") { nil }
    }

    public func close() {
        handle = nil
        thread.finish()
    }

    /// The cluster as its brokers tell it. Asks again until `timeout` is over.
    /// - Throws: ``BusFault`` `.unreachable` or `.denied` with librdkafka's last word.
    public func cluster(timeout: Duration) throws(BusFault) -> ClusterState {
        let handle = try opened()
        let deadline = ContinuousClock.now + timeout
        var error = RD_KAFKA_RESP_ERR__TRANSPORT
        var rounds = 0
        repeat {
            rounds += 1
            var metadata: UnsafePointer<rd_kafka_metadata>?
            error = unsafe rd_kafka_metadata(handle.client.client, 1, nil, &metadata, 1000)
            if error.isNone, let metadata = unsafe metadata {
                defer { unsafe rd_kafka_metadata_destroy(metadata) }
                return unsafe ClusterState(metadata.pointee, id: clusterId(handle))
            }
            handle.client.drainErrors(into: &handle.lastError, &handle.judge)
            // What is certain to be refused is not asked for again and again; another of several
            // brokers may still answer.
            if let code = handle.lastError?.code, code != .unreachable, rounds > 1 { break }
        } while error.isTransient && ContinuousClock.now < deadline && !Task.isCancelled
        throw handle.lastError ?? error.fault("asking for the cluster's metadata")
    }

    /// First and next offset of a partition.
    public func watermarks(_ partition: TopicPartition) throws(BusFault) -> Range<Int64> {
        try opened().client.watermarks(partition, timeoutMs: 5000)
    }

    /// Lets time pass between two questions; an event may end it.
    func rest(milliseconds: Int32) {
        _ = handle?.client.poll(timeoutMs: milliseconds)
    }

    func opened() throws(BusFault) -> AdminHandle {
        guard let handle else { throw BusFault(.closed, "closed", retriable: false) }
        return handle
    }

    private func clusterId(_ handle: AdminHandle) -> String {
        guard let id = unsafe rd_kafka_clusterid(handle.client.client, 1000) else { return "" }
        defer { unsafe rd_kafka_mem_free(handle.client.client, id) }
        return unsafe String(cString: id)
    }
}

/// Brokers and topics.
public struct ClusterState: Sendable {
    public struct Broker: Sendable, Equatable {
        public var id: Int32
        public var host: String
        public var port: Int32
    }

    public var id: String
    public var brokers: [Broker]
    /// Partition count and smallest replication of each topic, by name.
    public var topics: [String: (partitions: Int, replication: Int)]

    init(_ metadata: rd_kafka_metadata, id: String) {
        self.id = id
        brokers = unsafe (0..<Int(metadata.broker_cnt)).map { index in
            let broker = unsafe metadata.brokers[index]
            return unsafe Broker(
                id: broker.id, host: String(cString: broker.host), port: broker.port)
        }
        topics = [:]
        for index in 0..<Int(unsafe metadata.topic_cnt) {
            let topic = unsafe metadata.topics[index]
            guard unsafe topic.err.isNone else { continue }
            let replicas = unsafe (0..<Int(topic.partition_cnt)).map {
                unsafe Int(topic.partitions[$0].replica_cnt)
            }
            unsafe topics[String(cString: topic.topic)] = (
                Int(topic.partition_cnt), replicas.min() ?? 0
            )
        }
    }
}

/// The admin's client and the queue that answers come to.
@safe final class AdminHandle {
    let client: ClientHandle
    /// The last error event that says more than "timed out": a refused login, a wrong CA.
    var lastError: BusFault?
    var judge: AccessJudge
    private let answers: OpaquePointer

    init(
        _ settings: KafkaSettings, isolation: String, wake: BusThread
    ) throws(BusFault) {
        judge = AccessJudge(settings)
        var configuration = ClientConfiguration()
        try configuration.setCommon(settings, role: "admin")
        // Asking for a topic by its name must not make it. It is meant for consumers, which is told
        // in a log line that nobody reads here.
        try configuration.set("allow.auto.create.topics", "false")
        if isolation != "read_committed" { try configuration.set("isolation.level", isolation) }
        configuration.setEvents(
            RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_STATS)
        client = try ClientHandle(producer: configuration, wake: wake.wakeDescriptor)
        unsafe answers = rd_kafka_queue_new(client.client)
    }

    deinit {
        unsafe rd_kafka_queue_destroy(answers)
    }

    /// Makes a request and waits for its answer.
    func ask<Answer>(
        _ operation: rd_kafka_admin_op_t, _ doing: String, timeoutMs: Int32 = 10_000,
        request: (OpaquePointer, OpaquePointer) -> Void,
        read: (borrowing ClientEvent) throws(BusFault) -> Answer
    ) throws(BusFault) -> Answer {
        let options = unsafe rd_kafka_AdminOptions_new(client.client, operation)
        defer { unsafe rd_kafka_AdminOptions_destroy(options) }
        var text = [CChar](repeating: 0, count: 256)
        unsafe rd_kafka_AdminOptions_set_request_timeout(options, timeoutMs, &text, text.count)
        unsafe request(options!, answers)
        guard let event = unsafe rd_kafka_queue_poll(answers, timeoutMs + 1000) else {
            throw BusFault(.unreachable, "\(doing): no answer")
        }
        let answer = unsafe ClientEvent(event)
        guard answer.error.isNone else {
            throw BusFault(answer.error.busCode, "\(doing): \(answer.errorText)")
        }
        return try read(answer)
    }
}

extension ClientHandle {
    /// Drops waiting events, keeping the last error that tells something.
    borrowing func drainErrors(into last: inout BusFault?, _ judge: inout AccessJudge) {
        while let event = poll() {
            if let fault = event.fault(&judge), fault.tellsMore(than: last) { last = fault }
        }
    }
}

extension ClientEvent {
    /// The error of an event, with what the judge makes of it; nil for other events.
    func fault(_ judge: inout AccessJudge) -> BusFault? {
        if type == RD_KAFKA_EVENT_LOG, case .clientLog(_, let facility, let text) = logLine {
            return judge.verdict(onLog: text, facility: facility)?.busFault
        }
        guard type == RD_KAFKA_EVENT_ERROR else { return nil }
        return judge.verdict(errorText)?.busFault ?? BusFault(error.busCode, errorText)
    }
}

extension BusFault {
    /// Nobody answers, and nobody knows why.
    var isSilence: Bool { code == .unreachable && remedy.isEmpty }

    /// ACLs hide topics.
    public static func hiding(_ topics: [String]) -> BusFault {
        BusFault(
            .denied, "ACLs hide topics that are needed: \(topics.joined(separator: ", "))",
            remedy: "allow the user Describe on them (Read and Write imply it)")
    }

    /// Whether it says more than another, seen before: a refusal more than silence, a likely cause
    /// more than none.
    func tellsMore(than other: BusFault?) -> Bool {
        guard let other else { return true }
        if code != .unreachable { return true }
        return other.code == .unreachable && !remedy.isEmpty
    }
}
