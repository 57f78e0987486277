import Contracts
import Testing

@testable import AlgoTradeDaemon

@Suite struct RecordLinesTests {
    private func line(
        _ format: OutputFormat, key: String?, value: [UInt8]?, headers: [(String, String)] = []
    ) -> String {
        var batch = RecordBatch()
        batch.append(
            topic: "t", partition: 3, offset: 7, timestampMs: 1_700_000_000_123,
            key: key.map { Array($0.utf8) }, value: value)
        for (name, text) in headers { batch.addHeader(name, text) }
        var lines = RecordLines(format: format)
        lines.add(0, of: batch)
        return String(decoding: lines.text.bytes, as: UTF8.self)
    }

    private static let start = "2023-11-14T22:13:20.123Z 3/7 "

    @Test(
        arguments: [
            ("SPY", Array("{}".utf8), "SPY {}"), (nil, nil, "- -"), ("", [], " "),
            ("A", Array("a\u{1B}[2J\nb\u{9B}c".utf8), "A a [2J b c"),
            ("A", [0x61, 0xFF, 0x62], "A a\u{FFFD}b"),
        ] as [(String?, [UInt8]?, String)])
    func `Text is one line without anything that a terminal obeys`(
        key: String?, value: [UInt8]?, line: String
    ) {
        #expect(self.line(.text, key: key, value: value) == Self.start + line + "\n")
    }

    @Test(
        arguments: [
            (
                Array(#"{"a": 1.50,"#.utf8) + [0x0A] + Array(#""b": []}"#.utf8),
                #"{"a": 1.50, "b": []}"#
            ),
            (Array("[]".utf8), "[]"), (Array(#""a""#.utf8), #""\"a\"""#),
            (Array("12".utf8), #""12""#), (Array("{\"a\":1".utf8), #""{\"a\":1""#),
            (Array(#"{"a":1,"a":2}"#.utf8), #""{\"a\":1,\"a\":2}""#),
            ([0x61, 0xFF], "\"a\u{FFFD}\""), ([0x00, 0x1F], #""\u0000\u001f""#), ([], #""""#),
            (nil, "null"),
        ] as [([UInt8]?, String)])
    func `JSON has an object or an array as it is, anything else as a string`(
        value: [UInt8]?, shown: String
    ) {
        let line = line(.json, key: nil, value: value)
        #expect(
            line == #"{"topic":"t","partition":3,"offset":7,"timestamp":1700000000123,"#
                + "\"key\":null,\"headers\":{},\"value\":\(shown)}\n")
    }

    @Test func `A header that occurs again has a list`() {
        let line = line(
            .json, key: "k", value: nil, headers: [("a", "1"), ("b", "x\"y"), ("a", "2")])
        #expect(line.contains(#""key":"k","headers":{"a":["1","2"],"b":"x\"y"},"#))
    }
}
