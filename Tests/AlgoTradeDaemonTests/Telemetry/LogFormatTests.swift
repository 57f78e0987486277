import Foundation
import Glibc
import Logging
import Testing

@testable import AlgoTradeDaemon

@Suite struct LogFormatTests {
    private let time = WallTime(seconds: 1_763_389_805, nanoseconds: 7_000_001)

    private func record(_ message: String = "ready in 0.4 s") -> LogRecord {
        LogRecord(
            time: time, level: .notice, message: message, event: .ready, plane: "orders",
            fields: [
                .init(name: "TOPIC", value: "order_intents"), .init(name: "OFFSET", value: "12"),
                .init(name: "FAULT", value: "two words"),
            ])
    }

    private func text(_ record: LogRecord, colour: Bool = false) -> String {
        var bytes: [UInt8] = []
        TextLine.append(record, colour: colour, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func json(_ record: LogRecord) -> String {
        var bytes: [UInt8] = []
        JSONLine.append(record, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `Text is one line: clock, level, plane, message, fields`() {
        #expect(
            text(record()) == """
                14:30:05.007 NOTICE   orders ready in 0.4 s event=ready \
                topic=order_intents offset=12 fault="two words"

                """)
    }

    @Test func `Text cannot be made to forge a line or to steer a terminal`() {
        let line = text(record("a\nb\u{1B}[2J\u{9B}c"))
        #expect(line.filter { $0 == "\n" }.count == 1)
        #expect(line.contains(#"a\nb\u{1b}[2J\u{9b}c"#))
    }

    @Test(arguments: [
        ("plain", "plain"), ("", #""""#), ("a b", #""a b""#), ("a=b", #""a=b""#),
        (#"say "x""#, #""say \"x\"""#), (#"a\ b"#, #""a\\ b""#), ("Zürich", "Zürich"),
    ])
    func `Text quotes a value that is not one word`(value: String, shown: String) {
        var record = record()
        record.fields = [.init(name: "FAULT", value: value)]
        #expect(text(record).hasSuffix("fault=\(shown)\n"))
    }

    @Test func `Colour surrounds the level alone`() {
        let coloured = text(record(), colour: true)
        #expect(coloured.contains(" \u{1B}[1mNOTICE\u{1B}[0m   orders"))
        #expect(!text(record()).contains("\u{1B}"))
    }

    @Test func `JSON has lower-case keys, RFC 3339 time and numbers where numbers are meant`() {
        #expect(
            json(record()) == """
                {"time":"2025-11-17T14:30:05.007Z","level":"notice","message":"ready in 0.4 s",\
                "plane":"orders","event":"ready","topic":"order_intents","offset":12,\
                "fault":"two words"}

                """)
    }

    @Test func `JSON escapes every character so that a parser reads the same text`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var random = SplitMix(state: seed)
        for _ in 0..<200 {
            let scalars = (0..<20).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x300, using: &random))
            }
            let message = String(String.UnicodeScalarView(scalars))
            let line = json(record(message))
            #expect(line.utf8.filter { $0 == UInt8(ascii: "\n") }.count == 1)
            let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(read?["message"] as? String == message)
        }
    }

    @Test func `The journal gets identifier, priority, MESSAGE_ID and fields`() {
        var bytes: [UInt8] = []
        JournalDatagram.append(record("one\ntwo"), to: &bytes)
        let fields = journalFields(bytes)
        #expect(
            fields.map { "\($0.name)=\($0.value)" } == [
                "MESSAGE=one\ntwo", "PRIORITY=5", "SYSLOG_IDENTIFIER=algotraded",
                "MESSAGE_ID=\(EventName.ready.messageID)", "PLANE=orders", "EVENT=ready",
                "TOPIC=order_intents", "OFFSET=12", "FAULT=two words",
            ])
    }

    @Test(arguments: zip(Logger.Level.allCases, [7, 7, 6, 5, 4, 3, 2]))
    func `Levels have syslog's priorities`(level: Logger.Level, priority: Int) {
        #expect(level.journalPriority == priority)
    }

    @Test(arguments: [
        ("TOPIC", "TOPIC"), ("request-id", "REQUEST_ID"), ("message", "KEY_MESSAGE"),
        ("_pid", "KEY__PID"), ("9lives", "KEY_9LIVES"), ("größe", "GR__E"), ("", "KEY_"),
    ])
    func `Any metadata key becomes a legal field name`(key: String, name: String) {
        #expect(LogRecord.fieldName(key) == name)
    }

    @Test func `The journal is chosen only while standard error is its stream`() {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        var status = stat()
        unsafe fstat(ends[1], &status)
        func chosen(_ environment: [String: String]) -> LogFormat {
            LogFormat.auto.resolved(environment: .init(environment), descriptor: ends[1])
        }
        #expect(chosen([:]) == .text)
        #expect(chosen(["JOURNAL_STREAM": "\(status.st_dev):\(status.st_ino)"]) == .journal)
        #expect(chosen(["JOURNAL_STREAM": "\(status.st_dev):\(status.st_ino + 1)"]) == .text)
        #expect(LogFormat.json.resolved(environment: .init([:])) == .json)
        #expect(!LogFormat.coloured(environment: .init([:]), descriptor: ends[1]))
    }
}

/// A small generator that can be seeded (Steele, Lea and Flood, 2014).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
