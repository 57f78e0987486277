import KafkaBus
import Logging
import Synchronization

/// The troubles with Kafka that last, over all planes: each is told when the first plane meets it
/// and when no plane has it any more.
final class Troubles: Sendable {
    struct Key: Hashable, Sendable {
        var trouble: BusTrouble
        /// A topic, a broker, a group; empty when there is only one.
        var subject: String
    }

    private struct State {
        var planes: Set<PlaneName>
        var since: ContinuousClock.Instant
    }

    private let logger: Logger
    private let states = Mutex<[Key: State]>([:])

    init(logger: Logger) {
        self.logger = logger
    }

    /// What lasts now, sorted by name.
    var lasting: [Key] {
        states.withLock { $0.keys.sorted { ($0.name, $0.subject) < ($1.name, $1.subject) } }
    }

    func take(_ plane: PlaneName, _ news: TroubleNews, at now: ContinuousClock.Instant = .now) {
        let key = Key(trouble: news.trouble, subject: news.subject)
        if let lasted = news.lasted {
            if lasted == .zero, !states.withLock({ $0.keys.contains(key) }) {
                log(key, .info, news.detail)
            } else {
                end(key, plane, now)
            }
            return
        }
        let isNew = states.withLock { states in
            guard states[key] == nil else {
                states[key]?.planes.insert(plane)
                return false
            }
            states[key] = State(planes: [plane], since: now)
            return true
        }
        if isNew { log(key, key.trouble.level, "\(news.detail); \(news.remedy)") }
    }

    /// A plane's bus knows of these alone: what another bus of the plane began, before it was
    /// closed, is over.
    func settle(
        _ plane: PlaneName, _ lasting: [BusTrouble: Set<String>],
        at now: ContinuousClock.Instant = .now
    ) {
        let over = states.withLock { states in
            states.filter { key, state in
                state.planes.contains(plane)
                    && lasting[key.trouble]?.contains(key.subject) != true
            }.map(\.key)
        }
        for key in over { end(key, plane, now) }
    }

    private func end(_ key: Key, _ plane: PlaneName, _ now: ContinuousClock.Instant) {
        let since = states.withLock { states -> ContinuousClock.Instant? in
            guard var state = states[key] else { return nil }
            state.planes.remove(plane)
            states[key] = state.planes.isEmpty ? nil : state
            return state.planes.isEmpty ? state.since : nil
        }
        guard let since else { return }
        let what = key.subject.isEmpty ? "" : " (\(key.subject))"
        log(key, .notice, "over after \(NumberText.span(now - since)): \(key.name)\(what)")
    }

    private func log(_ key: Key, _ level: Logger.Level, _ text: String) {
        let topic = key.trouble.isOfTopic ? key.subject : ""
        logger.record(key.trouble.event, level, text, [.topic: topic, .fault: key.name])
    }
}

extension Troubles.Key {
    fileprivate var name: String { trouble.rawValue }
}

extension BusTrouble {
    /// The log's name for it.
    var event: EventName {
        switch self {
        case .accessDenied: .accessDenied
        case .brokerDown: .brokerDown
        case .leaderMoved: .leaderMoved
        case .coordinatorLost: .coordinatorLost
        case .offsetsUnsettled: .offsetsUnsettled
        case .writesDelayed: .writesDelayed
        case .topicDenied: .topicDenied
        case .groupDenied: .groupDenied
        case .transactionDenied: .transactionDenied
        case .topicMissing: .topicMissing
        case .recordTooLarge: .recordTooLarge
        case .clockSkew: .clockSkew
        case .noProgress: .noProgress
        case .throttled: .throttled
        }
    }

    /// An error stops something; a warning slows it down, or mends itself.
    fileprivate var level: Logger.Level {
        switch self {
        case .accessDenied, .topicDenied, .groupDenied, .transactionDenied, .topicMissing,
            .recordTooLarge:
            .error
        case .brokerDown, .leaderMoved, .coordinatorLost, .offsetsUnsettled, .writesDelayed,
            .clockSkew, .noProgress, .throttled:
            .warning
        }
    }

    fileprivate var isOfTopic: Bool {
        [.leaderMoved, .topicDenied, .topicMissing, .recordTooLarge].contains(self)
    }
}
