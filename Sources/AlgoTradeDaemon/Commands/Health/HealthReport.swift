import Contracts
import KafkaBus

/// What `health` found out, as far as it came.
struct HealthReport: Sendable {
    struct Group: Equatable, Sendable {
        var name: String
        /// As Kafka names it: `Stable`, `Empty`, `Dead` …
        var state: String
        var members: Int
        /// Records of the plane's inputs that the group has not committed.
        var lag: Int64
    }

    var servers: String?
    var clusterId: String?
    var brokers: [ClusterState.Broker] = []
    /// Those of the ten that exist, sorted.
    var topics: [String] = []
    var missing: [String] = []
    var internalTopic: (name: String, exists: Bool)?
    /// Those that their coordinators tell of; each other one is a failure.
    var groups: [Group] = []
    var guarantee: ProcessingGuarantee?
    /// Nil when the configuration does not load.
    var daemon: LocalDaemon?
    var failures: [CommandFault] = []

    var isHealthy: Bool { failures.isEmpty }
    var isConnected: Bool { clusterId != nil }
    var activeConsumers: Int { groups.reduce(0) { $0 + $1.members } }

    func write(to text: inout JSONText) {
        text.member("healthy", isHealthy)
        text.member("bootstrap_servers", servers)
        text.member("connected", isConnected)
        text.member("cluster_id", clusterId)
        text.name("brokers")
        text.array(brokers) { list, broker in
            list.object {
                $0.member("id", broker.id)
                $0.member("host", broker.host)
                $0.member("port", broker.port)
            }
        }
        text.member("topics", topics)
        text.member("missing_topics", missing)
        text.name("internal_topic")
        if let internalTopic {
            text.object {
                $0.member("name", internalTopic.name)
                $0.member("exists", internalTopic.exists)
            }
        } else {
            text.null()
        }
        text.member("active_consumers", activeConsumers)
        text.name("groups")
        text.array(groups) { list, group in
            list.object {
                $0.member("name", group.name)
                $0.member("state", group.state)
                $0.member("members", group.members)
                $0.member("lag", group.lag)
            }
        }
        text.member("processing_guarantee", guarantee?.rawValue)
        text.name("daemon")
        if let daemon { text.object { daemon.write(to: &$0) } } else { text.null() }
        text.name("failures")
        text.array(failures) { list, fault in
            list.object {
                $0.member("reason", fault.reason)
                $0.member("remedy", fault.remedy)
            }
        }
    }
}
