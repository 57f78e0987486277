import Contracts
import Foundation
import KafkaBus
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// What starts brokers and daemons, one after the other.
@Suite("The daemon as a process", .serialized, .enabled(if: BrokerProcess.executable != nil))
struct ChainProcessTests {
    @Test(
        "a stranger's run: topics, market data, order flow, an order, a broken record, and the end")
    func strangersRun() async throws {
        let cluster = try ChainCluster()
        let daemon = try DaemonProcess(
            cluster.configuration, set: ["data_plane.ofi.min_windows=2"],
            environment: ["WATCHDOG_USEC": "400000"])
        try await daemon.startReady()
        try await checkTopics(cluster)
        try await checkMarketData(cluster)
        try await checkOrder(cluster)
        try await checkBroken(cluster)
        try await cluster.planesDone()
        try await eventually("the watchdog to be fed") {
            daemon.notified().contains { $0.contains("WATCHDOG=1") }
        }
        #expect(try await daemon.stop() == 0)
        let messages = daemon.notified()
        #expect(messages.count { $0.contains("READY=1") } == 1)
        #expect(messages.count { $0.contains("STOPPING=1") } == 1)
        #expect(try daemon.count(.ready) == 1)
        #expect(try daemon.count(.configWarning) == 1)

        let before = try await outputs(cluster)
        try await daemon.startReady()
        #expect(try await outputs(cluster) == before)
        let late = WallTime.now().timestamp
        try await cluster.write(ChainFeed.batch([ChainFeed.quote("LATE", at: late)]))
        try await cluster.dataPlaneDone()
        #expect(try await cluster.records("market_events").count == before[0].count + 1)
        #expect(try await daemon.stop() == 0)
    }

    private func outputs(_ cluster: ChainCluster) async throws -> [[String]] {
        var all: [[String]] = []
        for topic in ["market_events", "ofi_events", "order_intents", "exec_reports"] {
            all.append(try await cluster.records(topic).lines())
        }
        all.append(try await cluster.letters("market_raw").lines())
        return all
    }

    private func checkTopics(_ cluster: ChainCluster) async throws {
        let hour: Int64 = 3_600_000
        let wanted: [(name: String, partitions: Int, retention: Int64?)] = [
            ("market_raw", 6, 8 * hour), ("market_events", 6, 12 * hour),
            ("ofi_events", 6, 24 * hour), ("order_intents", 6, 6 * hour),
            ("exec_reports", 6, 168 * hour), ("dlq_market_raw", 1, 336 * hour),
            ("dlq_market_events", 1, 336 * hour), ("dlq_ofi_events", 1, 336 * hour),
            ("dlq_order_intents", 1, 336 * hour), ("dlq_exec_reports", 1, 336 * hour),
            ("\(ChainCluster.group).state", 6, nil),
        ]
        let admin = try KafkaAdmin(cluster.settings)
        let states = try await admin.topics(wanted.map(\.name))
        await admin.close()
        for topic in wanted {
            let state = try #require(states[topic.name], "\(topic.name) is missing")
            #expect(state.partitions == topic.partitions, "\(topic.name)")
            if let retention = topic.retention {
                #expect(state.configuration["retention.ms"] == "\(retention)", "\(topic.name)")
            } else {
                #expect(state.configuration["cleanup.policy"] == "compact")
            }
        }
    }

