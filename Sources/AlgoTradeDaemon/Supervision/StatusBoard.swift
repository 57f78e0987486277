import Contracts
import Synchronization

/// The planes' figures and the feed's, for whoever shows them.
final class StatusBoard: Sendable {
    let planes: [PlaneName]
    /// Becomes true once: every plane is ready.
    let readiness: AsyncStream<Void>

    private let statuses: [PlaneName: PlaneStatus]
    private let feed = Mutex(FeedFigures())

    init(planes: [PlaneName]) {
        self.planes = planes
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let missing = MissingPlanes(planes)
        readiness = stream
        statuses = Dictionary(
            uniqueKeysWithValues: planes.map { plane in
                (
                    plane,
                    PlaneStatus {
                        guard missing.ready(plane) else { return }
                        continuation.yield()
                        continuation.finish()
                    }
                )
            })
    }

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
}

/// The planes that are not ready yet.
private final class MissingPlanes: Sendable {
    private let planes: Mutex<Set<PlaneName>>

    init(_ planes: [PlaneName]) {
        self.planes = Mutex(Set(planes))
    }

    /// True when this was the last one.
    func ready(_ plane: PlaneName) -> Bool {
        planes.withLock { $0.remove(plane) != nil && $0.isEmpty }
    }
}
