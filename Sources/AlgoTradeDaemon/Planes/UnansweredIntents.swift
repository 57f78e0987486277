import Contracts

/// The intents in `order_intents` that `exec_reports` does not answer yet.
///
/// The order plane answers the intents of a partition one after the other. Of those up to the
/// last that it has answered the reports tell everything: one without any is a dead letter. Those
/// after it are on their way.
struct UnansweredIntents {
    private typealias Entry = (offset: Int64, source: Place, intent: OrderIntent)

    private var entries: [Int32: [Entry]] = [:]
    /// By partition, the highest offset that is answered.
    private var answered: [Int32: Int64] = [:]
    /// Partitions are looked through again when they have so many entries.
    private var limits: [Int32: Int] = [:]

    private static let leastLimit = 1024

    /// Notes a record of `order_intents` if a strategy plane has written it: others' intents are
    /// known by their reports alone.
    mutating func note(_ intent: OrderIntent, _ index: Int, of batch: RecordBatch) {
        let place = batch.place(index)
        guard let source = batch.source(index), place.offset > last(place.partition) else { return }
        entries[place.partition, default: []].append((place.offset, source, intent))
        if entries[place.partition]?.count == limits[place.partition, default: Self.leastLimit] {
            forget(place.partition)
        }
    }

    /// Notes a report's cause.
    mutating func note(reportAt index: Int, of batch: RecordBatch) {
        guard let source = batch.source(index), source.topic == Topic.orderIntents.rawValue
        else { return }
        answered[source.partition] = max(last(source.partition), source.offset)
    }

    /// Gives away the intents that are on their way, in the order of the log.
    ///
    /// - Parameter next: where inputs are read on; what comes of the records from there on is made
    ///   again.
    mutating func take(before next: [TopicPartition: Int64]) -> [OrderIntent] {
        var intents: [OrderIntent] = []
        for partition in entries.keys.sorted() {
            forget(partition)
            for entry in entries[partition] ?? [] {
                let input = TopicPartition(
                    topic: entry.source.topic, partition: entry.source.partition)
                if let next = next[input], entry.source.offset >= next { continue }
                intents.append(entry.intent)
            }
        }
        self = UnansweredIntents()
        return intents
    }

    private func last(_ partition: Int32) -> Int64 { answered[partition] ?? -1 }

    private mutating func forget(_ partition: Int32) {
        let last = last(partition)
        entries[partition]?.removeAll { $0.offset <= last }
        limits[partition] = max(Self.leastLimit, 2 * (entries[partition]?.count ?? 0))
    }
}

extension RecordBatch {
    /// The record that caused this one, where that is told.
    func source(_ index: Int) -> Place? { header(index, "source").flatMap(Place.init(parsing:)) }
}
