internal import CRDKafka
import Contracts

/// What a bus knows of its own well-being: figures, troubles, and why brokers refuse it.
struct BusMonitor {
    /// All but the troubles, which ``snapshot`` adds.
    var figures = BusFigures()
    var judge: AccessJudge
    private(set) var ledger = TroubleLedger()
    private var watch: StatisticsWatch
    private var progress: ProgressWatch
    private let group: String
    /// Why the last connection may have failed; not certain.
    private var hint: AccessJudge.Verdict?
    /// Brokers have let this client in: what they refuse now is most likely not its way of asking.
    private var hasAccess = false
    private var aheadAt: ContinuousClock.Instant?

    init(_ settings: KafkaSettings, plane: String) {
        group = "\(settings.groupId).\(plane)"
        judge = AccessJudge(settings)
        watch = StatisticsWatch(group: group)
        progress = ProgressWatch(group: group, sessionTimeout: settings.sessionTimeout)
    }

    /// Whether no broker lets this client in, which has been told.
    var isDenied: Bool { ledger.lasts(.accessDenied) }

    /// - Parameters:
    ///   - isWaiting: the plane reads its past before it takes what is new, or no broker is there.
    ///   - isDrained: nothing that was fetched is left; so what lies between the plane's position
    ///     and the client's are ends of transactions, which are no records.
    ///   - position: the next offset that the plane takes of a partition.
    mutating func take(
        _ statistics: ClientStatistics, isWaiting: Bool = false, isDrained: Bool = false,
        position: (TopicPartition) -> Int64?
    ) -> [TroubleNews] {
        if statistics.type == "producer" {
            figures.producer = statistics
        } else {
            figures.consumer = statistics
            figures.lag = [:]
            for (topic, of) in statistics.topics {
                for (number, partition) in of.partitions where partition.end >= 0 {
                    let place = TopicPartition(topic: topic, partition: number)
                    guard let taken = position(place) else { continue }
                    let next = isDrained ? max(taken, partition.next) : taken
                    figures.lag[place] = max(0, partition.end - next)
                }
            }
        }
        var news = watch.take(statistics, &ledger)
        if statistics.type == "consumer" {
            let isWatched = !isWaiting && !Self.explaining.contains { ledger.lasts($0) }
            news += progress.take(
                statistics, isWatched: isWatched, &ledger, position: position)
        }
        return news
    }

    /// The figures with what the ledger holds now.
    var snapshot: BusFigures {
        var snapshot = figures
        snapshot.troubles = ledger.counts
        snapshot.lasting = ledger.lasting
        return snapshot
    }

    /// Troubles in which nothing goes on, as they say themselves.
    private static let explaining: [BusTrouble] = [
        .accessDenied, .topicDenied, .groupDenied, .topicMissing, .coordinatorLost,
        .offsetsUnsettled,
    ]

    mutating func count(_ code: BusFault.Code) { figures.errors[code, default: 0] += 1 }

    /// The reason for `lost`: the likely cause, if one was seen.
    func reason(_ text: String) -> String {
        guard let hint else { return text }
        return hasAccess ? "\(text); unless it comes back, \(hint.busFault)" : "\(hint.busFault)"
    }

    /// A broker has done what this client asked for.
    mutating func noteAccess() {
        hint = nil
        hasAccess = true
    }

    /// Takes an error apart that is a trouble of its own.
    ///
    /// - Returns: whether it is one, and what is new about it.
    mutating func judge(
        _ code: rd_kafka_resp_err_t, _ text: String, topic: String?,
        side: TroubleLedger.Side = .figures
    ) -> (isTrouble: Bool, news: TroubleNews?) {
        if let verdict = judge.verdict(text) { return (true, take(verdict)) }
        guard let trouble = code.trouble else { return (false, nil) }
        // It was told with the topic.
        if trouble == .topicDenied, topic == nil, ledger.lasts(trouble) { return (true, nil) }
        let (subject, detail) =
            switch trouble {
            case .topicDenied, .topicMissing, .recordTooLarge: (topic ?? "", text)
            case .groupDenied: (group, "ACLs refuse group \(group)")
            default: ("", text)
            }
        return (true, ledger.begin(trouble, subject, detail, side: side))
    }

    /// News, if the verdict is certain; else it is the likely cause of the next loss.
    mutating func take(_ verdict: AccessJudge.Verdict) -> TroubleNews? {
        guard verdict.isCertain else {
            hint = verdict
            return nil
        }
        watch.noteRefusal(verdict.detail)
        return ledger.begin(
            .accessDenied, "", verdict.busFault.message, remedy: verdict.fault.remedy)
    }

    /// Whether ACLs refuse what this client does, or its topic is gone, which has been told.
    var isRefused: Bool {
        [.topicDenied, .groupDenied, .transactionDenied, .topicMissing].contains {
            ledger.lasts($0)
        }
    }

    /// The transactional id is this client's.
    mutating func noteTransactionalId() -> TroubleNews? {
        noteAccess()
        return ledger.end(.transactionDenied)
    }

    /// The offsets of given partitions are there (nil), or why they are not.
    mutating func noteOffsets(missing: String?) -> TroubleNews? {
        guard let missing else { return ledger.end(.offsetsUnsettled, group) }
        return ledger.begin(.offsetsUnsettled, group, missing, side: .reading)
    }

    /// ACLs refuse what the plane's state is rebuilt from; nothing new when the clients tell it.
    mutating func noteRefusedPast(
        _ fault: BusFault, _ trouble: BusTrouble, _ subject: String
    ) -> TroubleNews? {
        guard !ledger.lasts(.accessDenied) else { return nil }
        let remedy = fault.remedy.isEmpty ? nil : fault.remedy
        return ledger.begin(trouble, subject, fault.message, remedy: remedy, side: .past)
    }

    /// The plane's state is rebuilt.
    mutating func noteReadPast() -> [TroubleNews] { ledger.end(all: .past) }

    /// A commit went through.
    mutating func noteCommit(
        after duration: Duration, isTransaction: Bool
    ) -> [TroubleNews] {
        if isTransaction { figures.transactionsCommitted += 1 }
        figures.commitLatency.add(duration)
        noteAccess()
        return ledger.end(all: .writing)
    }

    /// A record has come, with Kafka's time.
    ///
    /// - Parameter now: read only where it counts.
    mutating func note(
        timestampMs: Int64, of topic: String, hostMs: Int64,
        at now: @autoclosure () -> ContinuousClock.Instant = .now
    ) -> TroubleNews? {
        if let ahead = ClockWatch.ahead(timestampMs: timestampMs, hostMs: hostMs) {
            let now = now()
            aheadAt = now
            return ledger.begin(
                .clockSkew, "",
                "records of \(topic) are \(ahead.components.seconds) s ahead of this host's clock",
                side: .reading, at: now)
        }
        guard let last = aheadAt, now() - last > ClockWatch.quiet else { return nil }
        aheadAt = nil
        return ledger.end(.clockSkew, at: now())
    }
}

extension rd_kafka_resp_err_t {
    /// The lasting trouble that the error is a sign of.
    var trouble: BusTrouble? {
        switch self {
        case RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR__SSL,
            RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
            .accessDenied
        case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED: .topicDenied
        case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED: .groupDenied
        case RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
            .transactionDenied
        case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
            RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
            .topicMissing
        case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
            .recordTooLarge
        case RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
            RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND:
            .writesDelayed
        case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP: .clockSkew
        default: nil
        }
    }
}
