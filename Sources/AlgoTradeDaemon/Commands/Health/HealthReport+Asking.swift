import Contracts
import KafkaBus

extension HealthReport {
    /// Loads the configuration and asks the brokers; each part of the report is told when it is
    /// known.
    ///
    /// - Returns: the exit code.
    mutating func fill(_ common: CommonOptions, tell: (String) -> Void) async -> Int32 {
        var (isOpen, configuration) = (false, LoadedConfiguration?.none)
        do {
            let loaded = try ConfigurationFile.load(
                path: common.config, overrides: common.overrides)
            try loaded.verifyClient()
            loaded.tellWarnings()
            configuration = loaded
            servers = loaded.configuration.printableServers
            guarantee = loaded.configuration.kafka.effectiveGuarantee
            tell("✓ Configuration loaded\n  Bootstrap servers: \(servers ?? "")\n")
            let access = try BrokerAccess(loaded.configuration, role: "health")
            try await access.withAdmin { admin in
                isOpen = true
                tell("✓ Kafka adapter initialized\n")
                try await ask(
                    GroupLag(configuration: loaded.configuration, access: access, admin: admin),
                    tell)
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
        if let configuration { note(LocalDaemon.read(configuration), tell) }
        if isOpen { tell(Self.closing) }
        tell(isHealthy ? Self.success : Self.failure)
        return failures.first?.exitCode ?? 0
    }

    private mutating func ask(
        _ counting: GroupLag, _ tell: (String) -> Void
    ) async throws {
        let (admin, configuration) = (counting.admin, counting.configuration)
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
                    lag: try await lag(plane, counting, cluster)))
        }
        tell(statusLines)
    }

    /// What troubles the daemon is found out by asking it, not the brokers.
    private mutating func note(_ daemon: LocalDaemon, _ tell: (String) -> Void) {
        self.daemon = daemon
        tell(daemon.text)
        for fault in daemon.faults { fail(fault, tell) }
    }

    private mutating func fail(_ fault: CommandFault, _ tell: (String) -> Void) {
        failures.append(fault)
        tell("✗ \(fault)\n")
    }

    /// What is in the plane's inputs past the group's offsets.
    private func lag(
        _ plane: PlaneName, _ counting: GroupLag, _ cluster: ClusterState
    ) async throws -> Int64 {
        let inputs = cluster.topics.filter { plane.inputs.contains($0.key) }
        let ranges = try await counting.ranges(inputs.mapValues(\.partitions))
        return try await counting.read(plane, ranges).values.reduce(0, +)
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
