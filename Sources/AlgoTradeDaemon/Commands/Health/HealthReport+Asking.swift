import Contracts
import KafkaBus

extension HealthReport {
    /// Loads the configuration and asks the brokers; each part of the report is told when it is
    /// known.
    ///
    /// - Returns: the exit code.
    mutating func fill(_ common: CommonOptions, tell: (String) -> Void) async -> Int32 {
        var isOpen = false
        do {
            let loaded = try ConfigurationFile.load(
                path: common.config, overrides: common.overrides)
            try loaded.verifyClient()
            servers = loaded.configuration.printableServers
            guarantee = loaded.configuration.kafka.effectiveGuarantee
            tell("✓ Configuration loaded\n  Bootstrap servers: \(servers ?? "")\n")
            let access = try BrokerAccess(loaded.configuration, role: "health")
            try await access.withAdmin { admin in
                isOpen = true
                tell("✓ Kafka adapter initialized\n")
                try await ask(admin, loaded.configuration, tell)
            }
        } catch let errors as ConfigurationErrors {
            for fault in errors.faults {
                let fault = CommandFault(
                    "\(fault)", remedy: "see `algotraded check`",
                    exitCode: ExitStatus.configuration)
                failures.append(fault)
                tell("✗ Configuration not loaded: \(fault.reason)\n")
            }
        } catch {
            let fault = error as? CommandFault ?? CommandFault("\(error)", remedy: "try again")
            fail(fault, tell)
        }
        if isOpen { tell(Self.closing) }
        tell(isHealthy ? Self.success : Self.failure)
        return failures.first?.exitCode ?? 0
    }

    private mutating func ask(
        _ admin: KafkaAdmin, _ configuration: Configuration, _ tell: (String) -> Void
    ) async throws {
        let cluster = try await admin.cluster(timeout: BrokerAccess.patience)
        clusterId = cluster.id
        brokers = cluster.brokers
        tell("✓ Connected to Kafka cluster\n")
        topics = TopicName.all.filter { cluster.topics[$0] != nil }
        let hidden = try await admin.hidden(TopicName.all.filter { cluster.topics[$0] == nil })
        missing = TopicName.all.filter { cluster.topics[$0] == nil && !hidden.contains($0) }
        let state = configuration.stateTopicName
        internalTopic = (state, cluster.topics[state] != nil)
        tell(topicLines)
        if !missing.isEmpty {
            let fault = CommandFault(
                "missing topics: \(missing.joined(separator: ", "))",
                remedy: "make them with `algotraded topics apply`")
            fail(fault, tell)
        }
        if !hidden.isEmpty { fail(CommandFault(.hiding(hidden), at: servers ?? ""), tell) }
        let planes = PlaneName.allCases.map { "\(configuration.kafka.groupId).\($0.rawValue)" }
        let states = try await admin.groups(planes)
        for (plane, name) in zip(PlaneName.allCases, planes) {
            let group = states.first { $0.name == name }
            if let fault = group?.fault {
                fail(CommandFault(fault, at: servers ?? ""), tell)
                continue
            }
            groups.append(
                Group(
                    name: name, state: group?.state ?? "Dead", members: group?.members ?? 0,
                    lag: try await lag(of: name, plane, admin, cluster, configuration)))
        }
        tell(statusLines)
    }

    private mutating func fail(_ fault: CommandFault, _ tell: (String) -> Void) {
        failures.append(fault)
        tell("✗ \(fault)\n")
    }

    /// What is in the plane's inputs past the group's offsets; where it has none, past where it
    /// would begin.
    private func lag(
        of group: String, _ plane: PlaneName, _ admin: KafkaAdmin, _ cluster: ClusterState,
        _ configuration: Configuration
    ) async throws -> Int64 {
        let partitions = plane.inputs.flatMap { topic in
            (0..<Int32(cluster.topics[topic]?.partitions ?? 0)).map {
                TopicPartition(topic: topic, partition: $0)
            }
        }
        guard !partitions.isEmpty else { return 0 }
        let committed = try await admin.committed(group, partitions)
        var lag: Int64 = 0
        for partition in partitions {
            let records = try await admin.watermarks(partition)
            let isFromStart = configuration.kafka.autoOffsetReset == .earliest
            let start = isFromStart ? records.lowerBound : records.upperBound
            let next = max(committed[partition] ?? start, records.lowerBound)
            lag += max(0, records.upperBound - next)
        }
        return lag
    }
}

extension PlaneName {
    /// The topics that the plane's group reads.
    var inputs: [String] {
        switch self {
        case .data: DataPlane.inputs
        case .strategy: StrategyPlane.inputs
        case .orders: OrderPlane.inputs
        }
    }
}
