/// One librdkafka client as its statistics tell: totals since its start, and what is now.
public struct ClientStatistics: Equatable, Sendable {
    /// The client's `client.id` and `type`: producer or consumer.
    public var client = ""
    public var type = ""
    /// Messages and bytes sent, with protocol overhead in the bytes.
    public var messagesSent = 0
    public var bytesSent = 0
    public var messagesReceived = 0
    public var bytesReceived = 0
    /// Messages in the client's queues, and their bytes.
    public var queued = 0
    public var queuedBytes = 0
    /// Events that wait for the bus, a fetched batch being one.
    public var replies = 0
    /// By name, those that only stand for a role (a group's coordinator) among them.
    public var brokers: [BrokerStatistics] = []
    public var topics: [String: TopicStatistics] = [:]
    /// Nil for a client without a group.
    public var group: GroupStatistics?

    public init() {}

    /// Messages and requests on their way to all brokers: waiting to be sent, and sent but not
    /// answered.
    public var unsentRequests: Int { brokers.reduce(0) { $0 + $1.unsent } }
    public var unansweredRequests: Int { brokers.reduce(0) { $0 + $1.unanswered } }
    public var connects: Int { brokers.reduce(0) { $0 + $1.connects } }
    public var disconnects: Int { brokers.reduce(0) { $0 + $1.disconnects } }
    /// Of brokers as such. That a coordinator asks for patience, as it does while it ends the
    /// transaction before, is usual.
    public var retries: Int { brokers.reduce(0) { $0 + ($1.isNode ? $1.retries : 0) } }
}

/// A connection to a broker.
public struct BrokerStatistics: Equatable, Sendable {
    /// Below zero while the broker's number is not known, and for a role.
    public var id: Int32 = -1
    public var name = ""
    /// As librdkafka names it: `INIT`, `DOWN`, `TRY_CONNECT`, `UP` …
    public var state = ""
    /// Requests that wait to be sent; sent and not answered.
    public var unsent = 0
    public var unanswered = 0
    public var sendErrors = 0
    public var receiveErrors = 0
    /// Requests sent again, and those that nobody answered in time.
    public var retries = 0
    public var timeouts = 0
    public var connects = 0
    public var disconnects = 0
    /// Time from request to answer, in microseconds.
    public var roundTrip = FigureWindow()
    /// Time that the broker held answers back by a quota, in milliseconds.
    public var throttle = FigureWindow()

    public init() {}

    /// Whether it is a broker that the cluster has named, not one that only stands for a role.
    public var isNode: Bool { id >= 0 && name.contains(":") }
}

/// A topic as one client knows it.
public struct TopicStatistics: Equatable, Sendable {
    /// Messages in a batch, and its bytes.
    public var batchMessages = FigureWindow()
    public var batchBytes = FigureWindow()
    public var partitions: [Int32: PartitionStatistics] = [:]

    public init() {}
}

/// A partition as one client knows it.
public struct PartitionStatistics: Equatable, Sendable {
    /// The broker that leads it; below zero: none.
    public var leader: Int32 = -1
    /// Whether the brokers know nothing of it, whatever else is known from before.
    public var isUnknown = false
    /// Messages that wait to be sent; fetched and not yet taken.
    public var unsent = 0
    public var fetched = 0
    /// Where committed records end; below zero while it is not known.
    public var end: Int64 = -1
    /// Where all records end, those of open transactions among them; below zero while unknown.
    public var highest: Int64 = -1
    /// The next offset that the client asks the broker for; below zero while it asks for none.
    public var next: Int64 = -1
    /// Whether the client asks for records, or would if it were not paused or full.
    public var isFetched = true
    public var messagesSent = 0
    public var messagesReceived = 0
    /// The client's number of the last message that was acknowledged.
    public var acknowledged = 0

    public init() {}
}

/// A client's membership.
public struct GroupStatistics: Equatable, Sendable {
    /// Of the connection to the coordinator: `up` when it stands.
    public var state = ""
    public var joinState = ""
    public var rebalances = 0
    /// Partitions assigned.
    public var assigned = 0

    public init() {}
}

/// What was measured since the statistics before, as librdkafka sums it up.
public struct FigureWindow: Equatable, Sendable {
    public var count = 0
    public var average = 0
    public var p50 = 0
    public var p99 = 0
    public var max = 0

    public init() {}
}
