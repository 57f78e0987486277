import Foundation
import TestSupport
import Testing

@Suite struct ValidateCommandTests {
    private let folder = TemporaryFolder()

    private func validate(_ arguments: String..., input: String = "") async throws
        -> CommandProcess.Result
    {
        try await CommandProcess.run(
            ["validate", "--topic", "market_events"] + arguments, input: input, in: folder)
    }

    @Test func `Good records give a summary and 0`() async throws {
        try folder.write("a.ndjson", "\(Records.bar)\r\n\n  \n\(Records.bar)")
        let result = try await validate("a.ndjson")
        #expect(result.status == 0)
        #expect(result.output == "2 records: 2 valid, 0 invalid\n")
        #expect(result.errors.isEmpty)
    }

    @Test func `Each fault is told with its file and line`() async throws {
        try folder.write("a.ndjson", "\(Records.bar)\n\n\(Records.brokenBar)\n{\n")
        let result = try await validate("a.ndjson")
        #expect(result.status == 1)
        #expect(result.lines.count == 8)
        #expect(result.lines[0].hasPrefix("a.ndjson:3: low: must be a number, found \"x\" (byte "))
        #expect(result.lines[1].hasPrefix("a.ndjson:3: close: must be "))
        #expect(result.lines[2].hasPrefix("a.ndjson:4: $: "))
        #expect(
            result.lines[3...] == [
                "3 records: 1 valid, 2 invalid (syntax 1, type 1, range 1)",
                "      faults  code           path", "           1  type           low",
                "           1  range          close", "           1  syntax         $",
            ])
    }

    @Test func `JSON has one line a record with the fields that are promised`() async throws {
        let result = try await validate(
            "--format", "json", input: "\(Records.bar)\n\n\(Records.brokenBar)\n")
        #expect(result.status == 1)
        #expect(result.lines.first == #"{"line":1,"valid":true,"faults":[]}"#)
        let records = try Records.parse(result.output)
        #expect(records.count == 2)
        #expect(records[1]["line"] as? Int == 3)
        #expect(records[1]["valid"] as? Bool == false)
        #expect(Set(records[1].keys) == ["line", "valid", "faults"])
        let faults = try #require(records[1]["faults"] as? [[String: Any]])
        #expect(faults.map { $0["path"] as? String } == ["low", "close"])
        #expect(faults.map { $0["code"] as? String } == ["type", "range"])
        for fault in faults {
            #expect(Set(fault.keys) == ["path", "code", "offset", "expected", "found"])
            let offset = try #require(fault["offset"] as? Int)
            let found = try #require(fault["found"] as? String)
            #expect(Records.brokenBar.dropFirst(offset).hasPrefix(found))
        }
    }

    @Test func `Several files are told apart`() async throws {
        try folder.write("a.ndjson", Records.bar)
        try folder.write("b.ndjson", "[]")
        let result = try await validate("--format", "json", "a.ndjson", "b.ndjson", "-")
        #expect(result.status == 1)
        let records = try Records.parse(result.output)
        #expect(records.map { $0["file"] as? String } == ["a.ndjson", "b.ndjson"])
        #expect(records.map { $0["line"] as? Int } == [1, 1])
    }

    @Test func `A whole file may have many lines`() async throws {
        let pretty = Records.bar.replacingOccurrences(of: ",", with: ",\n  ")
        try folder.write("a.json", pretty + "\n")
        #expect(try await validate("--whole", "a.json").status == 0)
        #expect(try await validate("a.json").status == 1)
    }

    @Test(arguments: [(0, 0), (1, 1)])
    func `A record may have 1 MiB, whole or as a line`(more: Int, status: Int) async throws {
        let blanks = String(repeating: " ", count: 1_048_576 - Records.bar.utf8.count + more)
        try folder.write("a.json", Records.bar + blanks)
        for arguments in [["a.json"], ["--whole", "a.json"]] {
            let result = try await CommandProcess.run(
                ["validate", "--topic", "market_events", "--format", "json"] + arguments,
                in: folder)
            #expect(result.status == Int32(status))
            #expect(result.lines.count == 1)
            #expect(result.output.contains(#""code":"limit""#) == (status == 1))
        }
    }

    @Test func `A file that cannot be read is told, the others are checked`() async throws {
        try folder.write("a.ndjson", Records.bar)
        let result = try await validate("none.ndjson", "a.ndjson", ".")
        #expect(result.status == 1)
        #expect(result.output == "1 record: 1 valid, 0 invalid\n")
        let errors = result.errors.split(separator: "\n")
        #expect(errors.count == 2)
        #expect(errors[0].hasPrefix("none.ndjson: cannot be read: No such file or directory; "))
        #expect(errors[1].hasPrefix(".: cannot be read: Is a directory; "))
    }

    @Test func `Fields that no contract knows are named`() async throws {
        let odd = Records.bar.dropLast() + #","exchnage":"X"}"#
        let result = try await validate(input: "\(odd)\n\(odd)\n")
        #expect(result.status == 0)
        #expect(result.lines.last?.hasSuffix("ignored: exchnage (2)") == true)
    }

    @Test func `A field's name cannot command a terminal`() async throws {
        let odd = Records.bar.dropLast() + #","a\u001b[2J\nb":1,"":2}"#
        let result = try await validate(input: String(odd))
        #expect(result.lines.last?.hasSuffix(#"ignored: a [2J b (1), "" (1)"#) == true)
    }

    @Test(arguments: ["market_evnets", "dlq_market_events", ""])
    func `An unknown topic is a usage error`(topic: String) async throws {
        let result = try await CommandProcess.run(["validate", "--topic", topic])
        #expect(result.status == 64)
        #expect(result.errors.contains("market_events"))
    }

    @Test func `More records than a chunk holds keep their lines`() async throws {
        let count = 20_000
        let text = String(repeating: Records.bar + "\n", count: count) + "{}\n"
        let result = try await validate("--format", "json", input: text)
        #expect(result.lines.count == count + 1)
        #expect(result.lines.last?.hasPrefix("{\"line\":\(count + 1),\"valid\":false") == true)
    }
}
