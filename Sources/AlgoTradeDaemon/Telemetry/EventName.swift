import Contracts

/// What a log record tells of. The names and their MESSAGE_IDs never change: searches, alerts
/// and scripts of operators rely on them.
enum EventName: String, CaseIterable, Sendable {
    // The daemon
    case starting, ready, stopping, stopped, signal
    case configWarning = "config_warning"
    case configReloaded = "config_reloaded"
    case shutdownTimeout = "shutdown_timeout"
    case statistics
    /// A record without a name of its own, from a library for example.
    case note
    /// The log itself lost records, see `LogOutput`.
    case logDropped = "log_dropped"

    // Kafka
    case embeddedBroker = "embedded_broker"
    case topicCreated = "topic_created"
    case topicDrift = "topic_drift"
    case brokerConnected = "broker_connected"
    case brokerLost = "broker_lost"
    case clientError = "client_error"
    case groupJoined = "group_joined"
    case partitionsAssigned = "partitions_assigned"
    case partitionsRevoked = "partitions_revoked"
    case transactionAborted = "transaction_aborted"
    case offsetReset = "offset_reset"
    case fenced

    // Troubles with Kafka that last, see `BusTrouble`
    case accessDenied = "access_denied"
    case brokerDown = "broker_down"
    case leaderMoved = "leader_moved"
    case coordinatorLost = "coordinator_lost"
    case offsetsUnsettled = "offsets_unsettled"
    case writesDelayed = "writes_delayed"
    case topicDenied = "topic_denied"
    case groupDenied = "group_denied"
    case transactionDenied = "transaction_denied"
    case topicMissing = "topic_missing"
    case recordTooLarge = "record_too_large"
    case clockSkew = "clock_skew"
    case noProgress = "no_progress"
    case throttled

    // Planes
    case planeStarted = "plane_started"
    case planeFailed = "plane_failed"
    case planeRestarting = "plane_restarting"
    case planeEscalated = "plane_escalated"
    case historyRead = "history_read"
    case stateDiscarded = "state_discarded"
    case feedFinished = "feed_finished"

    // Records and orders
    case poisonRecord = "poison_record"
    case deadLetter = "dead_letter"
    case orderRejected = "order_rejected"
    /// What became of an order: submitted, filled, canceled …
    case orderReport = "order_report"
    case orderAlarm = "order_alarm"
    case halted, resumed

    /// The journal's MESSAGE_ID: 32 hexadecimal digits, a pure function of the name.
    var messageID: String { Self.messageIDs[self] ?? Self.makeMessageID(self) }

    private static let messageIDs = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, makeMessageID($0)) })

    private static func makeMessageID(_ name: EventName) -> String {
        let id = MessageID { hash in
            hash.combine("algotraded event")
            hash.combine(name.rawValue)
        }
        return id.description.filter { $0 != "-" }
    }
}
