import KafkaBus

/// What `topics apply` has done, has left, and could not do.
struct TopicChanges: Equatable, Sendable {
    struct Failure: Equatable, Sendable {
        var difference: TopicDifference
        var fault: CommandFault
    }

    private(set) var done: [TopicDifference] = []
    private(set) var left: [TopicDifference] = []
    private(set) var failures: [Failure] = []
    /// What was not compared is told with what was done.
    private var plan = TopicPlan([])

    /// Makes every change that destroys nothing; one that fails keeps back only what is
    /// configured of the same topic.
    static func apply(
        _ plan: TopicPlan, _ access: BrokerAccess, _ admin: KafkaAdmin
    ) async -> TopicChanges {
        var changes = TopicChanges()
        changes.left = plan.others
        changes.plan = plan
        var configured: [String: CommandFault?] = [:]
        for difference in plan.applicable {
            do {
                switch difference {
                case .missing(let spec): try await admin.create([spec])
                case .fewerPartitions(let topic, _, let wanted):
                    try await admin.setPartitions(topic, wanted)
                case .configuration(let topic, _, _, _):
                    if let outcome = configured[topic] {
                        if let fault = outcome { throw fault }
                        break
                    }
                    // All of a topic's at once: each call sends along what is set already, which
                    // brokers may tell late. They take all of them or none.
                    do {
                        try await admin.setConfiguration(topic, plan.settings(of: topic))
                        configured[topic] = .some(nil)
                    } catch {
                        configured[topic] = access.fault(error)
                        throw error
                    }
                case .morePartitions, .replication: continue
                }
                changes.done.append(difference)
            } catch {
                changes.failures.append(
                    Failure(difference: difference, fault: access.fault(error)))
            }
        }
        return changes
    }

    var text: String {
        var lines = done.map { "✓ \($0.deed)" }
        lines += left.map { "! left: \($0)" }
        lines += failures.map { "✗ \($0.difference): \($0.fault)" }
        if lines.isEmpty, plan.untold.isEmpty {
            lines.append("nothing to do: the topics are as configured")
        }
        if let line = plan.untoldLine { lines.append(line) }
        return lines.joined(separator: "\n") + "\n"
    }

    func write(to text: inout JSONText) {
        text.name("done")
        text.array(done) { $1.write(to: &$0) }
        text.name("left")
        text.array(left) { $1.write(to: &$0) }
        text.name("failed")
        text.array(failures) { list, failure in
            list.object {
                $0.member("topic", failure.difference.topic)
                $0.member("reason", failure.fault.reason)
                $0.member("remedy", failure.fault.remedy)
            }
        }
        text.member("not_compared", plan.untold)
    }
}

extension TopicDifference {
    /// What was done about it.
    fileprivate var deed: String {
        switch self {
        case .missing(let spec):
            "\(spec.name): made, partitions \(spec.partitions), "
                + "replication \(spec.replicationFactor)"
        case .fewerPartitions(let topic, let has, let wanted):
            "\(topic): partitions \(has) → \(wanted)"
        case .configuration(let topic, let name, let has, let wanted):
            "\(topic): \(name) \(has) → \(wanted)"
        case .morePartitions, .replication: description
        }
    }
}
