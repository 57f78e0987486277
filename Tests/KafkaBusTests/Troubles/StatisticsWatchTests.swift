import Testing

@testable import KafkaBus

@Suite struct StatisticsWatchTests {
    private let start = ContinuousClock.now

    private func client(
        _ type: String = "producer", states: [String] = ["UP", "UP"], retries: Int = 0,
        throttleMs: Int = 0, leaders: [Int32] = [1, 2], group: String? = nil, queued: Int = 0,
        acknowledged: Int = 0
    ) -> ClientStatistics {
        var client = ClientStatistics()
        client.queued = queued
        client.type = type
        for (index, state) in states.enumerated() {
            var broker = BrokerStatistics()
            broker.id = Int32(index + 1)
            broker.name = "host\(index + 1):9092/\(index + 1)"
            broker.state = state
            client.brokers.append(broker)
        }
        client.brokers[0].retries = retries
        client.brokers[0].throttle.max = throttleMs
        var topic = TopicStatistics()
        for (index, leader) in leaders.enumerated() {
            topic.partitions[Int32(index)] = PartitionStatistics()
            topic.partitions[Int32(index)]?.leader = leader
            topic.partitions[Int32(index)]?.acknowledged = acknowledged
        }
        client.topics["t"] = topic
        if let group {
            client.group = GroupStatistics()
            client.group?.state = group
        }
        return client
    }

    /// What is told, as `+name` and `-name`, of statistics five seconds apart.
    private func told(_ all: [ClientStatistics]) -> [String] {
        var watch = StatisticsWatch(group: "g")
        var ledger = TroubleLedger()
        return all.enumerated().flatMap { index, one in
            watch.take(one, &ledger, at: start + .seconds(5 * index)).map { news in
                (news.lasted == nil ? "+" : "-") + news.trouble.rawValue
                    + (news.lasted == .zero ? "!" : "")
            }
        }
    }

    @Test func `A broker counts as down from the second time on`() {
        let down = client(states: ["UP", "TRY_CONNECT"])
        #expect(told([client(), down, client()]).isEmpty)
        #expect(told([client(), down, down, down, client()]) == ["+broker_down", "-broker_down"])
        let idle = client(states: ["UP", "INIT"])
        #expect(told([client(), idle, idle]).isEmpty)
        let all = client(states: ["DOWN", "TRY_CONNECT"])
        #expect(told([client(), all, all]).isEmpty)
    }

    @Test(arguments: [
        ([Int32(1), 2], false, true), ([1, 2], true, false), ([1, -1], false, false),
    ])
    func `A missing topic is there when brokers know all of it again`(
        leaders: [Int32], isUnknown: Bool, isThere: Bool
    ) {
        var watch = StatisticsWatch(group: "g")
        var ledger = TroubleLedger()
        _ = ledger.begin(.topicMissing, "t", "", at: start)
        var seen = client(leaders: leaders)
        seen.topics["t"]?.partitions[1]?.isUnknown = isUnknown
        let news = (1...2).flatMap { watch.take(seen, &ledger, at: start + .seconds(5 * $0)) }
        #expect(news.contains { $0.trouble == .topicMissing && $0.lasted != nil } == isThere)
    }

    @Test func `Either client's broker counts`() {
        let down = client(states: ["UP", "TRY_CONNECT"])
        let consumer = client("consumer")
        #expect(
            told([consumer, down, consumer, down, consumer, client(), consumer])
                == ["+broker_down", "-broker_down"])
    }

    @Test func `Leaders that are missing last, leaders that move are mentioned`() {
        let none = client(leaders: [1, -1])
        #expect(
            told([client(), none, none, client()]) == ["+leader_moved", "-leader_moved"])
        #expect(told([client(), client(leaders: [1, 1])]) == ["-leader_moved!"])
        #expect(told([none, client()]).isEmpty)
    }

    @Test func `Quotas and retries are told with their end`() {
        let held = client(throttleMs: 300)
        #expect(told([client(), held, held, client()]) == ["+throttled", "-throttled"])
        let retrying = (1...4).map { client(retries: $0 * 3) }
        #expect(
            told([client()] + retrying + [retrying[3]]) == ["+writes_delayed", "-writes_delayed"])
    }

    @Test func `A coordinator that asks for patience delays no writes`() {
        let patient = (0...4).map { number in
            var one = client(acknowledged: number)
            var coordinator = BrokerStatistics()
            coordinator.name = "TxnCoordinator"
            coordinator.state = "UP"
            coordinator.retries = number * 3
            one.brokers.append(coordinator)
            return one
        }
        #expect(told(patient).isEmpty)
    }

    /// Attempts are up to a second apart, statistics may be closer.
    @Test func `Between two attempts nothing is sent and the trouble goes on`() {
        let attempt = client(retries: 1, queued: 5)
        let over = client(retries: 1, acknowledged: 5)
        #expect(told([client(), attempt, over, over]).isEmpty)
        #expect(
            told([client(), attempt, attempt, attempt, over])
                == ["+writes_delayed", "-writes_delayed"])
        #expect(told([client(), attempt, client(retries: 1), client(retries: 1)]).isEmpty)
    }

    @Test func `A coordinator that is not reached is told with its end`() {
        let lost = client("consumer", group: "wait-coord")
        let up = client("consumer", group: "up")
        #expect(told([up, lost, up]).isEmpty)
        #expect(told([up, lost, lost, up]) == ["+coordinator_lost", "-coordinator_lost"])
    }

    @Test func `How long it lasted is told`() {
        var watch = StatisticsWatch(group: "g")
        var ledger = TroubleLedger()
        _ = watch.take(client(throttleMs: 9), &ledger, at: start)
        let over = watch.take(client(), &ledger, at: start + .seconds(12))
        #expect(over.map(\.lasted) == [.seconds(12)])
        #expect(ledger.counts == [.throttled: 1])
    }
}
