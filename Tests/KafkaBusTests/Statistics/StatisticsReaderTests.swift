import Testing

@testable import KafkaBus

@Suite struct StatisticsReaderTests {
    private func read(_ json: String) -> (found: [String: Int64], isGood: Bool) {
        var reader = StatisticsReader(json)
        var found: [String: Int64] = [:]
        reader.object { reader, name in
            if name == "in" {
                reader.object { reader, name in found["in.\(name)"] = reader.integer() }
            } else if name != "skipped" {
                found[name] = reader.integer()
            }
        }
        return (found, reader.isAtEnd)
    }

    @Test func `Known members are read, others are passed over`() {
        let (found, isGood) = read(
            #"{ "a":1, "skipped": {"x": [1, {"y": "}"}], "z": true}, "in": {"b": -5 }, "c": "t" }"#)
        #expect(found == ["a": 1, "in.b": -5])
        #expect(isGood)
    }

    @Test(arguments: [
        "", "{", "{}x", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":1,}"#, #"{"a":{}"#, #"{"a":]}"#,
        #"{"skipped":[}"#, #"{"a":1 "b":2}"#, "[1]x",
    ])
    func `What is no JSON object is never read to its end`(_ json: String) {
        #expect(!read(json).isGood, "\(json)")
    }

    @Test func `Every cut and every changed byte ends`() {
        let json = Array(#"{ "a":1, "in": {"b": 5, "c": [1,2]}, "d": "x\"y", "e": null }"#.utf8)
        for index in json.indices {
            _ = read(String(decoding: json[..<index], as: UTF8.self))
            for byte in [UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "]"), 0] {
                var other = json
                other[index] = byte
                _ = read(String(decoding: other, as: UTF8.self))
            }
        }
        let deep = String(repeating: #"{"in":"#, count: 10_000)
        #expect(!read(deep).isGood)
    }
}
