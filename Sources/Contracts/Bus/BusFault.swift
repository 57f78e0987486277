/// What went wrong between a plane and the log.
public struct BusFault: Error, Equatable, Sendable {
    public enum Code: String, Sendable {
        /// No broker can be reached.
        case unreachable
        /// Password, certificate or permission.
        case denied
        /// A newer daemon with this transactional id has taken over.
        case fenced
        /// Partitions were given to another member: rebuild and go on.
        case rebalanced
        /// The client cannot go on and must be rebuilt.
        case clientFailed = "client_failed"
        /// A topic is missing or has the wrong shape.
        case topic
        /// The brokers cannot do what is asked of them at all: transactions, for one.
        case unsupported
        /// The brokers refuse a record: too large, invalid.
        case recordRefused = "record_refused"
        /// Closed while work was under way.
        case closed
        case configuration
    }

    public let code: Code
    /// Whether a new client on the same configuration can succeed.
    public let isRetriable: Bool
    public let message: String
    /// What helps, naming keys of the configuration; empty when that is for the reader to know.
    public let remedy: String
    /// The record that it comes of, where that is known.
    public var cause: Place?

    public init(
        _ code: Code, _ message: String, remedy: String = "", retriable: Bool = true
    ) {
        self.code = code
        self.isRetriable = retriable
        self.message = message
        self.remedy = remedy
    }
}

extension BusFault: CustomStringConvertible {
    public var description: String { remedy.isEmpty ? message : "\(message); \(remedy)" }
}
