import Contracts
import KafkaBus

/// The topics that a verb about dead letters works on, as the brokers have them.
struct LetterTopics: Sendable {
    let access: BrokerAccess
    /// All topics with their numbers of partitions.
    let partitions: [String: Int]
    let stateTopic: String

    init(_ access: BrokerAccess, _ configuration: Configuration) async throws {
        self.access = access
        stateTopic = configuration.stateTopicName
        partitions = try await access.withAdmin { try await access.partitions($0) }
    }

    /// - Throws: ``CommandFault`` when a topic is missing.
    func demand(_ topics: [String]) throws(CommandFault) {
        for topic in topics where partitions[topic] == nil {
            throw access.lacking(topic)
        }
    }

    /// The offsets that each partition of a topic holds, those of open transactions included.
    func kept(_ topic: String) async throws -> [Int32: Range<Int64>] {
        try await offsets(topic, partitions: 0..<Int32(partitions[topic] ?? 0))
    }

    /// What has been sent back already.
    ///
    /// - Parameter settled: waits for transactions that are open now and may hold back marks
    ///   that are committed behind their beginning: the planes write to the state topic too.
    func marks(settled: Bool = false) async throws -> RedriveMarks {
        var marks = RedriveMarks()
        guard partitions[stateTopic] != nil else { return marks }
        let place = TopicPartition(topic: stateTopic, partition: RedriveMark.partition)
        let kept = try await offsets(stateTopic, partitions: place.partition..<1)
        guard let end = kept[place.partition]?.upperBound, end > 0 else { return marks }
        let reader = try KafkaReader(
            access.settings, name: "dlq", topics: [stateTopic], partitions: [place.partition],
            until: settled ? .offsets([place: end]) : .currentEnd)
        do {
            var deadline = ContinuousClock.now + patience
            var isTold = false
            while let batch = try await reader.next(limit: 5000, timeout: .seconds(1)) {
                if !batch.isEmpty {
                    deadline = .now + patience
                } else if settled, !isTold {
                    Terminal.complain("\(stateTopic): waiting for an open transaction to end")
                    isTold = true
                }
                guard deadline > .now else {
                    throw CommandFault(
                        "\(stateTopic): a transaction has been open for longer than "
                            + "\(patience.components.seconds) s",
                        remedy: "try again when the brokers have ended it")
                }
                for index in batch.indices { marks.note(index, of: batch) }
            }
            await reader.close()
        } catch {
            await reader.close()
            throw error
        }
        return marks
    }

    /// Brokers end a dead plane's transaction when it is that old, and look every ten seconds.
    private var patience: Duration { access.settings.transactionTimeout + .seconds(30) }

    private func offsets(
        _ topic: String, partitions: Range<Int32>
    ) async throws -> [Int32: Range<Int64>] {
        let admin = try KafkaAdmin(access.settings, isolation: "read_uncommitted")
        do {
            var kept: [Int32: Range<Int64>] = [:]
            for number in partitions {
                let place = TopicPartition(topic: topic, partition: number)
                kept[number] = try await admin.watermarks(place)
            }
            await admin.close()
            return kept
        } catch {
            await admin.close()
            throw error
        }
    }
}
