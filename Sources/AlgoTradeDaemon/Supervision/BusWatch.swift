import Contracts
import KafkaBus
import Logging
import Synchronization

/// Turns what one bus of a plane tells of itself into log records and the plane's figures.
struct BusWatch: Sendable {
    let plane: PlaneName
    let logger: Logger
    let status: PlaneStatus
    let connections: Connections
    let troubles: Troubles
    /// What the plane's earlier buses counted.
    private let earlier: BusFigures

    /// Made before the bus is opened, when the one before is closed.
    init(_ context: PlaneContext, connections: Connections, troubles: Troubles) {
        plane = context.name
        logger = context.logger
        status = context.status
        self.connections = connections
        self.troubles = troubles
        earlier = context.status.figures.bus
    }

    func take(_ notice: BusNotice) {
        switch notice {
        case .waiting: status.touch()
        case .connected: connections.regained(plane)
        case .lost(let reason): connections.lost(plane, reason)
        case .assigned(let partitions):
            logger.record(.groupJoined, .debug, "given \(partitions.count) partitions")
        case .returned(let partitions):
            logger.record(
                .partitionsAssigned, .info,
                "the same \(partitions.count) partitions are back, state kept")
        case .revoked(let partitions):
            logger.record(.partitionsRevoked, .info, "\(partitions.count) partitions revoked")
        case .offsetReset(let partition, let expected, let reset):
            note(partition, expected, reset)
        case .transactionAborted(let reason):
            logger.record(
                .transactionAborted, .warning, "transaction aborted, writing again: \(reason)")
        case .trouble(let news): troubles.take(plane, news)
        case .figures(let figures):
            let sum = figures.added(to: earlier)
            status.set { $0.bus = sum }
            troubles.settle(plane, sum.lasting)
        case .error(let text): logger.record(.clientError, .warning, "\(text)")
        case .statistics(let statistics):
            logger.record(
                .statistics, .debug,
                "\(statistics.type): \(statistics.messagesReceived) messages received, "
                    + "\(statistics.messagesSent) sent, \(statistics.queued) queued")
        case .clientLog(let level, _, let text):
            logger.record(.clientError, level > 4 ? .debug : .warning, "librdkafka: \(text)")
        }
    }
}

extension BusWatch {
    private func note(_ partition: TopicPartition, _ expected: Int64?, _ reset: OffsetRecovery) {
        let (level, text): (Logger.Level, String)
        switch reset.cause {
        case .first: (level, text) = (.debug, "begins at offset \(reset.offset)")
        case .truncated:
            level = .error
            text =
                "the brokers have lost records: the next was to be \(expected ?? 0), "
                + "they end at \(reset.offset), going on from there"
        case .deleted:
            level = .error
            text =
                "records were deleted before they were read: the next was to be "
                + "\(expected ?? 0), the first there is \(reset.offset), going on from there"
        }
        logger.record(
            .offsetReset, level, text,
            [.topic: partition.topic, .partition: partition.partition, .offset: reset.offset])
    }
}

/// Whether the daemon reaches its brokers, over all planes: a change is told once.
final class Connections: Sendable {
    private struct State {
        var lost: Set<PlaneName> = []
        /// Since when, once it is told.
        var since: ContinuousClock.Instant?
    }

    private let logger: Logger
    private let state = Mutex(State())

    init(logger: Logger) {
        self.logger = logger
    }

    func lost(_ plane: PlaneName, _ reason: String) {
        let isNews = state.withLock { state in
            state.lost.insert(plane)
            guard state.since == nil else { return false }
            state.since = .now
            return true
        }
        if isNews {
            logger.record(.brokerLost, .error, "no broker reachable, trying on: \(reason)")
        }
    }

    func regained(_ plane: PlaneName) {
        let since = state.withLock { state -> ContinuousClock.Instant? in
            state.lost.remove(plane)
            guard state.lost.isEmpty else { return nil }
            defer { state.since = nil }
            return state.since
        }
        guard let since else { return }
        let span = NumberText.span(.now - since)
        logger.record(.brokerConnected, .notice, "connected to Kafka again after \(span)")
    }
}
