internal import Contracts

/// The intent ids that were decided, the latest ``max`` of them.
///
/// A forgotten id is at least `max` decisions old. The same record read again is then refused as
/// STALE by its Kafka timestamp, and an order that still lives is known to the desk by itself.
struct SeenIntents: Sendable {
    static let max = 100_000

    /// How often each id was refused as a duplicate.
    private var refusals: [MessageID: UInt32] = [:]
    private var recent: RecentIDs

    init(capacity: Int = SeenIntents.max) {
        recent = RecentIDs(capacity: capacity)
    }

    func contains(_ id: MessageID) -> Bool { refusals[id] != nil }

    mutating func insert(_ id: MessageID) {
        guard refusals[id] == nil else { return }
        refusals[id] = 0
        if let gone = recent.append(id) { refusals[gone] = nil }
    }

    /// Counts one more refusal of an id and gives its number, from 1.
    mutating func refuse(_ id: MessageID) -> UInt32 {
        insert(id)
        let number = (refusals[id] ?? 0) + 1
        refusals[id] = number
        return number
    }
}
