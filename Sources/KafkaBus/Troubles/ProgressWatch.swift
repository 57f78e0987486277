import Contracts

/// Finds in a consumer's statistics records that wait although brokers answer, and a group that
/// gives its member nothing.
///
/// What else is told (a missing topic, a coordinator that is away, a plane that stands still)
/// explains itself; this is for what nothing else explains, so that lag never grows in silence.
struct ProgressWatch {
    /// Longer than a group needs to find that a member is gone, and than a usual transaction.
    static let patience: Duration = .seconds(30)

    /// What would change if anything went on.
    private struct Mark: Equatable {
        var fetched: Int64
        var taken: Int64
    }

    private struct Wait {
        var mark: Mark
        var since: ContinuousClock.Instant
    }

    private let group: String
    private let patience: Duration
    private var waits: [String: Wait] = [:]

    init(group: String, sessionTimeout: Duration) {
        self.group = group
        patience = Self.patience + sessionTimeout
    }

    /// - Parameters:
    ///   - position: the next offset that the plane takes of a partition, nil for those that are
    ///     not its own.
    ///   - isWatched: false while the plane reads its past, or something else is told already.
    /// - Returns: what begins and what is over.
    mutating func take(
        _ new: ClientStatistics, isWatched: Bool, _ ledger: inout TroubleLedger,
        at now: ContinuousClock.Instant = .now, position: (TopicPartition) -> Int64?
    ) -> [TroubleNews] {
        let seen = isWatched ? findings(new, position) : [:]
        waits = waits.filter { seen[$0.key] != nil }
        var news: [TroubleNews] = []
        for (subject, found) in seen.sorted(by: { $0.key < $1.key }) {
            if waits[subject]?.mark != found.mark {
                waits[subject] = Wait(mark: found.mark, since: now)
                if let over = ledger.end(.noProgress, subject, at: now) { news.append(over) }
            } else if let since = waits[subject]?.since, now - since >= patience {
                let detail = found.detail + " for \((now - since).components.seconds) s"
                let begun = ledger.begin(
                    .noProgress, subject, detail, remedy: found.remedy, at: now)
                if let begun { news.append(begun) }
            }
        }
        for subject in (ledger.lasting[.noProgress] ?? []).sorted() where seen[subject] == nil {
            if let over = ledger.end(.noProgress, subject, at: now) { news.append(over) }
        }
        return news
    }

    private struct Finding {
        var mark: Mark
        var detail: String
        var remedy: String
    }

    private func findings(
        _ new: ClientStatistics, _ position: (TopicPartition) -> Int64?
    ) -> [String: Finding] {
        var seen: [String: Finding] = [:]
        if let state = new.group, state.state == "up", state.joinState != "steady" {
            seen[group] = Finding(
                mark: Mark(fetched: 0, taken: Int64(state.rebalances)),
                detail: "the group \(group) gives no partitions (\(state.joinState))",
                remedy: BusTrouble.noProgress.remedy)
        }
        for (topic, of) in new.topics {
            for (number, partition) in of.partitions {
                let place = TopicPartition(topic: topic, partition: number)
                guard let taken = position(place) else { continue }
                seen["\(place)"] = finding(place, partition, taken)
            }
        }
        return seen
    }

    private func finding(
        _ place: TopicPartition, _ partition: PartitionStatistics, _ taken: Int64
    ) -> Finding? {
        let mark = Mark(fetched: partition.next, taken: taken)
        guard partition.isFetched else {
            return Finding(
                mark: mark, detail: "\(place) is not read", remedy: BusTrouble.noProgress.remedy)
        }
        guard partition.next >= 0, partition.next < partition.highest else { return nil }
        let waiting = partition.highest - max(partition.next, taken)
        let isOpen = partition.end >= 0 && partition.next >= partition.end
        return Finding(
            mark: mark,
            detail: isOpen
                ? "a transaction without end holds back \(waiting) records of \(place)"
                : "\(waiting) records of \(place) wait and none was taken",
            remedy: isOpen
                ? "find its producer; kafka-transactions.sh find-hanging, abort"
                : BusTrouble.noProgress.remedy)
    }
}
