/// The troubles that last, and how often each has begun.
struct TroubleLedger {
    /// What shows that a trouble is over.
    enum Side {
        /// A statistics that does not show it.
        case figures
        /// Records that come again.
        case reading
        /// A state that is rebuilt.
        case past
        /// A commit that goes through.
        case writing
    }

    private struct State {
        var since: ContinuousClock.Instant
        var side: Side
    }

    /// More subjects of one trouble than these are one and the same to whoever reads the log.
    private static let subjectsMax = 64

    private var states: [BusTrouble: [String: State]] = [:]
    private(set) var counts: [BusTrouble: Int] = [:]

    var lasting: [BusTrouble: Set<String>] {
        states.filter { !$0.value.isEmpty }.mapValues { Set($0.keys) }
    }

    func lasts(_ trouble: BusTrouble, _ subject: String? = nil) -> Bool {
        guard let subject else { return states[trouble]?.isEmpty == false }
        return states[trouble]?[subject] != nil
    }

    /// News, unless it lasts already.
    mutating func begin(
        _ trouble: BusTrouble, _ subject: String = "", _ detail: String, remedy: String? = nil,
        side: Side = .figures, at now: ContinuousClock.Instant = .now
    ) -> TroubleNews? {
        let present = states[trouble, default: [:]]
        guard present[subject] == nil, present.count < Self.subjectsMax else { return nil }
        states[trouble, default: [:]][subject] = State(since: now, side: side)
        counts[trouble, default: 0] += 1
        return TroubleNews(trouble, subject, detail, remedy: remedy)
    }

    /// News, if it lasted.
    mutating func end(
        _ trouble: BusTrouble, _ subject: String = "", _ detail: String = "",
        at now: ContinuousClock.Instant = .now
    ) -> TroubleNews? {
        guard let state = states[trouble]?.removeValue(forKey: subject) else { return nil }
        return TroubleNews(trouble, subject, detail, lasted: now - state.since)
    }

    /// Ends what a success on that side disproves.
    ///
    /// - Parameter matches: is given the trouble, its subject, and since when it lasts.
    mutating func end(
        all side: Side, at now: ContinuousClock.Instant = .now,
        where matches: (BusTrouble, String, ContinuousClock.Instant) -> Bool = { _, _, _ in true }
    ) -> [TroubleNews] {
        guard states.values.contains(where: { !$0.isEmpty }) else { return [] }
        var news: [TroubleNews] = []
        for trouble in BusTrouble.allCases {
            for (subject, state) in (states[trouble] ?? [:]).sorted(by: { $0.key < $1.key })
            where state.side == side && matches(trouble, subject, state.since) {
                if let ended = end(trouble, subject, at: now) { news.append(ended) }
            }
        }
        return news
    }

    /// Something that has happened and does not last.
    mutating func mention(
        _ trouble: BusTrouble, _ subject: String, _ detail: String
    ) -> TroubleNews {
        counts[trouble, default: 0] += 1
        return TroubleNews(trouble, subject, detail, lasted: .zero)
    }
}
