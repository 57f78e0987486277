import Contracts

/// What the topics should be like.
struct TopicsConfiguration: Sendable {
    var marketRaw = TopicSettings(retention: .seconds(8 * 3600), partitions: 6)
    var marketEvents = TopicSettings(retention: .seconds(24 * 3600), partitions: 6)
    var ofiEvents = TopicSettings(retention: .seconds(24 * 3600), partitions: 6)
    var orderIntents = TopicSettings(retention: .seconds(6 * 3600), partitions: 6)
    var execReports = TopicSettings(retention: .seconds(7 * 86_400), partitions: 6)
    /// Of every topic of dead letters.
    var deadLetters = TopicSettings(retention: .seconds(14 * 86_400), partitions: 1)

    subscript(topic: Topic) -> TopicSettings {
        get { self[orDeadLetters: topic] }
        set { self[orDeadLetters: topic] = newValue }
    }

    /// A topic's settings; without a topic those of dead letters.
    subscript(orDeadLetters topic: Topic?) -> TopicSettings {
        get { self[keyPath: Self.field(of: topic)] }
        set { self[keyPath: Self.field(of: topic)] = newValue }
    }

    private static func field(of topic: Topic?) -> WritableKeyPath<Self, TopicSettings> {
        switch topic {
        case .marketRaw: \.marketRaw
        case .marketEvents: \.marketEvents
        case .ofiEvents: \.ofiEvents
        case .orderIntents: \.orderIntents
        case .execReports: \.execReports
        case nil: \.deadLetters
        }
    }
}

struct TopicSettings: Equatable, Sendable {
    var retention: Duration
    var partitions: Int
    var replicationFactor = 1
    var minInsyncReplicas = 1
}