    /// Quotes, trades and bars of an independent client come out once each and in order per key;
    /// with recorded data, their order flow is the reference's.
    private func checkMarketData(_ cluster: ChainCluster) async throws {
        let start = Timestamp("2025-11-17T14:30:00Z")!
        var records: [MarketRaw] = []
        for number in 0..<300 {
            let symbol = Symbol("S\(number % 4)")!
            let time = start.advanced(byNanoseconds: Int64(number) * 100_000_000)
            var record = ChainFeed.quote(symbol, at: time, size: "\(number + 1)")
            // A trade before the first quote makes no event.
            if number > 10, number % 3 == 2 {
                record.shape = .allLast(
                    price: Decimal9("100.01")!, size: Decimal9("\(number)")!)
            }
            records.append(record)
        }
        records += try ChainFeed.bars(100)
        let recording = try ChainRecording(ChainRecording.names[0])
        records += recording?.quotes ?? []
        try await StrangeClient.publish(ChainFeed.batch(records), to: cluster)
        try await cluster.dataPlaneDone()
        let events = try await cluster.records("market_events")
        try ChainRules.checkRecords(events, causedBy: [.marketRaw])
        #expect(Set(events.sources()).count == events.count)
        var times: [String: [Timestamp]] = [:]
        for index in events.indices {
            let key = try #require(events.keyText(index))
            switch try events.message(index) {
            case .tick(let tick): times[key, default: []].append(tick.timestamp)
            case .bar(let bar): times[key, default: []].append(bar.timestamp)
            default: Issue.record("neither tick nor bar")
            }
        }
        let expected = Dictionary(grouping: records, by: \.symbol.description).mapValues {
            $0.map(\.time)
        }
        #expect(times.keys.sorted() == expected.keys.sorted())
        for (symbol, wanted) in expected {
            let isEqual = times[symbol] == wanted
            #expect(isEqual, "\(symbol): \(times[symbol]?.count ?? 0) events of \(wanted.count)")
        }
        if let recording {
            let flow = try await cluster.records("ofi_events")
            #expect(try recording.differences(flow) == [])
        }
    }

