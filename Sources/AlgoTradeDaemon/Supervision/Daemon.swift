import Contracts
import Glibc
import KafkaBus
import Logging
import Trading

/// The running daemon: topics, planes, feed, signals, watchdog, and the way down.
struct Daemon: Sendable {
    let loaded: LoadedConfiguration
    let telemetry: Telemetry
    let signals: Signals
    let logger: Logger
    let notify = Notify()
    let stopping = StopSignal()
    let board: StatusBoard
    let state: StateDirectory
    let halt: HaltLatch
    let instanceId: String
    let connections: Connections
    let troubles: Troubles

    var configuration: Configuration { loaded.configuration }

    init(
        _ loaded: LoadedConfiguration, telemetry: Telemetry, signals: Signals
    ) throws(StartFault) {
        self.loaded = loaded
        self.telemetry = telemetry
        self.signals = signals
        logger = telemetry.logger()
        let daemon = loaded.configuration.daemon
        instanceId = daemon.instanceId.isEmpty ? hostName() : daemon.instanceId
        board = StatusBoard(planes: daemon.planes)
        state = try StateDirectory(daemon.stateDirectory)
        halt = HaltLatch(stateDirectory: state.path)
        connections = Connections(logger: logger)
        troubles = Troubles(logger: logger)
    }

    /// Runs until a signal, the end of the feed, or a failure that restarting does not help.
    func run() async throws {
        let started = ContinuousClock.now
        logger.record(
            .starting, .notice,
            "algotraded \(BuildInfo.version) starting as \(instanceId) with \(loaded.path)")
        for warning in loaded.warnings {
            logger.record(.configWarning, .warning, "\(warning)")
        }
        if let reason = halt.reason {
            logger.record(.halted, .critical, "trading is halted: \(reason)")
        }
        let control = Task { await followSignals() }
        defer { control.cancel() }
        do {
            try await work(since: started)
        } catch {
            // What fails on the way down is no failure; a plane that was given up is one.
            if !stopping.isStopping || error is Escalation {
                stop("failed")
                throw error
            }
        }
        if let failure = board.feedFigures.failure {
            throw StartFault(failure, remedy: "see data_plane in the configuration")
        }
        logger.record(.stopped, .notice, "stopped")
        telemetry.flush()
    }

    private func work(since started: ContinuousClock.Instant) async throws {
        let embedded = try await embeddedCluster()
        let kafka = configuration.kafkaSettings(
            instanceId: instanceId, embeddedAt: embedded?.bootstrapServers)
        let cluster: String
        if embedded == nil {
            guard let id = try await prepareTopics(kafka) else { return }
            cluster = id
        } else {
            cluster = "embedded"
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for plane in board.planes {
                let supervisor = supervisor(of: plane, kafka, cluster)
                group.addTask { try await supervisor.run() }
            }
            let helpers = Task { await help(kafka, since: started) }
            let statistics = Task { await StatisticsReporter(self).run() }
            defer { helpers.cancel() }
            do {
                // Not `waitForAll`, which throws only when every plane has ended.
                while try await group.next() != nil {}
                await statistics.finish()
            } catch {
                // One plane is given up: the others end in order before the daemon does.
                logger.record(.planeEscalated, .critical, "\(error)")
                stop("\(error)")
                try? await group.waitForAll()
                await statistics.finish()
                throw error
            }
        }
        // The embedded cluster lives as long as its clients.
        withExtendedLifetime(embedded) {}
    }

    /// Feed, watchdog, progress display and readiness, until cancelled.
    private func help(_ kafka: KafkaSettings, since started: ContinuousClock.Instant) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await announceReady(since: started) }
            group.addTask { await feedWatchdog() }
            group.addTask { await ProgressReporter(self).run() }
            if configuration.dataPlane.hasFeed {
                group.addTask { await runFeed(kafka) }
            }
        }
    }

    private func supervisor(
        of plane: PlaneName, _ kafka: KafkaSettings, _ cluster: String
    ) -> PlaneSupervisor {
        let status = board[plane]!
        let context = PlaneContext(
            name: plane,
            origin: DeadLetterOrigin(
                plane: plane.rawValue, host: hostName(), version: BuildInfo.version),
            status: status, logger: telemetry.logger(plane: plane.rawValue),
            poison: PoisonRegistry(), stateTopic: configuration.stateTopicName,
            heartbeat: Watchdog.interval().map { $0 / 2 })
        let subscription = Self.subscription(of: plane, stateTopic: context.stateTopic)
        return PlaneSupervisor(
            context: context, settings: configuration.supervision, stopping: stopping,
            openBus: {
                let watch = BusWatch(context, connections: connections, troubles: troubles)
                return try KafkaBus.open(kafka, for: subscription, observer: watch.take)
            },
            makePlane: { make(plane, context, cluster) })
    }

    private func make(_ plane: PlaneName, _ context: PlaneContext, _ cluster: String) -> any Plane {
        switch plane {
        case .data: DataPlane(configuration.marketSettings, context)
        case .strategy: StrategyPlane(configuration.strategySettings, stream: cluster, context)
        case .orders: OrderPlane(configuration.orderSettings, halt: halt, context)
        }
    }

    static func subscription(of plane: PlaneName, stateTopic: String) -> PlaneSubscription {
        switch plane {
        case .data:
            PlaneSubscription(
                plane: plane.rawValue, inputs: DataPlane.inputs, history: [stateTopic],
                rewinds: true)
        case .strategy:
            PlaneSubscription(
                plane: plane.rawValue, inputs: StrategyPlane.inputs,
                history: StrategyPlane.history + [stateTopic], rewinds: true)
        case .orders:
            PlaneSubscription(
                plane: plane.rawValue, inputs: OrderPlane.inputs, history: OrderPlane.history,
                rewinds: true)
        }
    }
}
