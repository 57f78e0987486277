import Contracts
import Testing

@testable import KafkaBus

@Suite struct ProgressWatchTests {
    private let start = ContinuousClock.now

    private struct Seen {
        /// Where the client reads on, where committed records end, where all end.
        var next: Int64 = 10
        var end: Int64 = 10
        var highest: Int64 = 10
        /// What the plane takes next; nil while the partition is another's.
        var taken: Int64? = 10
        var joinState = "steady"
        var isFetched = true
        var isWatched = true
    }

    /// What is told of statistics five seconds apart, with the place of each.
    private func told(_ all: [Seen]) -> [String] {
        var watch = ProgressWatch(group: "g.data", sessionTimeout: .seconds(10))
        var ledger = TroubleLedger()
        return all.enumerated().flatMap { index, seen in
            var client = ClientStatistics()
            client.type = "consumer"
            client.group = GroupStatistics()
            client.group?.state = "up"
            client.group?.joinState = seen.joinState
            var partition = PartitionStatistics()
            (partition.next, partition.end, partition.highest) = (seen.next, seen.end, seen.highest)
            partition.isFetched = seen.isFetched
            client.topics["t"] = TopicStatistics()
            client.topics["t"]?.partitions[3] = partition
            let news = watch.take(
                client, isWatched: seen.isWatched, &ledger, at: start + .seconds(5 * index)
            ) { _ in seen.taken }
            return news.map { "\(index): \($0.lasted == nil ? $0.detail : "over \($0.subject)")" }
        }
    }

    @Test func `Records that wait and are not taken are told after a while, once`() {
        let stuck = Seen(end: 25, highest: 25)
        let all = [Seen()] + Array(repeating: stuck, count: 15) + [Seen(next: 25, highest: 25)]
        #expect(
            told(all) == ["9: 15 records of t/3 wait and none was taken for 40 s", "16: over t/3"])
    }

    @Test func `A transaction without end is told as such`() {
        let all = Array(repeating: Seen(end: 10, highest: 17), count: 10)
        #expect(
            told(all) == ["8: a transaction without end holds back 7 records of t/3 for 40 s"])
    }

    @Test func `A partition that the client does not ask for is told`() {
        let all = Array(repeating: Seen(isFetched: false), count: 10)
        #expect(told(all + [Seen()]) == ["8: t/3 is not read for 40 s", "10: over t/3"])
    }

    @Test func `Whoever goes on, however slowly, is left alone`() {
        let slow = (0..<40).map { step in
            Seen(next: 10 + Int64(step / 7), end: 90, highest: 90, taken: 10)
        }
        #expect(told(slow).isEmpty)
        let full = (0..<40).map { Seen(end: 90, highest: 90, taken: Int64($0 / 7)) }
        #expect(told(full).isEmpty)
    }

    @Test func `Partitions of others, and a plane that reads its past, wait for nothing`() {
        #expect(told(Array(repeating: Seen(end: 25, highest: 25, taken: nil), count: 30)).isEmpty)
        let past = Seen(end: 25, highest: 25, isWatched: false)
        #expect(told(Array(repeating: past, count: 30)).isEmpty)
    }

    @Test func `A group that gives nothing is told, and when it gives again`() {
        let waiting = Seen(taken: nil, joinState: "wait-join")
        #expect(
            told(Array(repeating: waiting, count: 11) + [Seen()]) == [
                "8: the group g.data gives no partitions (wait-join) for 40 s", "11: over g.data",
            ])
    }
}
