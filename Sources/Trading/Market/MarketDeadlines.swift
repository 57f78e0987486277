import Contracts

/// When the OFI windows and built bars under way in one partition end, the next first: a binary
/// heap ordered by (end, symbol, kind), so that the order in which they close depends on nothing
/// else.
///
/// A symbol has one entry of a kind at most. Its end may lie before that of the window or bar now
/// under way: who takes the entry out puts it back with the right one.
struct MarketDeadlines: Equatable, Sendable {
    /// Of what an entry is the end: the window, or the bar of the builder of that index.
    struct Kind: Equatable, Sendable {
        let number: UInt8

        var bit: UInt8 { 1 << number }
        var bar: Int? { number == 0 ? nil : Int(number) - 1 }
    }

    static let window = Kind(number: 0)

    static func bar(_ builder: Int) -> Kind { Kind(number: UInt8(builder) + 1) }

    struct Entry: Equatable, Sendable {
        let end: Timestamp
        let symbol: Symbol
        let kind: Kind
        /// Where the machine keeps the symbol's state.
        let slot: Int

        static func isBefore(_ a: Entry, _ b: Entry) -> Bool {
            if a.end != b.end { return a.end < b.end }
            return a.symbol != b.symbol ? a.symbol < b.symbol : a.kind.number < b.kind.number
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
