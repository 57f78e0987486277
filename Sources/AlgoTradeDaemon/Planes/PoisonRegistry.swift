import Contracts
import Synchronization

/// Remembers the records on which a plane failed, across the plane's restarts: also when its
/// dead letter could not be committed and the record is read a third time.
final class PoisonRegistry: Sendable {
    struct Failure: Sendable {
        var count: Int
        var text: String
        /// Brokers refuse what comes of it; the machine can take it.
        var isRefusal: Bool
    }

    private struct State {
        var failures: [Place: Failure] = [:]
        /// Oldest first.
        var places: [Place] = []
    }

    /// More than a few at once means that something else is wrong; the oldest are forgotten.
    static let placesMax = 1000

    private let state = Mutex(State())

    func add(_ fault: PlaneFault) {
        state.withLock { state in
            if state.failures[fault.place] != nil {
                state.failures[fault.place]?.count += 1
                return
            }
            if state.places.count == Self.placesMax {
                state.failures[state.places.removeFirst()] = nil
            }
            state.failures[fault.place] = Failure(
                count: 1, text: "\(fault.cause)", isRefusal: fault.isRefusal)
            state.places.append(fault.place)
        }
    }

    func failure(at place: Place) -> Failure? {
        state.withLock { $0.failures.isEmpty ? nil : $0.failures[place] }
    }
}
