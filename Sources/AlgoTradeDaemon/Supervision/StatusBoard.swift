import Contracts
import Synchronization

/// The planes' figures and the feed's, for whoever shows them.
final class StatusBoard: Sendable {
    let planes: [PlaneName]

    private let statuses: [PlaneName: PlaneStatus]
    private let missing: MissingPlanes
    private let feed = Mutex(FeedFigures())

    init(planes: [PlaneName]) {
        self.planes = planes
        let missing = MissingPlanes(planes)
        self.missing = missing
        statuses = Dictionary(
            uniqueKeysWithValues: planes.map { plane in
                (plane, PlaneStatus { missing.ready(plane) })
            })
    }

    /// Has one element, once every plane has been ready, and ends. Each reader has its own.
    var readiness: AsyncStream<Void> { missing.readiness() }

    subscript(plane: PlaneName) -> PlaneStatus? { statuses[plane] }

    var feedFigures: FeedFigures { feed.withLock { $0 } }

    func setFeed(_ change: (inout FeedFigures) -> Void) { feed.withLock { change(&$0) } }

    var isReady: Bool { statuses.values.allSatisfy { $0.figures.isReady } }

    /// Longest time that a plane has not shown that it lives.
    var longestSilence: Duration { statuses.values.map(\.silence).max() ?? .zero }

    /// Whether everything that the feed wrote, and all that came of it, has been worked through.
    var isDrained: Bool {
        guard feedFigures.isFinished else { return false }
        let figures = statuses.mapValues(\.figures)
        func written(_ topic: Topic) -> Int {
            if topic == .marketRaw { return feedFigures.published }
            return figures.values.reduce(0) { $0 + ($1.produced[topic.rawValue] ?? 0) }
        }
        let readers: [(PlaneName, [Topic])] = [
            (.data, [.marketRaw]), (.strategy, [.marketEvents, .ofiEvents, .execReports]),
            (.orders, [.orderIntents, .marketEvents]),
        ]
        return readers.allSatisfy { plane, topics in
            guard let read = figures[plane]?.consumed else { return true }
            return topics.allSatisfy { read[$0.rawValue] ?? 0 >= written($0) }
        }
    }
}

/// What the feed has done.
struct FeedFigures: Sendable {
    var published = 0
    var total = 0
    var isFinished = false
    /// Why it could not go on.
    var failure: String?
}

/// The planes that have not been ready yet, and who waits for them.
private final class MissingPlanes: Sendable {
    private struct State {
        var planes: Set<PlaneName>
        var waiting: [AsyncStream<Void>.Continuation] = []
    }

    private let state: Mutex<State>

    init(_ planes: [PlaneName]) {
        state = Mutex(State(planes: Set(planes)))
    }

    func ready(_ plane: PlaneName) {
        let woken = state.withLock { state in
            state.planes.remove(plane)
            guard state.planes.isEmpty else { return [AsyncStream<Void>.Continuation]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for reader in woken { Self.tell(reader) }
    }

    func readiness() -> AsyncStream<Void> {
        let (stream, reader) = AsyncStream.makeStream(of: Void.self)
        let isReady = state.withLock { state in
            if !state.planes.isEmpty { state.waiting.append(reader) }
            return state.planes.isEmpty
        }
        if isReady { Self.tell(reader) }
        return stream
    }

    private static func tell(_ reader: AsyncStream<Void>.Continuation) {
        reader.yield()
        reader.finish()
    }
}
