import Contracts
import KafkaBus
import YAMLConfig

/// A topic as `topics list` shows it.
struct TopicRow: Equatable, Sendable {
    var name: String
    var isInternal: Bool
    /// Nil when the topic is missing.
    var state: TopicState?
    var records = 0
    /// Records that the plane that is furthest behind has not committed; nil when none reads it.
    var lag: Int64?

    /// All topics of the configuration, the internal one last.
    static func read(
        _ configuration: Configuration, _ access: BrokerAccess, _ admin: KafkaAdmin
    ) async throws -> [TopicRow] {
        let names = configuration.topicSpecs().map(\.name)
        // The first question waits for a broker.
        _ = try await access.partitions(admin)
        let states = try await admin.topics(names)
        let committed = try await offsets(of: configuration, states, admin)
        var rows: [TopicRow] = []
        for name in names {
            var row = TopicRow(
                name: name, isInternal: name == configuration.stateTopicName,
                state: states[name])
            var behind: [PlaneName: Int64] = [:]
            for number in 0..<Int32(row.state?.partitions ?? 0) {
                let place = TopicPartition(topic: name, partition: number)
                let range = try await admin.watermarks(place)
                row.records += range.count
                for (group, offsets) in committed where group.inputs.contains(name) {
                    let isFromStart = configuration.kafka.autoOffsetReset == .earliest
                    let start = isFromStart ? range.lowerBound : range.upperBound
                    let next = max(offsets[place] ?? start, range.lowerBound)
                    behind[group, default: 0] += max(0, range.upperBound - next)
                }
            }
            row.lag = behind.values.max()
            rows.append(row)
        }
        return rows
    }

    /// What each plane's group has committed of its inputs.
    private static func offsets(
        of configuration: Configuration, _ states: [String: TopicState], _ admin: KafkaAdmin
    ) async throws -> [PlaneName: [TopicPartition: Int64]] {
        var found: [PlaneName: [TopicPartition: Int64]] = [:]
        for plane in PlaneName.allCases {
            let places = plane.inputs.flatMap { topic in
                (0..<Int32(states[topic]?.partitions ?? 0)).map {
                    TopicPartition(topic: topic, partition: $0)
                }
            }
            guard !places.isEmpty else { continue }
            let group = "\(configuration.kafka.groupId).\(plane.rawValue)"
            found[plane] = try await admin.committed(group, places)
        }
        return found
    }

    /// `24h`, `forever`, `compacted`; `unknown` when the brokers do not tell.
    var retention: String {
        guard let state else { return "" }
        let policy = state.configuration["cleanup.policy"] ?? ""
        if policy == "compact" { return "compacted" }
        guard let text = state.configuration["retention.ms"], let ms = Int64(text) else {
            return "unknown"
        }
        return ms < 0 ? "forever" : DurationText.write(.milliseconds(ms))
    }

    static func table(_ rows: [TopicRow]) -> String {
        let width = (rows.map(\.name.count).max() ?? 0) + 3
        var lines = [
            NumberText.left("TOPIC", width)
                + "PARTITIONS  REPLICATION  \(NumberText.left("RETENTION", 12))"
                + NumberText.right("RECORDS", 15) + NumberText.right("LAG", 15)
        ]
        for row in rows {
            let name = NumberText.left(row.name + (row.isInternal ? " *" : ""), width)
            guard let state = row.state else {
                lines.append("\(name)missing: `algotraded topics apply` makes it")
                continue
            }
            lines.append(
                name + NumberText.right("\(state.partitions)", 10)
                    + NumberText.right("\(state.replicationFactor)", 13) + "  "
                    + NumberText.left(row.retention, 12)
                    + NumberText.right(NumberText.whole(row.records), 15)
                    + NumberText.right(row.lag.map { NumberText.whole(Int($0)) } ?? "-", 15))
        }
        lines.append("* internal: snapshots, halts and limits of the daemon")
        return lines.joined(separator: "\n") + "\n"
    }

    func write(to text: inout JSONText) {
        text.object { row in
            row.member("name", name)
            row.member("internal", isInternal)
            row.member("exists", state != nil)
            guard let state else { return }
            row.member("partitions", state.partitions)
            row.member("replication_factor", state.replicationFactor)
            row.name("retention_ms")
            if let ms = state.configuration["retention.ms"].flatMap(Int64.init) {
                row.value(ms)
            } else {
                row.null()
            }
            row.member("cleanup_policy", state.configuration["cleanup.policy"])
            row.member("records", records)
            row.name("lag")
            if let lag { row.value(lag) } else { row.null() }
        }
    }
}
