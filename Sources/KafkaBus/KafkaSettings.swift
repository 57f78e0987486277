public import Contracts

/// What every Kafka client of the daemon is made from.
public struct KafkaSettings: Sendable {
    /// `host:port[,host:port]`.
    public var bootstrapServers: String
    /// Groups are `<group_id>.<plane>`.
    public var groupId: String
    public var instanceId: String
    /// `earliest` or `latest`.
    public var autoOffsetReset = "earliest"
    /// Most records in one batch.
    public var maxPollRecords = 500
    /// Outputs and input offsets in one transaction; else outputs first, then offsets.
    public var exactlyOnce = true
    /// Longest time between commits while records flow.
    public var commitInterval: Duration = .milliseconds(20)
    public var sessionTimeout: Duration = .seconds(10)
    /// How long brokers wait before they abort a transaction whose producer is gone; until then
    /// nobody reads on behind it.
    public var transactionTimeout: Duration = .seconds(60)
    /// The embedded cluster does not wake a waiting fetch, so its fetches are short.
    public var isEmbedded = false
    /// Between two statistics of each client; what they show is that old at most.
    public var statisticsInterval: Duration = .seconds(5)
    /// Security and other client properties; they win over the daemon's defaults, not over what
    /// it owns.
    public var properties: [(name: String, value: String)] = []

    public init(bootstrapServers: String, groupId: String, instanceId: String) {
        self.bootstrapServers = bootstrapServers
        self.groupId = groupId
        self.instanceId = instanceId
    }
}

/// One plane's place on the bus.
public struct PlaneSubscription: Sendable {
    /// `data`, `strategy` or `orders`.
    public var plane: String
    /// Topics whose new records the plane works on.
    public var inputs: [String]
    /// Topics read from their beginning whenever partitions are assigned.
    public var history: [String]
    /// Whether the plane reads inputs again to rebuild its state: it is asked from where.
    public var rewinds: Bool

    public init(
        plane: String, inputs: [String], history: [String] = [], rewinds: Bool = false
    ) {
        self.plane = plane
        self.inputs = inputs
        self.history = history
        self.rewinds = rewinds
    }
}

/// What the bus tells of itself while it works; the daemon logs and counts it.
public enum BusNotice: Sendable {
    case connected
    /// The plane is waiting for brokers inside the bus and the bus is alive; every second or so.
    case waiting
    /// All brokers are unreachable; told once until ``connected``.
    case lost(String)
    case assigned([TopicPartition])
    /// The same partitions are back and nobody has worked on them: the plane goes on.
    case returned([TopicPartition])
    case revoked([TopicPartition])
    /// The next offset was out of the partition's range.
    case offsetReset(TopicPartition, expected: Int64?, OffsetRecovery)
    /// A transaction was taken back and its outputs are written again.
    case transactionAborted(String)
    case error(String)
    /// A trouble that lasts begins, or is over.
    case trouble(TroubleNews)
    /// From each client, every ``KafkaSettings/statisticsInterval``.
    case statistics(ClientStatistics)
    /// The bus as a whole, after each ``statistics(_:)`` and when it closes.
    case figures(BusFigures)
    /// A line of librdkafka's own log; `level` as syslog has it, 0…7.
    case clientLog(level: Int, facility: String, text: String)
}

public typealias BusObserver = @Sendable (BusNotice) -> Void
