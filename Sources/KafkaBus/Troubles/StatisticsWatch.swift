/// Finds in one client's statistics what is wrong, by comparing them with those before.
///
/// A broker, a coordinator or a leader that is missing counts from the second time on: between two
/// statistics each may be away for a good reason.
struct StatisticsWatch {
    /// What one client's last statistics show.
    private struct Findings {
        var brokersDown: Set<Int32> = []
        var isCoordinatorLost = false
        var leaderless: Set<String> = []
        var isThrottled = false
        var isRetrying = false
        /// Topics of which records have come.
        var flowing: Set<String> = []
    }

    private var before: [String: ClientStatistics] = [:]
    private var suspected: [String: Findings] = [:]
    private var found: [String: Findings] = [:]
    private let group: String
    /// When each client's last statistics but one were made: what they show of the time between
    /// disproves a trouble that is older.
    private var times: [String: (old: ContinuousClock.Instant, new: ContinuousClock.Instant)] = [:]
    /// Brokers, as `host:port`, that refuse this client.
    private var refusing: Set<String> = []

    init(group: String) {
        self.group = group
    }

    /// A broker lets nobody in; `text` begins with its name.
    mutating func noteRefusal(_ text: String) {
        if let address = Self.address(in: text) { refusing.insert(address) }
    }

    /// `host:port` of `sasl_ssl://host:port/1: …`, or of what ``CertificateCheck`` says.
    static func address(in text: String) -> String? {
        for mark in [CertificateCheck.addressMark, "://"] {
            guard let found = text.firstRange(of: mark) else { continue }
            return String(text[found.upperBound...].prefix { $0 != "/" && $0 != "," })
        }
        return nil
    }

    /// - Returns: what begins and what is over.
    mutating func take(
        _ new: ClientStatistics, _ ledger: inout TroubleLedger,
        at now: ContinuousClock.Instant = .now
    ) -> [TroubleNews] {
        let old = before[new.type]
        before[new.type] = new
        times[new.type] = (times[new.type]?.new ?? now, now)
        if new.brokers.contains(where: { $0.state == "UP" }) {
            // A name that only the first connection had is not met again.
            let waiting = new.brokers.filter { $0.state != "UP" }
            refusing.formIntersection(waiting.compactMap { Self.address(in: $0.name) })
        }
        var seen = Self.findings(new, old)
        let earlier = suspected[new.type] ?? Findings()
        // Between two attempts lies up to a second, and perhaps statistics that show none.
        if earlier.isRetrying, new.queued > 0, let old, !Self.isAcknowledged(new, old) {
            seen.isRetrying = true
        }
        suspected[new.type] = seen
        var certain = seen
        certain.brokersDown.formIntersection(earlier.brokersDown)
        certain.leaderless.formIntersection(earlier.leaderless)
        certain.isCoordinatorLost = seen.isCoordinatorLost && earlier.isCoordinatorLost
        certain.isRetrying = seen.isRetrying && earlier.isRetrying
        found[new.type] = certain
        var news = moves(new, old, &ledger)
        news += settle(new, &ledger, now)
        return news
    }

    private static func findings(_ new: ClientStatistics, _ old: ClientStatistics?) -> Findings {
        var findings = Findings()
        let reachable = new.brokers.contains { $0.state == "UP" }
        if reachable {
            // INIT is a broker that nobody needs now.
            findings.brokersDown = Set(
                new.brokers.filter { $0.isNode && !calm.contains($0.state) }.map(\.id))
            if let group = new.group { findings.isCoordinatorLost = group.state != "up" }
        }
        findings.isThrottled = new.brokers.contains { $0.throttle.max > 0 }
        guard let old else { return findings }
        findings.isRetrying = new.type == "producer" && isRetrying(new, old)
        for (name, topic) in new.topics {
            if topic.received > (old.topics[name]?.received ?? 0) { findings.flowing.insert(name) }
            let leaderless = topic.partitions.contains { number, partition in
                partition.leader < 0 && old.topics[name]?.partitions[number] != nil
            }
            if leaderless { findings.leaderless.insert(name) }
        }
        return findings
    }

    /// Whether requests were sent again, or messages sent of which none was acknowledged.
    private static func isRetrying(_ new: ClientStatistics, _ old: ClientStatistics) -> Bool {
        if new.retries > old.retries { return true }
        return new.topics.contains { name, topic in
            topic.partitions.contains { number, partition in
                guard let before = old.topics[name]?.partitions[number] else { return false }
                return partition.messagesSent > before.messagesSent
                    && partition.acknowledged == before.acknowledged
            }
        }
    }

