/// A topic as it should be.
public struct TopicSpec: Equatable, Sendable {
    public var name: String
    public var partitions: Int
    public var replicationFactor: Int
    /// Topic configuration by Kafka's names: `retention.ms`, `min.insync.replicas` …
    public var configuration: [String: String]

    public init(
        name: String, partitions: Int, replicationFactor: Int, configuration: [String: String]
    ) {
        self.name = name
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.configuration = configuration
    }
}

/// A topic as it is.
public struct TopicState: Equatable, Sendable {
    public var name: String
    public var partitions: Int
    public var replicationFactor: Int
    /// Every configuration entry that the brokers tell; empty where they do not.
    public var configuration: [String: String]
    /// Names of the entries that were set for this topic and are not defaults.
    public var overridden: Set<String>
}

/// One way in which a topic differs from its specification.
public enum TopicDifference: Equatable, Sendable {
    case missing(TopicSpec)
    case fewerPartitions(topic: String, has: Int, wanted: Int)
    /// Partitions are never taken away: keys would move.
    case morePartitions(topic: String, has: Int, wanted: Int)
    case replication(topic: String, has: Int, wanted: Int)
    case configuration(topic: String, name: String, has: String, wanted: String)

    /// Whether `topics apply` can mend it without losing anything.
    public var isApplicable: Bool {
        switch self {
        case .missing, .fewerPartitions, .configuration: true
        case .morePartitions, .replication: false
        }
    }

    public var topic: String {
        switch self {
        case .missing(let spec): spec.name
        case .fewerPartitions(let topic, _, _), .morePartitions(let topic, _, _),
            .replication(let topic, _, _), .configuration(let topic, _, _, _):
            topic
        }
    }
}

extension TopicDifference: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let spec):
            "\(spec.name): missing; will have \(spec.partitions) partitions, "
                + "replication \(spec.replicationFactor)"
        case .fewerPartitions(let topic, let has, let wanted):
            "\(topic): \(has) partitions, configured \(wanted)"
        case .morePartitions(let topic, let has, let wanted):
            "\(topic): \(has) partitions, configured only \(wanted); partitions are never removed"
        case .replication(let topic, let has, let wanted):
            "\(topic): replication \(has), configured \(wanted); "
                + "Kafka's own tools reassign replicas"
        case .configuration(let topic, let name, let has, let wanted):
            "\(topic): \(name) is \(has), configured \(wanted)"
        }
    }
}

extension TopicSpec {
    /// What differs between this specification and the topic that exists, nil: none does.
    public func differences(from state: TopicState?) -> [TopicDifference] {
        guard let state else { return [.missing(self)] }
        var found: [TopicDifference] = []
        if state.partitions < partitions {
            found.append(.fewerPartitions(topic: name, has: state.partitions, wanted: partitions))
        } else if state.partitions > partitions {
            found.append(.morePartitions(topic: name, has: state.partitions, wanted: partitions))
        }
        if state.replicationFactor != replicationFactor {
            found.append(
                .replication(
                    topic: name, has: state.replicationFactor, wanted: replicationFactor))
        }
        for (entry, wanted) in configuration.sorted(by: { $0.key < $1.key }) {
            guard let has = state.configuration[entry], has != wanted else { continue }
            found.append(.configuration(topic: name, name: entry, has: has, wanted: wanted))
        }
        return found
    }
}
