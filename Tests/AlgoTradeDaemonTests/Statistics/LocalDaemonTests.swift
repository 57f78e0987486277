import Contracts
import KafkaBus
import Testing
import YAMLConfig

@testable import AlgoTradeDaemon

/// What other verbs find of the daemon on this host, in its state directory.
@Suite struct LocalDaemonTests {
    private static let now = Timestamp("2026-03-16T14:30:00Z")!

    /// A report of that many seconds ago.
    private static func report(
        secondsAgo: Int64 = 12, group: String = "g", isRunning: Bool = true,
        lasting: [BusTrouble: Set<String>] = [:]
    ) -> [UInt8] {
        let board = StatusBoard(planes: [.data, .orders])
        var figures = BusFigures()
        (figures.transactionsCommitted, figures.transactionsAborted) = (1204, 3)
        figures.commitLatency.add(.milliseconds(15))
        figures.rebalances = 2
        figures.errors = [.unreachable: 4, .denied: 1]
        figures.lasting = lasting
        figures.lag = [TopicPartition(topic: "market_raw", partition: 3): 12]
        figures.producer = client("producer", topic: "market_events", batch: 40)
        figures.consumer = client("consumer", topic: "market_raw", batch: 7)
        board[.data]?.set { $0.bus = figures }
        board[.orders]?.set { $0.bus.lasting = lasting.filter { $0.key == .brokerDown } }
        let time = now.advanced(byNanoseconds: -secondsAgo * 1_000_000_000)
        return StatisticsReport(
            board, group: group, at: time, after: .seconds(60), last: nil, isRunning: isRunning
        ).json
    }

    private static func client(_ type: String, topic: String, batch: Int) -> ClientStatistics {
        var client = ClientStatistics()
        client.type = type
        for (id, p99) in [(Int32(1), 900), (2, 1200)] {
            var broker = BrokerStatistics()
            (broker.id, broker.name) = (id, "b:\(id)")
            (broker.roundTrip.count, broker.roundTrip.p99) = (5, p99)
            client.brokers.append(broker)
        }
        var figures = TopicStatistics()
        (figures.batchMessages.count, figures.batchMessages.p50) = (1, batch)
        (figures.batchBytes.count, figures.batchBytes.p50) = (1, batch * 200)
        client.topics[topic] = figures
        return client
    }

    private func read(
        _ files: [String: [UInt8]], set: [String] = ["daemon.state_directory=there"],
        variables: [String: String] = [:], configuration: String = "kafka.yaml"
    ) throws -> LocalDaemon {
        let yaml = Array("kafka: {group_id: g}".utf8)
        let surroundings = Surroundings(
            variable: { variables[$0] },
            contents: { path, limit throws(Surroundings.FileFault) in
                if path == configuration { return yaml }
                if path.hasPrefix("closed/") { throw .refused }
                guard let bytes = files[path] else { throw .missing }
                guard bytes.count <= limit else { throw .tooLarge }
                return bytes
            })
        let loaded = try ConfigurationFile.load(
            path: configuration, overrides: set, surroundings: surroundings)
        return LocalDaemon.read(loaded, surroundings: surroundings, at: Self.now)
    }

