import Contracts
import KafkaBus
import Logging

/// Makes the topics that are missing and warns of those that differ.
struct TopicInitialiser: Sendable {
    let specs: [TopicSpec]
    let stateTopic: String
    let settings: KafkaSettings
    let logger: Logger

    /// The cluster's id.
    ///
    /// - Throws: ``BusFault`` while no broker answers, ``StartFault`` when inputs that go
    ///   together have unequal numbers of partitions, or fewer than configured, or the state topic
    ///   fewer than an input whose state it keeps.
    func run() async throws -> String {
        let admin = try KafkaAdmin(settings)
        do {
            let id = try await admin.cluster(timeout: .seconds(3)).id
            let states = try await admin.topics(specs.map(\.name))
            try checkTogether(states)
            let specs = specs.map { adapted($0, states) }
            let missing = specs.filter { states[$0.name] == nil }
            try await admin.create(missing)
            for spec in missing {
                logger.record(
                    .topicCreated, .info, "topic created with \(spec.partitions) partitions",
                    [.topic: spec.name])
            }
            for spec in specs where states[spec.name] != nil {
                try check(spec, states[spec.name])
            }
            await admin.close()
            return id
        } catch {
            await admin.close()
            throw error
        }
    }

    /// State is kept in the partition of the records it comes of: of these there may be more than
    /// are configured.
    private func adapted(_ spec: TopicSpec, _ states: [String: TopicState]) -> TopicSpec {
        guard spec.name == stateTopic else { return spec }
        var spec = spec
        for topic in DataPlane.inputs + StrategyPlane.inputs {
            spec.partitions = max(spec.partitions, states[topic]?.partitions ?? 0)
        }
        return spec
    }

    /// What comes of one symbol meets in the planes by the number of its partition, which depends
    /// on how many there are.
    private func checkTogether(_ states: [String: TopicState]) throws {
        let counts = specs.filter { Self.together.contains($0.name) }.map {
            (name: $0.name, partitions: states[$0.name]?.partitions ?? $0.partitions)
        }
        guard let most = counts.max(by: { $0.partitions < $1.partitions }),
            let least = counts.min(by: { $0.partitions < $1.partitions }),
            least.partitions < most.partitions
        else { return }
        let names = [least, most].map { one in
            one.name + (states[one.name] == nil ? " (not made yet)" : "")
        }
        throw StartFault(
            "\(names[0]) has \(least.partitions) partitions and \(names[1]) \(most.partitions): "
                + "a symbol would lie in partitions of different numbers",
            remedy:
                "set topics.*.partitions to \(most.partitions) and run `algotraded topics apply`, "
                + "with all daemons stopped")
    }

    private static let together =
        StrategyPlane.inputs + StrategyPlane.history + OrderPlane.inputs + OrderPlane.history

    private func check(_ spec: TopicSpec, _ state: TopicState?) throws {
        for difference in spec.differences(from: state) {
            if case .fewerPartitions = difference, !spec.name.hasPrefix("dlq_") {
                throw StartFault(
                    "\(difference)",
                    remedy: "run `algotraded topics apply`, or configure the number that is there")
            }
            logger.record(.topicDrift, .warning, "\(difference)", [.topic: spec.name])
        }
    }
}
