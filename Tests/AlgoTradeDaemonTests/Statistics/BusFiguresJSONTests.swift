import Contracts
import KafkaBus
import Testing

@testable import AlgoTradeDaemon

/// What a plane's bus measures, as `statistics.json` has it.
@Suite struct BusFiguresJSONTests {
    private func json(_ figures: BusFigures, commits: LatencyHistogram = .init()) -> String {
        var text = JSONText()
        text.object { figures.write(to: &$0, commits: commits) }
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private func window(_ p50: Int, _ p99: Int) -> FigureWindow {
        var window = FigureWindow()
        (window.count, window.p50, window.p99) = (9, p50, p99)
        return window
    }

    private var producer: ClientStatistics {
        var producer = ClientStatistics()
        producer.type = "producer"
        (producer.messagesSent, producer.bytesSent) = (120, 24_000)
        (producer.messagesReceived, producer.bytesReceived) = (7, 7)
        (producer.queued, producer.queuedBytes) = (3, 600)
        var broker = BrokerStatistics()
        (broker.id, broker.name, broker.state) = (1, "b:9092/1", "UP")
        (broker.retries, broker.connects, broker.disconnects) = (2, 3, 2)
        (broker.unsent, broker.unanswered) = (4, 5)
        broker.roundTrip = window(500, 1234)
        broker.throttle = window(0, 30)
        var role = broker
        (role.id, role.name) = (-1, "TxnCoordinator")
        producer.brokers = [broker, role]
        var topic = TopicStatistics()
        (topic.batchMessages, topic.batchBytes) = (window(40, 200), window(8000, 40_000))
        producer.topics = ["out": topic, "idle": TopicStatistics()]
        return producer
    }

    @Test func `Everything a bus measured is there`() {
        var figures = BusFigures()
        figures.lag = [
            TopicPartition(topic: "in", partition: 0): 12,
            TopicPartition(topic: "in", partition: 1): 0,
        ]
        (figures.transactionsCommitted, figures.transactionsAborted) = (31, 1)
        figures.rebalances = 2
        figures.errors = [.unreachable: 4, .denied: 1]
        figures.troubles = [.topicDenied: 1, .brokerDown: 2]
        figures.lasting = [.topicDenied: ["in", "also"]]
        figures.producer = producer
        var commits = LatencyHistogram()
        for _ in 0..<9 { commits.add(.milliseconds(3)) }
        commits.add(.seconds(60))
        let client =
            #"{"messages":120,"bytes":24000,"retries":2,"connects":6,"disconnects":4,"queued":3,"#
            + #""queued_bytes":600,"unsent_requests":8,"unanswered_requests":10,"topics":{"idle":"#
            + #"{"batch_messages":{"p50":null,"p99":null},"batch_bytes":{"p50":null,"p99":null}},"#
            + #""out":{"batch_messages":{"p50":40,"p99":200},"batch_bytes":{"p50":8000,"p99":"#
            + #"40000}}},"brokers":[{"id":1,"name":"b:9092/1","state":"UP","round_trip_ms":{"p50":"#
            + #"0.5,"p99":1.234},"throttle_ms":{"p50":0,"p99":30}}]}"#
        #expect(
            json(figures, commits: commits)
                == #"{"lag":{"in/0":12,"in/1":0},"transactions":{"committed":31,"aborted":1},"#
                + #""commit_ms":{"p50":5.0,"p99":null,"p99_9":null},"rebalances":2,"#
                + #""errors":{"denied":1,"unreachable":4},"troubles":{"broker_down":2,"#
                + #""topic_denied":1},"lasting":{"topic_denied":["also","in"]},"#
                + #""consumer":null,"producer":\#(client)}"#)
    }

    @Test func `A bus that has not told anything has nothing that is not known`() {
        #expect(
            json(BusFigures())
                == #"{"lag":{},"transactions":{"committed":0,"aborted":0},"#
                + #""commit_ms":{"p50":null,"p99":null,"p99_9":null},"rebalances":0,"errors":{},"#
                + #""troubles":{},"lasting":{},"consumer":null,"producer":null}"#)
    }

    @Test func `A consumer's messages are those that it received`() {
        var figures = BusFigures()
        figures.consumer = producer
        figures.consumer?.type = "consumer"
        #expect(json(figures).contains(#""consumer":{"messages":7,"bytes":7,"retries":2,"#))
    }

    @Test func `Commits are those since the report before, also over a restart of the plane`() {
        let board = StatusBoard(planes: [.data])
        func report(_ last: StatisticsReport?) -> StatisticsReport {
            StatisticsReport(
                board, group: "g", at: Timestamp(nanoseconds: 0), after: .seconds(1), last: last)
        }
        var first = BusFigures()
        first.commitLatency.add(.milliseconds(90))
        board[.data]?.set { $0.bus = first }
        let before = report(nil)
        #expect(before.planes[0].commits.quantile(0.5) == 100_000)
        var second = BusFigures()
        second.commitLatency.add(.milliseconds(4))
        board[.data]?.set { $0.bus = second.added(to: first) }
        #expect(report(before).planes[0].commits.quantile(0.99) == 5000)
    }
}