    @Test func `A fresh report is told plane by plane`() throws {
        let daemon = try read(["there/statistics.json": Self.report()])
        #expect(
            daemon.text == """
                Daemon on this host (statistics of 12.0 s ago):
                  data: transactions 1,204, aborted 3, commit p99 ≤ 20 ms, round trip p99 1.2 ms, \
                rebalances 2, errors 5
                  orders: transactions 0, aborted 0, rebalances 0, errors 0


                """)
        #expect(daemon.faults.isEmpty)
    }

    @Test func `A trouble that lasts is a fault, told once for all planes that have it`() throws {
        let lasting: [BusTrouble: Set<String>] = [
            .topicDenied: ["b", "a"], .brokerDown: ["2"], .accessDenied: [""],
        ]
        let daemon = try read(["there/statistics.json": Self.report(lasting: lasting)])
        #expect(daemon.text.contains("errors 5; lasts: access_denied, broker_down (2), topic_den"))
        #expect(
            daemon.faults.map(\.reason) == [
                "access_denied lasts: data", "broker_down (2) lasts: data, orders",
                "topic_denied (a, b) lasts: data",
            ])
        #expect(daemon.faults.allSatisfy { $0.exitCode == 1 })
        #expect(daemon.faults.allSatisfy { $0.remedy.contains("docs/OPERATING.md") })
    }

    @Test func `What lasted when a daemon ended troubles nobody`() throws {
        let report = Self.report(isRunning: false, lasting: [.topicDenied: ["a"]])
        let daemon = try read(["there/statistics.json": report])
        #expect(daemon.text.hasPrefix("Daemon on this host (ended 12.0 s ago):\n  data: "))
        #expect(daemon.faults.isEmpty && daemon.statistics == nil)
    }

    private static let none = "no statistics of the last 3 min in there"
    private static let strange = "there/statistics.json is not as this version writes it"

    @Test(
        arguments: [
            (nil, none), (report(secondsAgo: 181), none), (report(secondsAgo: -3600), none),
            (report(group: "other"), "there/statistics.json is of kafka.group_id other, not of g"),
            (
                [UInt8](repeating: 0x20, count: 2 << 20),
                "there/statistics.json cannot be read: it is"
            ),
            (Array(report().dropLast(40)), strange), (Array("{}".utf8), strange),
            (Array("".utf8), strange), (Array("[1, 2]".utf8), strange), ([0xFF, 0x00], strange),
            (Array(#"{"group_id":"g","time":"soon","running":true,"planes":{}}"#.utf8), strange),
            (
                Array(
                    #"{"group_id":"g","time":"2026-03-16T14:30:00Z","running":true,"planes":{"data":1}}"#
                        .utf8), strange
            ),
        ] as [([UInt8]?, String)])
    func `Where there is none, that is said and harms nothing`(
        report: [UInt8]?, reason: String
    ) throws {
        let daemon = try read(report.map { ["there/statistics.json": $0] } ?? [:])
        #expect(daemon.text.hasPrefix("Daemon on this host: none, \(reason)"))
        #expect(daemon.faults.isEmpty && daemon.statistics == nil)
    }

    @Test func `A report with a byte changed or cut off never stops the reader`() throws {
        let report = Self.report(lasting: [.topicDenied: ["a"]])
        for index in stride(from: 0, to: report.count, by: 7) {
            for byte in [UInt8(ascii: "}"), UInt8(ascii: "\""), 0x00, 0xFF] {
                var other = report
                other[index] = byte
                _ = try read(["there/statistics.json": other]).text
            }
            _ = try read(["there/statistics.json": Array(report[..<index])]).text
        }
    }

    @Test(arguments: [
        (["daemon.state_directory=closed"], "closed/statistics.json cannot be read: permission"),
        (["daemon.statistics_interval=0s"], "daemon.statistics_interval is 0s, so that none"),
        (["daemon.statistics_interval=1s"], "no statistics of the last 10.0 s in state"),
    ])
    func `The configuration says what there can be`(set: [String], reason: String) throws {
        let daemon = try read([:], set: set)
        #expect(daemon.text.hasPrefix("Daemon on this host: none, \(reason)"))
    }

    @Test(arguments: [
        ("kafka.yaml", [:], "state"), ("kafka.yaml", ["STATE_DIRECTORY": "a:b"], "a"),
        ("/etc/algotraded/kafka.yaml", [:], "/var/lib/algotraded"),
        ("/etc/algotraded/kafka.yaml", [:], "state"),
        ("/etc/algotraded/kafka.yaml", ["STATE_DIRECTORY": "a"], "a"),
    ])
    func `It is looked for where the daemon keeps its state`(
        configuration: String, variables: [String: String], folder: String
    ) throws {
        let daemon = try read(
            ["\(folder)/statistics.json": Self.report()], set: [], variables: variables,
            configuration: configuration)
        #expect(daemon.statistics?.planes.map(\.name) == ["data", "orders"])
    }

    @Test func `A topic has what the planes read and write of it`() throws {
        let statistics = try #require(
            try read(["there/statistics.json": Self.report()]).statistics)
        #expect(
            statistics.uses(of: "market_raw") == [
                TopicUse(
                    plane: "data", isWriter: false, batch: .init(messages: 7, bytes: 1400),
                    lag: ["market_raw/3": 12])
            ])
        #expect(
            statistics.uses(of: "market_events") == [
                TopicUse(plane: "data", isWriter: true, batch: .init(messages: 40, bytes: 8000))
            ])
        #expect(statistics.uses(of: "market").isEmpty)
    }
}
