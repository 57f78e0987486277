import KafkaBus

/// What differs between the configuration and the cluster.
struct TopicPlan: Equatable, Sendable {
    var differences: [TopicDifference]
    /// Topics whose configuration the brokers do not tell, so that it is not compared.
    var untold: [String]

    init(_ differences: [TopicDifference], untold: [String] = []) {
        self.differences = differences
        self.untold = untold
    }

    static func read(
        _ configuration: Configuration, _ access: BrokerAccess, _ admin: KafkaAdmin
    ) async throws -> TopicPlan {
        let specs = configuration.topicSpecs()
        _ = try await access.partitions(admin)
        let states = try await admin.topics(specs.map(\.name))
        return TopicPlan(
            specs.flatMap { $0.differences(from: states[$0.name]) },
            untold: specs.map(\.name).filter { states[$0]?.configuration.isEmpty == true })
    }

    var applicable: [TopicDifference] { differences.filter(\.isApplicable) }
    var others: [TopicDifference] { differences.filter { !$0.isApplicable } }

    /// The configuration entries of a topic that differ, as they are to be.
    func settings(of topic: String) -> [String: String] {
        var settings: [String: String] = [:]
        for case .configuration(topic, let name, _, let wanted) in differences {
            settings[name] = wanted
        }
        return settings
    }

    /// One line for each difference, `+` for what is made, `~` for what is changed, `!` for what
    /// stays as it is, `?` for what could not be compared.
    var text: String {
        var lines = differences.map { "\($0.mark) \($0)" }
        if let untoldLine { lines.append(untoldLine) }
        guard !differences.isEmpty else {
            lines.append(
                untold.isEmpty
                    ? "nothing to do: the topics are as configured" : "nothing else to do")
            return lines.joined(separator: "\n") + "\n"
        }
        let count = applicable.count
        lines.append(
            count == 0
                ? "nothing that `algotraded topics apply` could do"
                : "\(count) to do with `algotraded topics apply`, \(others.count) left to you")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Which topics were not compared, and what helps.
    var untoldLine: String? {
        guard !untold.isEmpty else { return nil }
        return "? \(untold.joined(separator: ", ")): brokers do not tell the entries, which are "
            + "not compared; allow the user DescribeConfigs on topics"
    }

    func write(to text: inout JSONText) {
        text.name("differences")
        text.array(differences) { $1.write(to: &$0) }
        text.member("not_compared", untold)
    }
}

extension TopicDifference {
    var mark: String {
        switch self {
        case .missing: "+"
        case .fewerPartitions, .configuration: "~"
        case .morePartitions, .replication: "!"
        }
    }

    func write(to text: inout JSONText) {
        text.object { difference in
            difference.member("topic", topic)
            switch self {
            case .missing(let spec):
                difference.member("kind", "missing")
                difference.member("wanted", "\(spec.partitions)")
            case .fewerPartitions(_, let has, let wanted),
                .morePartitions(_, let has, let wanted):
                difference.member("kind", "partitions")
                difference.member("has", "\(has)")
                difference.member("wanted", "\(wanted)")
            case .replication(_, let has, let wanted):
                difference.member("kind", "replication_factor")
                difference.member("has", "\(has)")
                difference.member("wanted", "\(wanted)")
            case .configuration(_, let name, let has, let wanted):
                difference.member("kind", name)
                difference.member("has", has)
                difference.member("wanted", wanted)
            }
            difference.member("applicable", isApplicable)
            difference.member("text", "\(self)")
        }
    }
}
