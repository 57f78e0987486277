import Contracts

/// Records of several partitions that are read again, put back into the order in which they were
/// written: a reader gets large pieces now of one partition, now of another.
///
/// The order is that of Kafka's timestamps, of equal ones that of the topics; records of one
/// partition stay in their order whatever their timestamps. A partition that is more than
/// ``limit`` records ahead of another is not held back any longer.
struct PastRecords {
    static let limit = 100_000

    private struct Entry {
        let timestampMs: Int64
        let topic: Int
        let partition: Int32
        let offset: Int64
        /// Where its message is kept.
        let slot: Int

        func isBefore(_ other: Entry) -> Bool {
            (timestampMs, topic, partition, offset)
                < (other.timestampMs, other.topic, other.partition, other.offset)
        }
    }

    private let topics: [String]
    private let limit: Int
    /// A heap, the earliest first.
    private var entries: [Entry] = []
    private var messages: [Message] = []
    private var free: [Int] = []
    private var newest: [TopicPartition: Int64] = [:]

    /// - Parameter topics: in the order of what was written at one time.
    init(of topics: [String], limit: Int = PastRecords.limit) {
        self.topics = topics
        self.limit = limit
    }

    /// Adds a record of one of the topics; gives back the earliest of all when there are too many.
    mutating func add(
        _ message: Message, _ index: Int, of batch: RecordBatch
    ) -> (message: Message, place: Place)? {
        let place = batch.place(index)
        let partition = TopicPartition(topic: place.topic, partition: place.partition)
        let time = max(batch.records[index].timestampMs, newest[partition] ?? .min)
        newest[partition] = time
        guard let topic = topics.firstIndex(of: place.topic) else { return nil }
        entries.append(
            Entry(
                timestampMs: time, topic: topic, partition: place.partition, offset: place.offset,
                slot: keep(message)))
        rise()
        return entries.count > limit ? next() : nil
    }

    /// Takes out the earliest.
    mutating func next() -> (message: Message, place: Place)? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        free.append(first.slot)
        let place = Place(
            topic: topics[first.topic], partition: first.partition, offset: first.offset)
        return (messages[first.slot], place)
    }

    private mutating func keep(_ message: Message) -> Int {
        guard let slot = free.popLast() else {
            messages.append(message)
            return messages.count - 1
        }
        messages[slot] = message
        return slot
    }

    private mutating func rise() {
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].isBefore(entries[parent]) else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var first = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count {
                if entries[child].isBefore(entries[first]) { first = child }
            }
            if first == parent { return }
            entries.swapAt(first, parent)
            parent = first
        }
    }
}
