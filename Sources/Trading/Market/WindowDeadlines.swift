import Contracts

/// The OFI windows under way in one partition, the next to end first: a binary heap ordered by
/// (end, symbol), so that the order in which windows close depends on nothing else.
///
/// A symbol has one entry at most. Its end may lie before that of the window now under way: who
/// takes the entry out puts it back with the right one.
struct WindowDeadlines: Equatable, Sendable {
    struct Entry: Equatable, Sendable {
        let end: Timestamp
        let symbol: Symbol
        /// Where the machine keeps the symbol's state.
        let slot: Int

        static func isBefore(_ a: Entry, _ b: Entry) -> Bool {
            a.end != b.end ? a.end < b.end : a.symbol < b.symbol
        }
    }

    private var heap: [Entry] = []

    var count: Int { heap.count }
    var first: Entry? { heap.first }

    mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

    mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard Entry.isBefore(heap[child], heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func removeFirst() -> Entry {
        heap.swapAt(0, heap.count - 1)
        let entry = heap.removeLast()
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { return entry }
            let right = left + 1
            let isRight = right < heap.count && Entry.isBefore(heap[right], heap[left])
            let child = isRight ? right : left
            guard Entry.isBefore(heap[child], heap[parent]) else { return entry }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
