internal import Contracts

/// The latest `capacity` ids, in the order they came.
struct RecentIDs: Sendable {
    private var ring: [MessageID] = []
    private var oldest = 0
    private let capacity: Int

    init(capacity: Int) {
        precondition(capacity > 0)
        self.capacity = capacity
    }

    /// Returns the id that had to go, if one had.
    mutating func append(_ id: MessageID) -> MessageID? {
        guard ring.count == capacity else {
            ring.append(id)
            return nil
        }
        let gone = ring[oldest]
        ring[oldest] = id
        oldest = (oldest + 1) % capacity
        return gone
    }
}
