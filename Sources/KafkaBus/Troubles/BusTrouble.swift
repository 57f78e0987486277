/// A state of trouble with Kafka that lasts: told when it begins and when it is over, not with
/// each retry. The daemon's log and `docs/OPERATING.md` know each by this name.
public enum BusTrouble: String, CaseIterable, Sendable {
    /// Brokers and client do not come to terms: password, certificate, protocol.
    case accessDenied = "access_denied"
    /// A broker does not answer while others do.
    case brokerDown = "broker_down"
    /// A topic has partitions that no broker leads; or another one leads them now.
    case leaderMoved = "leader_moved"
    /// The connection to the group's coordinator is gone while brokers answer.
    case coordinatorLost = "coordinator_lost"
    /// The group has given partitions and does not tell their offsets.
    case offsetsUnsettled = "offsets_unsettled"
    /// Brokers take outputs only after retries: too few replicas are in sync, a leader is missing.
    case writesDelayed = "writes_delayed"
    case topicDenied = "topic_denied"
    case groupDenied = "group_denied"
    case transactionDenied = "transaction_denied"
    /// A topic is gone, or its partitions are.
    case topicMissing = "topic_missing"
    case recordTooLarge = "record_too_large"
    /// Records carry times that are ahead of this host's clock, or the brokers find ours wrong.
    case clockSkew = "clock_skew"
    /// Records wait and none is taken, or the group gives no partitions.
    case noProgress = "no_progress"
    /// A quota holds this client back.
    case throttled

    /// What helps against it.
    public var remedy: String {
        switch self {
        case .accessDenied: "check the security keys of the kafka section"
        case .brokerDown: "bring the broker back; its partitions are served by others meanwhile"
        case .leaderMoved: "none needed while brokers elect leaders; if it lasts, bring them back"
        case .coordinatorLost:
            "none needed while the group moves; if it lasts, see the brokers' log"
        case .offsetsUnsettled:
            "none needed: brokers end a dead member's transaction after its timeout; if it lasts, "
                + "see the brokers' log"
        case .writesDelayed:
            "bring replicas back; topics.*.min_insync_replicas may ask for more than there are"
        case .topicDenied:
            "allow Describe and Read on input topics, Write on outputs, for kafka.sasl_username"
        case .groupDenied: "allow Read on the groups of kafka.group_id for kafka.sasl_username"
        case .transactionDenied:
            "allow Write and Describe on the transactional ids that begin with kafka.group_id, "
                + "and IdempotentWrite on the cluster, for kafka.sasl_username"
        case .topicMissing: "make it again with `algotraded topics apply`"
        case .recordTooLarge: "raise max.message.bytes of the topic to 2097152"
        case .clockSkew: "put the clocks right (NTP) here, on the brokers and at the producers"
        case .noProgress: "see whether another member of the group hangs, and the brokers' log"
        case .throttled: "raise the quota of this user or client, or send less"
        }
    }
}

/// The beginning or the end of a trouble.
public struct TroubleNews: Equatable, Sendable {
    public var trouble: BusTrouble
    /// A topic, a broker's number, a group; empty when there is only one such state.
    public var subject: String
    public var detail: String
    public var remedy: String
    /// How long it lasted; nil while it does.
    public var lasted: Duration?

    public init(
        _ trouble: BusTrouble, _ subject: String, _ detail: String, remedy: String? = nil,
        lasted: Duration? = nil
    ) {
        self.trouble = trouble
        self.subject = subject
        self.detail = detail
        self.remedy = remedy ?? trouble.remedy
        self.lasted = lasted
    }
}
