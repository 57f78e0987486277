import Contracts

extension ConfigurationKeys {
    static let topics: [ConfigurationKey] =
        Topic.allCases.flatMap { keys(of: $0, name: $0.rawValue) } + keys(of: nil, name: "dlq")

    private static func keys(of topic: Topic?, name: String) -> [ConfigurationKey] {
        [
            .duration(
                "topics.\(name).retention", \.topics[orDeadLetters: topic].retention,
                .seconds(60) ... .seconds(3650 * 86_400), "How long records are kept."),
            .integer(
                "topics.\(name).partitions", \.topics[orDeadLetters: topic].partitions,
                1...10_000, "Partitions; can only grow."),
            .integer(
                "topics.\(name).replication_factor",
                \.topics[orDeadLetters: topic].replicationFactor, 1...32,
                "Brokers that hold each partition."),
            .integer(
                "topics.\(name).min_insync_replicas",
                \.topics[orDeadLetters: topic].minInsyncReplicas, 1...32,
                "Brokers that must have a record before it counts as written."),
        ]
    }
}
