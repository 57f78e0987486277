import Contracts
import Testing

@Suite struct DuplicateAndLimitTests {
    @Test(arguments: [
        (#""open":1"#, "open"), (#""\u006fpen":null"#, "open"), (#""x":1,"x":2"#, "x"),
        (#""x":1,"\u0078":2"#, "x"), (#""x\n":1,"x\u000a":2"#, "x "),
        (#""x":{"a":1,"a":2}"#, "x.a"), (#""x":[0,{"a":1,"a":2}]"#, "x[1].a"),
        (#""bid":1,"bid":2"#, "bid"), (#""":1,"":2"#, #""""#),
        (#""x":{"":{"a":0,"a":0}}"#, #"x."".a"#),
        (#""":[{"":1,"":2}]"#, #"""[0]."""#), (#""a.b[0]":{"]":1,"]":2}"#, "a.b[0].]"),
        (#""é":1,"\u00e9":2"#, "é"),
        (#""metadata":{"kafka_topic":"a","kafka_topic":"b"}"#, "metadata.kafka_topic"),
    ])
    func `a key that stood before is a fault`(members: String, path: String) {
        let text = Sample.bar.text.dropLast() + ",\(members)}"
        let faults = faultsOf(String(text), .marketEvents)
        #expect(faults.map(\.code) == [.duplicateKey])
        #expect(faults.map(\.path) == [path])
    }

    @Test(arguments: [
        #""x":1,"X":2"#, #""e\u0301":1,"\u00e9":2"#, #""x":{"x":1}"#, #""x":1,"x ":2"#,
        #""x":[{"a":1},{"a":1}]"#, #""\\u0078":1,"x":2"#,
    ])
    func `keys are compared by code points, in their own object`(members: String) {
        let text = Sample.bar.text.dropLast() + ",\(members)}"
        #expect(faultsOf(String(text), .marketEvents) == [])
    }

    @Test func `the first value counts`() {
        let legal = Sample.bar.text.dropLast() + #","open":-1}"#
        #expect(faultsOf(String(legal), .marketEvents).map(\.code) == [.duplicateKey])
        let first = Sample.bar.with("open", "-1").text.dropLast() + #","open":450.25}"#
        let faults = faultsOf(String(first), .marketEvents)
        #expect(faults.map(\.code) == [.range, .duplicateKey])
        #expect(faults.last?.found == "450.25")
        #expect(faults.last?.offset == first.utf8.count - 7)
    }

    @Test func `many unknown keys are compared, few or many`() {
        for count in [1, 7, 8, 9, 40, 20_000] {
            let members = (0..<count).map { "\"k\($0)\":0" }.joined(separator: ",")
            let head = Sample.ofi.text.dropLast() + "," + members
            #expect(faultsOf(head + "}", .ofiEvents) == [])
            for twin in [0, count / 2, count - 1] {
                let faults = faultsOf(head + ",\"k\(twin)\":0}", .ofiEvents)
                #expect(faults.map(\.path) == ["k\(twin)"])
                #expect(faults.map(\.code) == [.duplicateKey])
            }
        }
    }

    private func nested(_ levels: Int, _ open: String, _ close: String, _ inner: String) -> String {
        String(repeating: open, count: levels) + inner
            + String(repeating: close, count: levels)
    }

    @Test(arguments: [("[", "]", "0", 16), ("{\"a\":", "}", "0", 16), ("[", "]", "[]", 15)])
    func `sixteen open containers are legal, the seventeenth is a fault`(
        open: String, close: String, inner: String, most: Int
    ) {
        // The record itself is the first.
        let legal = nested(most - 1, open, close, inner)
        #expect(Sample.ofi.with("x", legal).faults == [])
        let tooDeep = Sample.ofi.with("x", nested(most, open, close, inner))
            .with("ofi_std", "-1")
        #expect(tooDeep.faults.map(\.code) == [.limit, .range])
    }

    @Test func `the fault of depth is at the seventeenth container`() throws {
        let sample = Sample.ofi.with("x", nested(500, "[", "]", "{\"a\":1}"))
        let fault = try #require(sample.faults.first)
        #expect(sample.faults.count == 1)
        #expect(fault.path == "x" + String(repeating: "[0]", count: 15))
        #expect(fault.offset == Sample.ofi.text.utf8.count - 1 + #","x":"#.utf8.count + 15)
    }

    @Test(arguments: [
        "[", "[1", "[1,", "[1,]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}",
        "{1}", "[}", "{]", "[1}", "{\"a\":1]", "[1 2]", "{\"a\" 1}", "[NaN]",
    ])
    func `what is too deep must be JSON all the same`(inner: String) {
        let value = String(repeating: "[", count: 16) + inner
        let faults = Sample.ofi.with("x", value).faults
        #expect(faults.map(\.code) == [.limit, .syntax])
    }

    @Test func `what is too deep and JSON is passed over`() {
        let inner = #"{"a":[1,{"b":{},"c":[]},"]}",null],"a":-1.5e3}"#
        let value = nested(15, "[", "]", "\(inner),[],{}")
        // Each of the three is the seventeenth open container.
        #expect(Sample.ofi.with("x", value).faults.map(\.code) == [.limit, .limit, .limit])
    }

    @Test func `a megabyte of open brackets ends with faults`() {
        let value = String(repeating: "[", count: 1_000_000)
        #expect(Sample.ofi.with("x", value).faults.map(\.code) == [.limit, .syntax])
    }

    @Test func `1 048 576 bytes are legal, one more is a fault`() {
        let text = Sample.ofi.text
        let padded = text + String(repeating: " ", count: 1_048_576 - text.utf8.count)
        #expect(faultsOf(padded, .ofiEvents) == [])
        for topic in Topic.allCases {
            let faults = faultsOf(padded + " ", topic)
            #expect(faults.map(\.code) == [.limit])
            #expect(faults.map(\.path) == ["$"])
        }
    }

    @Test func `a record of duplicates without end is not searched to its end`() {
        let members = String(repeating: ",\"a\":0", count: 30_000)
        let text = Sample.ofi.text.dropLast() + members + "}"
        #expect(faultsOf(String(text), .ofiEvents).count == 10_000)
    }
}
