import Contracts
import Testing

@Suite struct FaultTests {
    @Test(arguments: [
        (Sample.bar.with("open", "-3"), "open: must be ≥ 0.000001, found -3 (byte 83)"),
        (Sample.bar.with("volume", nil), "volume: is required (byte 0)"),
        (
            Sample.bar.with("high", "1"), "high: must be ≥ open, close and low, found 1 (byte 97)"
        ),
        (
            Sample.intent.with("direction", #""HOLD""#),
            #"direction: must be one of BUY, SELL, found "HOLD" (byte 108)"#
        ),
        (
            Sample.ofi.with("metadata", #"{"producer_id":[1, {"a":"]"}]}"#),
            #"metadata.producer_id: must be a string, found [1, {"a":"]"}] (byte 115)"#
        ),
        (
            Sample.ofi.with("metadata", "{} x"),
            "$: must have a comma or } here, found x (byte 103)"
        ),
    ])
    func `a fault tells where, what was expected and what was found`(
        sample: Sample, text: String
    ) {
        #expect(sample.faults.map(\.description) == [text])
    }

    @Test func `every fault is told, in the order of the bytes`() {
        let sample = Sample.bar.with("symbol", "5").with("close", nil).with("high", "1")
            .with("volume", "-1").with("data_quality", #"{"source":"x","freshness_ms":"y"}"#)
            .with("metadata", #"{"a":1,"a":2,"producer_id":0}"#)
        let faults = sample.faults
        #expect(
            faults.map(\.path) == [
                "close", "symbol", "high", "volume", "data_quality.completeness_score",
                "data_quality.source", "data_quality.freshness_ms", "metadata.a",
                "metadata.producer_id",
            ])
        #expect(faults.map(\.offset) == faults.map(\.offset).sorted())
        #expect(
            ContractFaults(faults).description
                == faults.map(\.description).joined(separator: "\n"))
    }

    @Test func `what was found is cut to 64 characters`() {
        let long = "\"" + String(repeating: "é", count: 100) + "\""
        let fault = Sample.bar.with("symbol", long).faults.first
        #expect(fault?.found == "\"" + String(repeating: "é", count: 63))
        let list = "[" + String(repeating: "1,", count: 100) + "1]"
        #expect(Sample.bar.with("symbol", list).faults.first?.found.count == 64)
        let controls = "[\n\t1]"
        #expect(Sample.bar.with("symbol", controls).faults.first?.found == "[  1]")
    }

    @Test func `a key in a path is cut to 64 characters`() {
        let key = String(repeating: "k", count: 100)
        let text = Sample.bar.text.dropLast() + ",\"\(key)\":1,\"\(key)\":2}"
        #expect(faultsOf(String(text), .marketEvents).first?.path == String(key.prefix(64)))
    }

    @Test(arguments: [#"\u00e9"#, #"\ud83d\ude00"#, #"\n"#, "é", "€", "😀"])
    func `a cut key ends between characters`(character: String) {
        let key = "x" + String(repeating: character, count: 70)
        let text = Sample.ofi.with("x", "{\"\(key)\":1,\"\(key)\":2}").text
        let path = faultsOf(text, .ofiEvents).first?.path
        #expect(path?.unicodeScalars.count == 66)
        #expect(path?.hasPrefix("x.x") == true)
        #expect(path.map { Set($0.dropFirst(3)).count } == 1)
    }

    @Test func `many faults behind a long key are told in linear time`() {
        let key = String(repeating: "k", count: 900_000)
        let members = String(repeating: "\"a\":0,", count: 15_000) + "\"b\":0"
        let sample = Sample.ofi.with("x", "{\"\(key)\":{\(members)}}")
        #expect(sample.faults.count == 10_000)
        #expect(sample.faults.last?.path == "x.\(key.prefix(64)).a")
    }

    @Test func `codes are fixed`() {
        #expect(
            ContractFault.Code.allCases.map(\.rawValue) == [
                "syntax", "limit", "duplicate_key", "missing", "type", "range", "format",
                "choice", "rule",
            ])
    }
}

@Suite struct ReadingNotesTests {
    @Test func `unknown fields are noted once per name, with the object they stood in`() throws {
        let sample = Sample.report.with("future", #"{"open":{"x":1}}"#)
            .with("open", "1").with("metadata", #"{"open":null,"fut\u0075re":1}"#)
            .with("close", "null")
        var notes = ReadingNotes()
        _ = try read(sample.text, .execReports, &notes)
        _ = try read(Sample.report.with("future", "2").text, .execReports, &notes)
        #expect(
            notes.unknownFields.map(\.name) == [
                "future", "open", "metadata.open", "metadata.future", "close",
            ])
        #expect(notes.unknownFields.map(\.count) == [2, 1, 1, 1, 1])
        #expect(notes.unknownBeyond == 0)
        #expect(!notes.isEmpty)
    }

    @Test func `an empty name is shown`() throws {
        var notes = ReadingNotes()
        let sample = Sample.ofi.with("", "1").with("metadata", #"{"":1}"#)
        _ = try read(sample.text, .ofiEvents, &notes)
        #expect(notes.unknownFields.map(\.name) == [#""""#, #"metadata."""#])
    }

    @Test func `the set of names is bounded`() throws {
        var notes = ReadingNotes()
        for round in 0..<2 {
            let members = (0..<100).map { "\"k\($0)\":\(round)" }.joined(separator: ",")
            _ = try read(Sample.ofi.text.dropLast() + ",\(members)}", .ofiEvents, &notes)
        }
        #expect(notes.unknownFields.count == 64)
        #expect(notes.unknownFields.allSatisfy { $0.count == 2 })
        #expect(notes.unknownBeyond == 72)
        let long = String(repeating: "k", count: 100_000)
        var other = ReadingNotes()
        _ = try read(Sample.ofi.with(long, "1").text, .ofiEvents, &other)
        _ = try read(Sample.ofi.with(long, "1").text, .ofiEvents, &other)
        #expect(other.unknownFields.map(\.name) == [String(long.prefix(64))])
        #expect(other.unknownFields.map(\.count) == [2])
    }

    @Test func `unknown fields are counted in records that are accepted`() throws {
        var notes = ReadingNotes()
        #expect(throws: ContractFaults.self) {
            try read(Sample.ofi.with("x", "1").with("ofi_z", nil).text, .ofiEvents, &notes)
        }
        _ = try read(Sample.ofi.with("x", "1").text, .ofiEvents, &notes)
        #expect(notes.unknownFields.map(\.count) == [1])
    }
}
