import Contracts
import Testing

@testable import AlgoTradeDaemon

@Suite struct LetterViewTests {
    @Test(
        arguments: [
            ("{}", ["{}"]), ("[ ]", ["[]"]), (#"{"a":1}"#, ["{", #"  "a": 1"#, "}"]),
            (
                #"{"a" : [1.50, 2e3,"x,]\"["] ,"b":{"c":[[1],[]]}}"#,
                [
                    "{", #"  "a": [1.50, 2e3, "x,]\"["],"#, #"  "b": {"#, #"    "c": ["#,
                    "      [1],", "      []", "    ]", "  }", "}",
                ]
            ),
            (
                "[\(Array(repeating: "100", count: 30).joined(separator: ","))]",
                ["["] + Array(repeating: "  100,", count: 29) + ["  100", "]"]
            ),
            (#"{"a":"x\\","b":"\\\"}"}"#, ["{", #"  "a": "x\\","#, #"  "b": "\\\"}""#, "}"]),
        ])
    func `JSON is laid out and nothing in it changed`(json: String, lines: [String]) {
        #expect(PrettyJSON.lines(Array(json.utf8)[...]) == lines)
    }

    @Test func `Bytes are told in hexadecimal with their characters beside`() {
        let bytes: [UInt8] = [0x7B, 0x22, 0xFF, 0x00, 0x7F] + Array("0123456789abcdef".utf8)
        #expect(
            HexDump.lines(bytes[...]) == [
                #"00000000  7b 22 ff 00 7f 30 31 32  33 34 35 36 37 38 39 61  |{"...0123456789a|"#,
                #"00000010  62 63 64 65 66                                    |bcdef|"#,
            ])
        #expect(HexDump.lines(bytes[1..<2]) == HexDump.lines([0x22]))
        #expect(HexDump.text(bytes[0..<4]) == "7b22ff00")
        #expect(HexDump.lines([]).isEmpty)
    }

    private func view(_ batch: RecordBatch, marks: RedriveMarks = RedriveMarks()) -> LetterView {
        LetterView(0, of: batch, marks: marks)
    }

    @Test func `Everything that is known of a dead letter is told`() {
        let batch = LetterSamples.letter(
            value: Array(#"{"type":"x"}"#.utf8), redrives: 2, headers: [("trace", "a\u{1B}b")])
        let text = view(batch).text
        for line in [
            "dlq_market_raw/0/12", "  time         1970-01-01T00:16:40Z", "  key          SPY",
            "  came from    market_raw/3/42, written 1970-01-01T00:00:00.007Z",
            "  reason       contract: breaks its topic's contract",
            "  given up by  plane data on here, version 1.2.3", "  came back    2 times",
            "  redriven     no", "  contract     broken, as this version judges it: 1 fault",
            "  type: missing (byte 0)", "  trace: a b", "value, 12 bytes, JSON",
            #"    "type": "x""#,
        ] {
            #expect(text.contains("\(line)\n"), "\(line) in \(text)")
        }
        var json = JSONText()
        json.object { view(batch).write(to: &$0) }
        let document = String(decoding: json.bytes, as: UTF8.self)
        for part in [
            #""topic":"dlq_market_raw","partition":0,"offset":12,"timestamp":1000000,"#,
            #""source":{"topic":"market_raw","partition":3,"offset":42,"timestamp":7}"#,
            #""faults":["type: missing (byte 0)"]"#, #""redriven":null"#, #""redrives":2"#,
            #""value":{"type":"x"}"#, #""trace":"a\u001bb""#, #""truncated":null"#,
        ] {
            #expect(document.contains(part), "\(part) in \(document)")
        }
        #expect(!document.contains(#""hex""#))
    }

    @Test(
        arguments: [
            ([0xFF, 0x41], "value, 2 bytes, not UTF-8\n  00000000  ff 41 "),
            (Array("no\u{1B}JSON\nat all".utf8), "value, 14 bytes, text\n  no JSON\n  at all\n"),
            ([], "value, 0 bytes, text\n"), (nil, "no value: a tombstone\n"),
        ] as [([UInt8]?, String)])
    func `Values of every kind are told`(value: [UInt8]?, shown: String) {
        #expect(view(LetterSamples.letter(key: nil, value: value)).text.contains(shown))
        var json = JSONText()
        json.object { view(LetterSamples.letter(value: value)).write(to: &$0) }
        let document = String(decoding: json.bytes, as: UTF8.self)
        #expect(document.contains(#""hex":"ff41""#) == (value == [0xFF, 0x41]))
    }

    @Test func `A letter that no plane wrote is told as far as it goes`() {
        var batch = RecordBatch()
        batch.append(
            topic: "dlq_market_events", partition: 0, offset: 0, key: [UInt8]?.none,
            value: Array(Records.bar.utf8))
        let text = view(batch).text
        #expect(text.contains("  came from    no header tells\n"))
        #expect(text.contains("  reason       unknown\n"))
        #expect(text.contains("  contract     kept, as this version judges it\n"))
    }
}
