import Contracts
import KafkaBus
import Logging

extension Daemon {
    /// The cluster in this process, with its topics, when the configuration says so.
    func embeddedCluster() async throws -> EmbeddedCluster? {
        guard configuration.kafka.isEmbedded else { return nil }
        logger.record(
            .embeddedBroker, .warning,
            "embedded broker: at least once, in memory only, everything is forgotten on exit")
        let cluster = try EmbeddedCluster()
        for spec in configuration.topicSpecs() {
            try await cluster.create(spec.name, partitions: spec.partitions)
        }
        return cluster
    }

    /// Waits for a broker and makes the topics; the cluster's id, or nil when the daemon is told
    /// to stop first.
    func prepareTopics(_ kafka: KafkaSettings) async throws -> String? {
        let initialiser = TopicInitialiser(
            specs: configuration.topicSpecs(), stateTopic: configuration.stateTopicName,
            settings: kafka, logger: logger)
        let limits = configuration.supervision
        var backoff = Backoff(initial: limits.backoffInitial, max: limits.backoffMax)
        var random = SystemRandomNumberGenerator()
        var told: BusFault?
        while !stopping.isStopping {
            do {
                let id = try await initialiser.run()
                if told != nil { logger.record(.brokerConnected, .notice, "broker reached") }
                return id
            } catch let fault as BusFault where fault.code == .unreachable {
                if told == nil {
                    let servers = kafka.bootstrapServers
                    logger.record(
                        .brokerLost, .error,
                        "no broker at \(servers): \(fault); trying on until one answers",
                        [.fault: fault.code.rawValue])
                    notify.status("waiting for a broker at \(servers)")
                }
                told = fault
            }
            await stopping.wait(atMost: backoff.next(using: &random))
        }
        return nil
    }

    func announceReady(since started: ContinuousClock.Instant) async {
        for await _ in board.readiness {
            let took = (ContinuousClock.now - started).wholeMilliseconds
            logger.record(
                .ready, .notice,
                "ready in \(took) ms: \(board.planes.map(\.rawValue).joined(separator: ", "))")
            notify.ready("running: \(board.planes.map(\.rawValue).joined(separator: ", "))")
        }
    }

    /// Feeds the service manager's watchdog while every plane shows that it lives.
    func feedWatchdog() async {
        guard let interval = Watchdog.interval() else { return }
        for await _ in board.readiness {}
        while !Task.isCancelled {
            if board.longestSilence < interval * 2 { notify.watchdog() }
            try? await Task.sleep(for: interval / 2)
        }
    }
}
