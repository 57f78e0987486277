import Glibc
import Logging
import Testing

@testable import AlgoTradeDaemon

@Suite struct LogOutputTests {
    private func fields(_ listener: DatagramListener) -> [[String: String]] {
        var records: [[String: String]] = []
        while let datagram = listener.receive() {
            let bytes = datagram.file?.bytes ?? datagram.bytes
            records.append(
                Dictionary(uniqueKeysWithValues: journalFields(bytes).map { ($0.name, $0.value) }))
        }
        return records
    }

    private func journal(_ listener: DatagramListener) -> Telemetry {
        Telemetry(format: .journal, journalSocket: listener.name, environment: .init([:]))
    }

    @Test(arguments: DatagramListener.Kind.allCases)
    func `A record reaches the journal with its fields`(kind: DatagramListener.Kind) throws {
        let listener = try DatagramListener(kind)
        let logger = journal(listener).logger(plane: "orders")
        logger.record(
            .orderRejected, .warning, "price too far", [.symbol: "SPY", .partition: 3, .offset: 12])
        let record = try #require(fields(listener).first)
        #expect(
            record == [
                "MESSAGE": "price too far", "PRIORITY": "4", "SYSLOG_IDENTIFIER": "algotraded",
                "MESSAGE_ID": EventName.orderRejected.messageID, "PLANE": "orders",
                "EVENT": "order_rejected", "SYMBOL": "SPY", "PARTITION": "3", "OFFSET": "12",
            ])
    }

    @Test func `A record too large for a datagram comes whole, in a sealed file`() throws {
        let listener = try DatagramListener()
        let large = String(repeating: "x", count: 600_000)
        journal(listener).logger().record(.note, .error, large)
        let datagram = try #require(listener.receive())
        #expect(datagram.bytes.isEmpty)
        let file = try #require(datagram.file)
        #expect(file.seals == 0xF)
        #expect(journalFields(file.bytes).first { $0.name == "MESSAGE" }?.value == large)
    }

    @Test func `A journal that does not read costs records, and the loss is told`() throws {
        let listener = try DatagramListener()
        let telemetry = journal(listener)
        let logger = telemetry.logger()
        let sent = 5000
        for number in 0..<sent { logger.info("record \(number)") }
        let arrived = fields(listener).count
        #expect(arrived < sent)
        #expect(telemetry.dropped == sent - arrived)
        logger.info("after")
        let after = fields(listener)
        #expect(after.map { $0["EVENT"] } == ["log_dropped", "note"])
        #expect(after[0]["MESSAGE"]?.hasPrefix(grouped(sent - arrived)) == true)
        #expect(telemetry.dropped == sent - arrived)
    }

    @Test func `A missing journal costs records, and one that comes later is found`() throws {
        let listener = try DatagramListener()
        let name = listener.name
        unsafe #expect(rename(name, name + "-away") == 0)
        let output = LogOutput(try #require(JournalSink(path: name)), level: .info)
        let logger = Telemetry(output).logger()
        logger.info("lost")
        #expect(output.dropped == 1)
        unsafe #expect(rename(name + "-away", name) == 0)
        logger.info("found")
        #expect(fields(listener).map { $0["EVENT"] } == ["log_dropped", "note"])
    }

    @Test func `A pipe that nobody reads costs records, and the loss is told`() throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let output = LogOutput(LineSink(.json, descriptor: ends[1]), level: .info)
        let logger = Telemetry(output).logger()
        let padding = String(repeating: "x", count: 5000)
        for _ in 0..<100 { logger.info("\(padding)") }
        #expect(output.dropped > 0)
        let arrived = drain(ends[0])
        logger.info("after")
        let after = drain(ends[0]).split(separator: "\n")
        #expect(after.count == 2)
        #expect(after.first?.contains("log records were dropped") == true)
        #expect(after.last?.contains(#""message":"after""#) == true)
        #expect(output.dropped + arrived.split(separator: "\n").count >= 100)
    }

    private func drain(_ descriptor: Int32) -> String {
        var text = ""
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while unsafe poll(&entry, 1, 0) == 1 {
            let count = unsafe read(descriptor, &bytes, bytes.count)
            text += String(decoding: bytes[..<max(0, count)], as: UTF8.self)
        }
        return text
    }

    @Test func `The level can be changed while loggers exist`() throws {
        let listener = try DatagramListener()
        let telemetry = journal(listener)
        let logger = telemetry.logger()
        logger.record(.statistics, .debug, "hidden")
        telemetry.level = .debug
        logger.record(.statistics, .debug, "shown")
        #expect(fields(listener).map { $0["MESSAGE"] } == ["shown"])
    }

    @Test func `Nothing is computed for a level that is off`() throws {
        let listener = try DatagramListener()
        func expensive() -> String {
            Issue.record("the text was made")
            return ""
        }
        journal(listener).logger().record(.statistics, .trace, expensive(), [.fault: expensive()])
        #expect(listener.receive() == nil)
    }

    @Test func `A flood of one event is summed up`() throws {
        let listener = try DatagramListener()
        let sink = try #require(JournalSink(path: listener.name))
        let output = LogOutput(sink, level: .info, recordsPerSecond: 2)
        for _ in 0..<10 {
            output.write(
                LogRecord(time: .now(), level: .warning, message: "bad", event: .poisonRecord),
                at: 0)
        }
        output.flush()
        #expect(fields(listener).map { $0["MESSAGE"] } == ["bad", "bad", "… and 8 more: bad"])
    }

    @Test func `An error that comes with a library's record is its FAULT`() throws {
        struct Broken: Error {}
        let listener = try DatagramListener()
        journal(listener).logger().error("failed", error: Broken(), metadata: ["request-id": "7"])
        let record = try #require(fields(listener).first)
        #expect(record["FAULT"] == "Broken()")
        #expect(record["REQUEST_ID"] == "7")
        #expect(record["PLANE"] == "daemon")
    }
}
