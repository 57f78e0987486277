/// What one plane of the daemon on this host does with a topic.
struct TopicUse: Equatable, Sendable {
    var plane: String
    var isWriter: Bool
    /// Median; nil when nothing was read or written lately.
    var batch: DaemonStatistics.Batch?
    /// Records that the plane has not taken, by `topic/partition`.
    var lag: [String: Int] = [:]

    func write(to text: inout JSONText) {
        text.member("plane", plane)
        text.member("role", isWriter ? "writer" : "reader")
        text.member("batch_messages_p50", optional: batch.map { Int64($0.messages) })
        text.member("batch_bytes_p50", optional: batch.map { Int64($0.bytes) })
        if !isWriter { text.member("lag", lag) }
    }
}

extension DaemonStatistics {
    /// In the order of the planes.
    func uses(of topic: String) -> [TopicUse] {
        planes.flatMap { plane in
            var uses: [TopicUse] = []
            let lag = plane.lag.filter { $0.place.hasPrefix("\(topic)/") }
            let read = plane.read[topic]
            if read != nil || !lag.isEmpty {
                var use = TopicUse(plane: plane.name, isWriter: false, batch: read)
                for (place, records) in lag { use.lag[place] = records }
                uses.append(use)
            }
            if let written = plane.written[topic] {
                uses.append(TopicUse(plane: plane.name, isWriter: true, batch: written))
            }
            return uses
        }
    }
}