    /// An order by hand, just after a quote.
    private func checkOrder(_ cluster: ChainCluster) async throws {
        let now = WallTime.now().timestamp
        try await cluster.write(ChainFeed.batch([ChainFeed.quote("HAND", at: now)]))
        try await cluster.dataPlaneDone()
        let intent = ChainFeed.intent("HAND", number: 1, at: WallTime.now().timestamp)
        var batch = RecordBatch()
        batch.append(topic: "order_intents", key: "HAND", write: intent.encode)
        // The order plane may not have read the quote yet: wait for what shows that it has.
        try await eventually("the order plane to have the quote") {
            let admin = try KafkaAdmin(cluster.settings)
            defer { Task { await admin.close() } }
            let quotes = try await cluster.records("market_events")
            let index = try #require(quotes.indices.last { quotes.keyText($0) == "HAND" })
            let place = quotes.place(index)
            let partition = TopicPartition(topic: place.topic, partition: place.partition)
            let committed = try await admin.committed("\(ChainCluster.group).orders", [partition])
            return committed[partition] ?? 0 > place.offset
        }
        try await cluster.write(batch)
        var own: [ExecutionReport] = []
        try await eventually("the order by hand to be over") {
            own = try await cluster.records("exec_reports").reports()
                .filter { $0.intentId == intent.intentId }
            return own.contains { $0.status == .filled || $0.status == .rejected }
        }
        #expect(own.map(\.status) == [.submitted, .acknowledged, .filled], "\(own)")
        try ChainRules.checkOrders([intent], own)
        #expect(
            own.last?.averageFillPrice == Decimal9("99.98")
                || own.last?.averageFillPrice == Decimal9("100.00"))
    }

    private func checkBroken(_ cluster: ChainCluster) async throws {
        let bytes = Array(#"{"type":"tickByTickBidAsk","symbol":"BAD","bidPrice":"x"#.utf8)
        var batch = RecordBatch()
        batch.append(topic: "market_raw", key: Array("BAD".utf8), value: bytes)
        batch.addHeader("trace", "abc")
        try await StrangeClient.publish(batch, to: cluster)
        try await cluster.dataPlaneDone()
        let letters = try await cluster.letters("market_raw")
        try #require(letters.count == 1)
        #expect(letters.valueBytes(0) == bytes)
        #expect(letters.keyText(0) == "BAD")
        let raw = try await cluster.records("market_raw")
        let index = try #require(raw.indices.first { raw.keyText($0) == "BAD" })
        let record = raw.records[index]
        let wanted = [
            "trace": "abc", "dlq.topic": "market_raw", "dlq.partition": "\(record.partition)",
            "dlq.offset": "\(record.offset)", "dlq.timestamp": "\(record.timestampMs)",
            "dlq.reason": "contract", "dlq.plane": "data", "dlq.attempts": "1",
            "dlq.host": hostName(), "dlq.version": BuildInfo.version,
        ]
        for (name, value) in wanted { #expect(letters.header(0, name) == value, "\(name)") }
        #expect(letters.header(0, "dlq.fault")?.isEmpty == false)
        #expect(letters.header(0, "dlq.failed_at").flatMap { Timestamp($0) } != nil)
    }

    @Test("a second copy with the same state directory is refused")
    func secondCopy() async throws {
        let cluster = try ChainCluster()
        let first = try DaemonProcess(cluster.configuration)
        try await first.startReady()
        let second = try DaemonProcess(cluster.configuration, state: first.state)
        try second.start()
        #expect(try await second.ended() == 1)
        let text = try second.logText()
        #expect(
            text.contains("another daemon is running with the state directory \(first.state.path)"))
        #expect(try await first.stop() == 0)
    }

    @Test("a copy elsewhere with the same instance_id takes over, and the older one ends with 78")
    func fenced() async throws {
        let cluster = try ChainCluster()
        let old = try DaemonProcess(cluster.configuration)
        try await old.startReady()
        let load = ChainLoad(cluster)
        let new = try DaemonProcess(cluster.configuration)
        try await new.startReady()
        #expect(try await old.ended() == 78)
        #expect(try old.count(.fenced) >= 1)
        #expect(try old.count(.planeEscalated) == 1)
        #expect(try old.count(.planeRestarting) == 0)
        #expect(try old.count(.transactionAborted) == 0)
        let written = try await load.stop()
        try await cluster.dataPlaneDone()
        #expect(try await new.stop() == 0)
        #expect(try await cluster.records("market_raw").count == written.quotes)
        try await cluster.checkOneToOne()
    }

    @Test("SIGTERM under load loses nothing and repeats nothing")
    func stopUnderLoad() async throws {
        let cluster = try ChainCluster()
        let daemon = try DaemonProcess(cluster.configuration, socket: .abstract)
        try await daemon.startReady()
        let load = ChainLoad(cluster)
        for _ in 0..<3 {
            try await Task.sleep(for: .milliseconds(700))
            #expect(try await daemon.stop() == 0)
            #expect(daemon.notified().contains { $0.contains("STOPPING=1") })
            try await daemon.startReady()
        }
        let written = try await load.stop()
        try await cluster.dataPlaneDone()
        #expect(try await daemon.stop() == 0)
        #expect(try await cluster.records("market_raw").count == written.quotes)
        try await cluster.checkOneToOne()
    }

    @Test(
        "a broker silent past the session under load is told once; nothing is lost or repeated"
    )
    func brokerSilent() async throws {
        let cluster = try ChainCluster()
        let daemon = try DaemonProcess(cluster.configuration)
        try await daemon.startReady()
        let load = ChainLoad(cluster)
        try await Task.sleep(for: .seconds(1))
        cluster.broker.pause()
        try await eventually("the loss of the broker to be told") {
            try daemon.count(.brokerLost) > 0
        }
        try await Task.sleep(for: .seconds(1))
        cluster.broker.resume()
        try await eventually("the broker's return to be told") {
            try daemon.count(.brokerConnected) > 0
        }
        try await Task.sleep(for: .seconds(1))
        let written = try await load.stop()
        try await cluster.dataPlaneDone()
        #expect(try await daemon.stop() == 0)
        #expect(try daemon.count(.brokerLost) == 1)
        #expect(try daemon.count(.brokerConnected) == 1)
        #expect(try await cluster.records("market_raw").count == written.quotes)
        try await cluster.checkOneToOne()
    }

    @Test("without a broker the daemon says so, waits, and ends in order")
    func noBroker() async throws {
        let port = try DeadPort()
        defer { port.giveBack() }
        let daemon = try DaemonProcess("kafka: {bootstrap_servers: \"\(port.address)\"}")
        try daemon.start()
        try await eventually("the absence to be told") { try daemon.count(.brokerLost) == 1 }
        try await Task.sleep(for: .seconds(1))
        #expect(try daemon.logText().contains("no broker at \(port.address)"))
        #expect(daemon.notified().allSatisfy { !$0.contains("READY=1") })
        #expect(try await daemon.stop() == 0)
        #expect(try daemon.count(.brokerLost) == 1)
    }

    @Test("killed five times under load, no record and no order is lost or repeated")
    func killed() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var random = ConfigurationRandom(seed: seed)
        let cluster = try ChainCluster()
        let daemon = try DaemonProcess(
            cluster.configuration,
            set: ["order_plane.risk.max_orders_per_second=1000", "order_plane.risk.burst=1000"])
        try await daemon.startReady()
        let load = ChainLoad(cluster, intentEvery: 5)
        try await eventually("an order to be submitted") {
            try await cluster.records("exec_reports").reports().contains { $0.status == .submitted }
        }
        for _ in 0..<5 {
            try await Task.sleep(for: .milliseconds(Int.random(in: 100...1200, using: &random)))
            try await daemon.crash()
            try await daemon.startReady()
        }
        try await Task.sleep(for: .seconds(1))
        let written = try await load.stop()
        try await cluster.dataPlaneDone()
        let reports = try await cluster.decisions(on: written.intents)
        #expect(try await daemon.stop() == 0)
        #expect(try await cluster.records("market_raw").count == written.quotes)
        try await cluster.checkOneToOne()
        let intents = try await cluster.records("order_intents").intents()
        #expect(intents.count == written.intents)
        try ChainRules.checkOrders(intents, reports)
    }

    @Test("a feed into the embedded broker that is worked through ends the daemon with 0")
    func embedded() async throws {
        let rows = try String(
            contentsOf: BrokerProcess.packageRoot.appending(path: "etc/demo/us_equities_daily.csv"),
            encoding: .utf8
        ).split(separator: "\n")
        let broken = BrokerProcess.packageRoot.appending(path: "etc/demo/broken_records.ndjson")
        let daemon = try DaemonProcess(
            """
            kafka: {bootstrap_servers: embedded}
            daemon: {progress: always}
            data_plane:
              feed: {file: slice.csv, extra: "\(broken.path)", records_per_second: 200, on_end: exit}
            """)
        try Data(rows[...600].joined(separator: "\n").utf8)
            .write(to: daemon.folder.appending(path: "slice.csv"))
        try daemon.start()
        #expect(try await daemon.ended(within: .seconds(90)) == 0)
        let summary = try daemon.output()
        let lines = summary.split(separator: "\n")
        func figure(_ name: String) throws -> Int {
            let line = try #require(
                lines.last { $0.hasPrefix("  \(name) ") }, "\(name):\n\(summary)")
            let digits = try #require(line.split(separator: " ").last).filter { $0 != "," }
            return try #require(Int(digits))
        }
        #expect(try figure("Raw records") == 606)
        let letters = try #require(lines.last { $0.hasPrefix("  Dead letters") })
        let count = try #require(Int(letters.split(separator: " ").last ?? ""))
        #expect(count >= 5)
        #expect(try figure("market_events") + count == 606)
        let orders = try figure("Orders")
        let intents = try figure("order_intents")
        let fills = try figure("Fills")
        #expect(orders > 0 && fills > 0 && intents >= orders)
        #expect(try figure("Still open") <= orders)
        // SUBMITTED, ACKNOWLEDGED and fills of the orders, and one refusal of each other intent.
        #expect(try figure("exec_reports") >= intents + fills)
    }
}
