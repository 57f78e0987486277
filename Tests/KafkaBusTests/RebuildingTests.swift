import Contracts
import KafkaBus
import TestSupport
import Testing

@Suite("A bus whose plane rebuilds its state", .serialized, .timeLimit(.minutes(2)))
struct RebuildingTests {
    private let plane = PlaneSubscription(
        plane: "data", inputs: ["in"], history: ["state"], rewinds: true)

    private func feed(_ cluster: Cluster, _ range: Range<Int>) async throws {
        let writer = try KafkaWriter(cluster.settings, name: "feed")
        var batch = RecordBatch()
        for number in range {
            batch.append(topic: "in", key: Array("K".utf8), value: Array("\(number)".utf8))
        }
        try await writer.write(batch)
        await writer.close()
    }

    /// What comes until `count` new records have been worked through.
    private struct Course {
        var snapshots: [String] = []
        var inputs: [InputRange] = []
        var again: [Int] = []
        var new: [Int] = []
    }

    private func run(
        _ cluster: Cluster, until count: Int, rewind: [TopicPartition: Int64] = [:]
    ) async throws -> Course {
        let bus = try KafkaBus.open(cluster.settings, for: plane) { _ in }
        try await bus.join()
        var course = Course()
        while course.new.count < count {
            switch try await bus.receive(timeout: .seconds(30)) {
            case .history(let batch):
                for index in batch.indices {
                    if batch.topic(index) == "state" {
                        course.snapshots.append(batch.valueText(index))
                    } else {
                        course.again.append(try #require(Int(batch.valueText(index))))
                    }
                }
            case .historyRead(let inputs):
                course.inputs = inputs
                try await bus.rewind(to: rewind)
            case .records(let batch):
                course.new += batch.indices.compactMap { Int(batch.valueText($0)) }
                var outputs = RecordBatch()
                for index in batch.indices { outputs.append(index, of: batch, topic: "out") }
                var state = RecordBatch()
                state.append(
                    topic: "state", partition: 0, key: Array("data/K".utf8),
                    value: Array("\(course.new.count)".utf8))
                try await bus.commit(outputs, state: state, durable: course.new.count >= count)
            case .closed:
                Issue.record("closed")
                return course
            case .assigned, .ready, .idle: continue
            }
        }
        await bus.close()
        return course
    }

    @Test
    func `inputs are read again from where it says to what is committed, then go on`() async throws
    {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1, "state": 1])
        let input = TopicPartition(topic: "in", partition: 0)
        try await feed(cluster, 0..<100)
        let first = try await run(cluster, until: 100)
        #expect(first.snapshots.isEmpty && first.again.isEmpty)
        #expect(first.inputs == [InputRange(partition: input, committed: nil, end: 100)])

        try await feed(cluster, 100..<150)
        let second = try await run(cluster, until: 50, rewind: [input: 40])
        #expect(second.snapshots.last == "100")
        #expect(second.inputs == [InputRange(partition: input, committed: 100, end: 150)])
        #expect(second.again == Array(40..<100))
        #expect(second.new == Array(100..<150))
        #expect(try await cluster.records("out").count == 150)
    }

    @Test
    func `an offset beyond the committed one is where new records begin`() async throws {
        let cluster = try await Cluster(.broker, topics: ["in": 1, "out": 1, "state": 1])
        let input = TopicPartition(topic: "in", partition: 0)
        try await feed(cluster, 0..<60)
        let course = try await run(cluster, until: 35, rewind: [input: 25])
        #expect(course.again.isEmpty)
        #expect(course.new == Array(25..<60))
    }

    @Test
    func `without transactions a snapshot follows the outputs that it stands for`() async throws {
        let cluster = try await Cluster(.embedded, topics: ["in": 1, "out": 1, "state": 1])
        try await feed(cluster, 0..<30)
        let course = try await run(cluster, until: 30)
        #expect(course.new == Array(0..<30))
        #expect(try await cluster.records("out").count == 30)
        let state = try await cluster.records("state")
        #expect(state.valueText(state.count - 1) == "30")
    }
}

extension RecordBatch {
    /// Adds a copy of a record of another batch, for another topic.
    mutating func append(_ index: Int, of other: RecordBatch, topic: String) {
        let record = other.records[index]
        append(
            topic: topic, key: record.key.map { other.bytes[$0] },
            value: record.value.map { other.bytes[$0] })
    }
}
