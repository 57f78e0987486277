import Contracts
import YAMLConfig

/// A daemon's ``StatisticsReport`` as another process reads it.
struct DaemonStatistics: Sendable {
    /// Median batch of a topic, by one client.
    struct Batch: Equatable, Sendable {
        var messages: Int
        var bytes: Int
    }

    struct Plane: Sendable {
        var name: String
        var committed: Int
        var aborted: Int
        /// 99th percentiles in microseconds, the commits' as an upper bound; nil where nothing
        /// was measured lately.
        var commit: Int64?
        /// The slowest broker's, of the producer: a consumer's answers wait for records.
        var roundTrip: Int64?
        var rebalances: Int
        var errors: Int
        /// Troubles that last, each with its subjects.
        var lasting: [(trouble: String, subjects: [String])]
        /// Records that wait, by `topic/partition`.
        var lag: [(place: String, records: Int)]
        /// By topic.
        var read: [String: Batch]
        var written: [String: Batch]
    }

    var group: String
    var time: Timestamp
    var isRunning: Bool
    var planes: [Plane]
    /// The report itself, one JSON object.
    var json: [UInt8]

    /// Nil when the bytes are no such report.
    init?(_ json: [UInt8], file: String) {
        guard AnyJSON.isContainer(json.span) else { return nil }
        // JSON is YAML. Nothing in it stands for a variable.
        let nothing = Surroundings(
            variable: { _ in nil },
            contents: { _, _ throws(Surroundings.FileFault) in throw .missing })
        var faults: [ConfigFault] = []
        guard
            let root = YAMLDocument.parse(
                json, file: file, surroundings: nothing, faults: &faults),
            let group = try? root["group_id"]?.text(), let text = try? root["time"]?.text(),
            let time = Timestamp(text), let isRunning = try? root["running"]?.boolean(),
            let planes = try? root["planes"]?.map()
        else { return nil }
        (self.group, self.time, self.isRunning, self.json) = (group, time, isRunning, json)
        self.planes = []
        for entry in planes {
            guard let bus = entry.value["bus"], let plane = Plane(entry.key, bus) else {
                return nil
            }
            self.planes.append(plane)
        }
    }
}

extension DaemonStatistics.Plane {
    fileprivate init?(_ name: String, _ bus: YAMLNode) {
        guard let transactions = bus["transactions"],
            let committed = transactions["committed"]?.count,
            let aborted = transactions["aborted"]?.count, let rebalances = bus["rebalances"]?.count
        else { return nil }
        self.name = name
        (self.committed, self.aborted, self.rebalances) = (committed, aborted, rebalances)
        commit = bus["commit_ms"]?["p99"]?.microseconds
        roundTrip = bus["producer"]?["brokers"]?.items
            .compactMap { $0["round_trip_ms"]?["p99"]?.microseconds }.max()
        errors = bus["errors"]?.members.compactMap(\.value.count).reduce(0, +) ?? 0
        lasting = (bus["lasting"]?.members ?? []).map { entry in
            (entry.key, entry.value.items.compactMap { try? $0.text() })
        }
        lag = (bus["lag"]?.members ?? []).map { ($0.key, $0.value.count ?? 0) }
        read = Self.batches(bus["consumer"])
        written = Self.batches(bus["producer"])
    }

    private static func batches(_ client: YAMLNode?) -> [String: DaemonStatistics.Batch] {
        (client?["topics"]?.members ?? []).reduce(into: [:]) { batches, entry in
            guard let messages = entry.value["batch_messages"]?["p50"]?.count,
                let bytes = entry.value["batch_bytes"]?["p50"]?.count
            else { return }
            batches[entry.key] = DaemonStatistics.Batch(messages: messages, bytes: bytes)
        }
    }
}

extension YAMLNode {
    fileprivate subscript(name: String) -> YAMLNode? {
        members.first { $0.key == name }?.value
    }

    fileprivate var members: [YAMLEntry] { (try? map()) ?? [] }
    fileprivate var items: [YAMLNode] { (try? list()) ?? [] }
    fileprivate var count: Int? { (try? integer()).flatMap { $0 >= 0 ? $0 : nil } }
    /// Of a number of milliseconds.
    fileprivate var microseconds: Int64? { (try? decimal())?.scaled(places: 3) }
}
