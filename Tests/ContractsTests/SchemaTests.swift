import Foundation
import Testing

@testable import Contracts

@Suite struct SchemaTests {
    /// Whether a schema can refuse a record for the fault; nil for faults that leave no record
    /// to judge.
    private func isSayable(_ fault: ContractFault) -> Bool? {
        switch fault.code {
        case .syntax, .limit, .duplicateKey: nil
        case .rule: fault.expected.hasPrefix("is required by")
        case .range:
            // In the first and the last year no pattern finds the end.
            fault.expected != "must be within 64 bits of nanoseconds"
                || !["\"1677", "\"2262"].contains { fault.found.hasPrefix($0) }
        case .missing, .type, .format, .choice: true
        }
    }

    private func topic(_ kind: MessageKind) -> Topic {
        Topic.allCases.first { $0.kinds.contains(kind) } ?? .marketRaw
    }

    /// Records that derive from the shapes: each field with each probe.
    private var probes: [(Topic, [UInt8])] {
        MessageKind.allCases.flatMap { kind in
            kind.shape.fields.flatMap { field in
                let base = ShapeSamples.record(kind.shape).filter { $0.name != field.field.name }
                return ShapeSamples.probes(field.value).map { probe in
                    let text = ShapeSamples.text(base + [(field.field.name, probe.json)])
                    return (topic(kind), Array(text.utf8))
                }
            }
        }
    }

    /// Random records, as they are and changed.
    private func random(_ seed: UInt64) -> [(Topic, [UInt8])] {
        var messages = RandomMessages(seed: seed)
        var mutator = RecordMutator(seed: ~seed)
        return (0..<120).flatMap { _ in
            Topic.allCases.flatMap { topic in
                var bytes: [UInt8] = []
                messages.next(topic).encode(into: &bytes)
                return [(topic, bytes)] + (0..<3).map { _ in (topic, mutator.mutate(bytes)) }
            }
        }
    }

    @Test(.enabled(if: SchemaJudge.isAvailable))
    func `the schemas judge records as reading does, but for what they cannot say`() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var cases: [SchemaJudge.Case] = []
        var expected: [Bool] = []
        for (topic, bytes) in probes + random(seed) {
            let faults = faultsOf(bytes, topic)
            let sayable = faults.map(isSayable)
            guard !sayable.contains(nil) else { continue }
            let isValid = !sayable.contains(true)
            let record = String(decoding: bytes, as: UTF8.self)
            let kinds = topic.kinds.filter { kind in
                !FaultSearch.faults(in: bytes.span, kind: kind).contains { isSayable($0) == true }
            }
            #expect(kinds.count == (isValid ? 1 : 0))
            let own = kinds.first?.name ?? topic.kinds[0].name
            let names = [topic.rawValue, own, "all"]
            cases.append(SchemaJudge.Case(schema: names[cases.count % 3], record: record))
            expected.append(isValid)
        }
        let judged = try await SchemaJudge.judge(cases)
        #expect(expected.count { $0 } > 1000 && expected.count { !$0 } > 1000)
        for (index, verdict) in judged.enumerated() where verdict != expected[index] {
            let faults = faultsOf(cases[index].record, topic(named: cases[index].schema))
            Issue.record(
                "\(cases[index].schema) \(verdict): \(cases[index].record.prefix(2000)) \(faults), seed \(seed)"
            )
        }
    }

    private func topic(named name: String) -> Topic {
        Topic.allCases.first { $0.rawValue == name || $0.kinds.contains { $0.name == name } }
            ?? .marketRaw
    }

    @Test func `every topic and message has a schema, nothing else has`() {
        #expect(ContractSchema.names.count == Topic.allCases.count + MessageKind.allCases.count)
        #expect(Set(ContractSchema.names).count == ContractSchema.names.count)
        for name in ContractSchema.names { #expect(ContractSchema.text(name) != nil) }
        for name in ["", "all", "metadata", "bar_evnt"] {
            #expect(ContractSchema.text(name) == nil)
        }
    }

    @Test(arguments: ContractSchema.names)
    func `a schema is indented JSON without duplicate keys`(name: String) throws {
        let text = try #require(ContractSchema.text(name))
        let bytes = Array(text.utf8)
        #expect(AnyJSON.isContainer(bytes.span) == (bytes.count < 1 << 20))
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            #expect(line.prefix { $0 == " " }.count % 2 == 0)
            #expect(line == "{" || line == "}" || line.hasPrefix("  "))
            #expect(line.last != " ")
        }
        #expect(text.hasSuffix("\n}\n"))
        #expect(text.contains("\"$id\": \"urn:algotraded:schema:"))
    }

    @Test(arguments: MessageKind.allCases)
    func `a schema tells every field of its shape`(kind: MessageKind) throws {
        let text = try #require(ContractSchema.text(kind.name))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        try check(object, kind.shape)
        #expect(object["title"] as? String == kind.name)
        #expect(object["$id"] as? String == "urn:algotraded:schema:\(kind.name):1")
        #expect(object["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect((object["$comment"] as? String)?.contains("stands twice") == true)
    }

    private func check(_ object: [String: Any], _ shape: ObjectShape) throws {
        let properties = try #require(object["properties"] as? [String: [String: Any]])
        #expect(Set(properties.keys) == Set(shape.fields.map(\.field.name)))
        #expect(
            object["required"] as? [String] ?? []
                == shape.fields.filter(\.isRequired).map(\.field.name))
        #expect(object["additionalProperties"] == nil)
        for field in shape.fields {
            let property = try #require(properties[field.field.name])
            #expect(property["description"] as? String == field.meaning + ".")
            switch field.value {
            case .object(let inner): try check(property, inner)
            case .objects(let inner):
                try check(#require(property["items"] as? [String: Any]), inner)
            default: break
            }
            if case .default(let json) = field.presence {
                let value = try #require(property["default"])
                #expect("\(value)" == json.filter { $0 != "\"" })
            } else {
                #expect(property["default"] == nil)
            }
        }
    }
}
