import Contracts
import Synchronization

/// Remembers the records on which a plane failed, across the plane's restarts.
final class PoisonRegistry: Sendable {
    struct Failure: Sendable {
        var count: Int
        var text: String
    }

    /// More than a few at once means that something else is wrong; the oldest are forgotten.
    static let placesMax = 1000

    private let failures = Mutex<[(place: Place, failure: Failure)]>([])

    func add(_ fault: PlaneFault) {
        failures.withLock { failures in
            if let index = failures.firstIndex(where: { $0.place == fault.place }) {
                failures[index].failure.count += 1
                return
            }
            if failures.count == Self.placesMax { failures.removeFirst() }
            failures.append((fault.place, Failure(count: 1, text: "\(fault.cause)")))
        }
    }

    func failure(at place: Place) -> Failure? {
        failures.withLock { failures in
            guard !failures.isEmpty else { return nil }
            return failures.first { $0.place == place }?.failure
        }
    }

    func forget(_ place: Place) {
        failures.withLock { $0.removeAll { $0.place == place } }
    }
}
