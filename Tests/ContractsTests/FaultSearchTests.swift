import Testing

@testable import Contracts

@Suite struct FaultSearchTests {
    /// Proves that the search finds what reading by hand-written drafts finds.
    private func compare(_ bytes: [UInt8], _ topic: Topic, _ seed: UInt64 = 0) {
        let found = FaultSearch.faults(in: bytes.span, topic: topic)
        #expect(
            found == faultsOf(bytes, topic),
            "seed \(seed): \(String(decoding: bytes.prefix(2000), as: UTF8.self))")
    }

    @Test(arguments: Topic.allCases)
    func `changed records have the faults that reading finds`(topic: Topic) {
        let seed = UInt64.random(in: .min ... .max)
        var messages = RandomMessages(seed: seed)
        var mutator = RecordMutator(seed: ~seed)
        for _ in 0..<100 {
            var bytes: [UInt8] = []
            messages.next(topic).encode(into: &bytes)
            compare(bytes, topic, seed)
            for _ in 0..<10 { compare(mutator.mutate(bytes), topic, seed) }
            compare(mutator.mutate(bytes), Topic.allCases.randomElement() ?? topic, seed)
        }
    }

    @Test func `every value in every field of every message is judged alike`() {
        for sample in Sample.all {
            for (name, _) in sample.fields {
                for value in RecordMutator.values {
                    compare(Array(sample.with(name, value).text.utf8), sample.topic)
                }
                compare(Array(sample.with(name, nil).text.utf8), sample.topic)
            }
        }
    }

    @Test(
        arguments: [
            ("x", String(repeating: "9", count: 1_000_000)),
            ("event_count", String(repeating: "9", count: 1_000_000)),
            ("event_count", "0." + String(repeating: "9", count: 1_000_000)),
            ("event_count", "1e" + String(repeating: "9", count: 1_000_000)),
            ("ofi_z", String(repeating: "[", count: 1_000_000)),
            ("x", "{" + String(repeating: "\"\":{", count: 250_000)),
            ("x", "[" + String(repeating: "{\"a\":0},", count: 120_000) + "0]"),
            ("symbol", "\"" + String(repeating: "\\u0041", count: 160_000) + "\""),
            ("metadata", "{" + String(repeating: "\"kafka_topic\":0,", count: 60_000) + "\"a\":0}"),
        ])
    func `a megabyte of anything has the faults that reading finds`(
        field: String, value: String
    ) {
        compare(Array(Sample.ofi.with(field, value).text.utf8), .ofiEvents)
    }

    @Test func `many unknown keys before the type are no fault`() {
        let members = (0..<90_000).map { "\"_\($0)\":0," }.joined()
        let text = "{" + members + Sample.bar.text.dropFirst()
        #expect(FaultSearch.faults(in: Array(text.utf8).span, topic: .marketEvents) == [])
        compare(Array(text.utf8), .marketEvents)
    }

    @Test func `a record without faults has none`() {
        for sample in Sample.all {
            let bytes = Array(sample.text.utf8)
            #expect(FaultSearch.faults(in: bytes.span, topic: sample.topic) == [])
            let kinds = MessageKind.allCases.filter {
                FaultSearch.faults(in: bytes.span, kind: $0).isEmpty
            }
            #expect(kinds.count == 1)
            #expect(kinds.allSatisfy { sample.topic.kinds.contains($0) })
        }
    }

    @Test(arguments: [
        ("12345678901234567890.5", ContractFault.Code.type),
        ("12345678901234567890.0", .range), ("12345678901234567890", .range),
        ("-12345678901234567890.000000000000000000001", .type),
        ("123456789012345678901234e-1", .type), ("123456789012345678901230e-1", .range),
        ("1234567890123456789012.5e1", .range), ("1234567890123456789012.55e1", .type),
        ("1e19", .range), ("1.5e400", .range), ("1.5e-400", .type),
        ("0.12345678901234567890123e22", .type), ("0.12345678901234567890123e23", .range),
        ("9223372036854775808", .range), ("9223372036854775807.5", .type),
    ])
    func `a number that is not whole as written is no integer, however large`(
        number: String, code: ContractFault.Code
    ) {
        Row("volume", number, code).check(Sample.bar)
        compare(Array(Sample.bar.with("volume", number).text.utf8), .marketEvents)
    }
}
