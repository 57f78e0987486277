import Contracts

/// Which of several sources comes next: the one with the earliest present record, of equal times
/// the one named first. A source's own order is kept whatever its times do.
///
/// A binary heap (Williams 1964) of times and the sources' numbers.
struct ReplayMerge {
    private struct Entry {
        var time: Int64
        var source: Int

        func comesBefore(_ other: Entry) -> Bool {
            time != other.time ? time < other.time : source < other.source
        }
    }

    private var entries: [Entry] = []

    /// The number of the source that comes next; nil when none has a record.
    var next: Int? { entries.first?.source }

    /// Adds a source by its number.
    mutating func add(_ source: Int, _ time: Timestamp) {
        entries.append(Entry(time: time.nanoseconds, source: source))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].comesBefore(entries[parent]) else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    /// The source that was next has gone to another record, or, without a time, has none.
    mutating func replaceNext(_ time: Timestamp?) {
        if let time {
            entries[0].time = time.nanoseconds
        } else {
            entries.swapAt(0, entries.count - 1)
            entries.removeLast()
        }
        var parent = 0
        while true {
            var child = 2 &* parent &+ 1
            guard child < entries.count else { return }
            if child &+ 1 < entries.count, entries[child &+ 1].comesBefore(entries[child]) {
                child &+= 1
            }
            guard entries[child].comesBefore(entries[parent]) else { return }
            entries.swapAt(child, parent)
            parent = child
        }
    }
}