    private static func isAcknowledged(_ new: ClientStatistics, _ old: ClientStatistics) -> Bool {
        new.topics.contains { name, topic in
            topic.partitions.contains { number, partition in
                let before = old.topics[name]?.partitions[number]?.acknowledged
                return before != nil && before != partition.acknowledged
            }
        }
    }

    private static let calm: Set<String> = ["UP", "UPDATE", "INIT"]

    /// Leaders that changed without anybody noticing.
    private func moves(
        _ new: ClientStatistics, _ old: ClientStatistics?, _ ledger: inout TroubleLedger
    ) -> [TroubleNews] {
        // One of the two clients is enough: consumers know the inputs, producers the outputs.
        var news: [TroubleNews] = []
        for (name, topic) in new.topics.sorted(by: { $0.key < $1.key }) {
            let moved = topic.partitions.filter { number, partition in
                let leader = old?.topics[name]?.partitions[number]?.leader ?? -1
                return leader >= 0 && partition.leader >= 0 && leader != partition.leader
            }
            guard let (number, partition) = moved.min(by: { $0.key < $1.key }) else { continue }
            let others = moved.count > 1 ? " and \(moved.count - 1) more" : ""
            news.append(
                ledger.mention(
                    .leaderMoved, name,
                    "\(name)/\(number)\(others): broker \(partition.leader) leads now"))
        }
        return news
    }

    private func settle(
        _ new: ClientStatistics, _ ledger: inout TroubleLedger, _ now: ContinuousClock.Instant
    ) -> [TroubleNews] {
        var news: [TroubleNews?] = []
        let down = found.values.reduce(into: Set<Int32>()) { $0.formUnion($1.brokersDown) }
        for id in down.sorted() {
            let name = new.brokers.first { $0.id == id }?.name ?? "\(id)"
            news.append(
                ledger.begin(
                    .brokerDown, "\(id)", "broker \(id) (\(name)) does not answer", at: now))
        }
        let leaderless = found.values.reduce(into: Set<String>()) { $0.formUnion($1.leaderless) }
        for topic in leaderless.sorted() {
            news.append(
                ledger.begin(.leaderMoved, topic, "\(topic) has partitions that no broker leads"))
        }
        // Who may not ask has no connection to it.
        if found.values.contains(where: \.isCoordinatorLost), !ledger.lasts(.groupDenied) {
            news.append(
                ledger.begin(
                    .coordinatorLost, group, "no coordinator of group \(group) is reached", at: now)
            )
        }
        if found.values.contains(where: \.isThrottled) {
            let held = new.brokers.map(\.throttle.max).max() ?? 0
            news.append(
                ledger.begin(.throttled, "", "a quota holds answers back by \(held) ms", at: now))
        }
        if found.values.contains(where: \.isRetrying) {
            news.append(
                ledger.begin(.writesDelayed, "", "brokers take outputs only after retries", at: now)
            )
        }
        let fresh = times[new.type]?.old ?? now
        return news.compactMap { $0 } + ended(new, since: fresh, down, leaderless, &ledger, now)
    }

    private func ended(
        _ new: ClientStatistics, since fresh: ContinuousClock.Instant, _ down: Set<Int32>,
        _ leaderless: Set<String>, _ ledger: inout TroubleLedger,
        _ now: ContinuousClock.Instant
    ) -> [TroubleNews] {
        ledger.end(all: .figures, at: now) { trouble, subject, since in
            switch trouble {
            case .brokerDown: Int32(subject).map { !down.contains($0) } ?? true
            case .leaderMoved: !leaderless.contains(subject)
            case .coordinatorLost: !found.values.contains(where: \.isCoordinatorLost)
            case .throttled: !found.values.contains(where: \.isThrottled)
            case .writesDelayed: !found.values.contains(where: \.isRetrying)
            case .accessDenied: refusing.isEmpty && new.brokers.contains { $0.state == "UP" }
            case .topicMissing: since <= fresh && new.topics[subject]?.isLed == true
            case .groupDenied: since <= fresh && new.group?.joinState == "steady"
            case .topicDenied:
                since <= fresh && found[new.type]?.flowing.contains(subject) == true
            case .transactionDenied, .recordTooLarge, .clockSkew, .noProgress, .offsetsUnsettled:
                false
            }
        }
    }
}

extension TopicStatistics {
    fileprivate var isLed: Bool {
        !partitions.isEmpty && partitions.values.allSatisfy { $0.leader >= 0 && !$0.isUnknown }
    }

    fileprivate var received: Int { partitions.values.reduce(0) { $0 + $1.messagesReceived } }
}
