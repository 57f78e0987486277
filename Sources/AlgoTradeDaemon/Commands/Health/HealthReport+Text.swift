import KafkaBus

/// The lines of the report. Scripts look for those of the system that this daemon replaces:
/// their words and their order stay as they are.
extension HealthReport {
    private static let rule = String(repeating: "=", count: 60)

    static let title = "\(rule)\nKafka Health Check\n\(rule)\n"

    static let closing = "✓ Connection closed\n"
    static let success = "Health check completed successfully!\n"
    static let failure = "Health check failed.\n"

    var topicLines: String {
        (["", "Topics (\(topics.count)):"] + topics.map { "  - \($0)" })
            .joined(separator: "\n") + "\n"
    }

    var statusLines: String {
        var lines = [
            "", "Health Status:", "  Connected: \(isConnected ? "True" : "False")",
            "  Active consumers: \(activeConsumers)", "",
        ]
        if let internalTopic {
            let state = internalTopic.exists ? "" : " (not there yet: the daemon makes it)"
            lines.append("Internal topic: \(internalTopic.name)\(state)")
        }
        lines.append("Brokers (\(brokers.count)):")
        lines += brokers.map { "  \($0.id) at \($0.host):\($0.port)" }
        lines += ["Consumer groups:"] + groups.map { "  \($0.text)" }
        if let guarantee {
            let transactions =
                guarantee == .exactlyOnce
                ? "each plane's outputs and offsets in one transaction"
                : "no transactions: a restart may repeat outputs"
            lines.append("Processing guarantee: \(guarantee.rawValue) (\(transactions))")
        }
        return lines.joined(separator: "\n") + "\n\n"
    }
}

extension HealthReport.Group {
    fileprivate var text: String {
        let who =
            switch members {
            case 0: "no members: no daemon runs this plane"
            case 1: "1 member"
            default: "\(members) members"
            }
        return "\(name): \(who), \(state), lag \(NumberText.whole(Int(lag)))"
    }
}
