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
    /// What the daemon on this host reads and writes of it; empty when none tells.
    var uses: [TopicUse] = []

    /// All topics of the configuration, the internal one last.
    ///
    /// - Parameter daemon: what the daemon on this host tells; nil: nothing.
    static func read(
        _ configuration: Configuration, _ access: BrokerAccess, _ admin: KafkaAdmin,
        daemon: DaemonStatistics? = nil
    ) async throws -> [TopicRow] {
        let names = configuration.topicSpecs().map(\.name)
        // The first question waits for a broker.
        _ = try await access.partitions(admin)
        let states = try await admin.topics(names)
        let counting = GroupLag(configuration: configuration, access: access, admin: admin)
        let ranges = try await counting.ranges(states.mapValues(\.partitions))
        var rows = names.map { name in
            var row = TopicRow(
                name: name, isInternal: name == configuration.stateTopicName,
                state: states[name])
            row.uses = daemon?.uses(of: name) ?? []
            row.records = ranges.filter { $0.key.topic == name }.reduce(0) { $0 + $1.value.count }
            return row
        }
        for plane in PlaneName.allCases {
            let lag = try await counting.read(
                plane, ranges.filter { plane.inputs.contains($0.key.topic) })
            for index in rows.indices where plane.inputs.contains(rows[index].name) {
                let own = lag.filter { $0.key.topic == rows[index].name }.values.reduce(0, +)
                rows[index].lag = max(rows[index].lag ?? 0, own)
            }
        }
        return rows
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

    /// Median records of a batch as it is written here, else as it is read.
    private var batch: Int? {
        let batches = uses.sorted { $0.isWriter && !$1.isWriter }.compactMap(\.batch)
        return batches.first?.messages
    }

    static func table(_ rows: [TopicRow]) -> String {
        let width = (rows.map(\.name.count).max() ?? 0) + 3
        let hasUses = rows.contains { !$0.uses.isEmpty }
        var lines = [
            NumberText.left("TOPIC", width)
                + "PARTITIONS  REPLICATION  \(NumberText.left("RETENTION", 12))"
                + NumberText.right("RECORDS", 15) + NumberText.right("LAG", 15)
                + (hasUses ? NumberText.right("BATCH", 10) : "")
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
                    + NumberText.right(row.lag.map { NumberText.whole(Int($0)) } ?? "-", 15)
                    + (hasUses ? NumberText.right(row.batch.map(NumberText.whole) ?? "-", 10) : "")
            )
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
            row.name("daemon")
            row.array(uses) { list, use in list.object { use.write(to: &$0) } }
        }
    }
}
