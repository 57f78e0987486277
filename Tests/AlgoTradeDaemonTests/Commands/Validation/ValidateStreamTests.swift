import Foundation
import TestSupport
import Testing

/// The verb among pipes, signals and full devices.
@Suite struct ValidateStreamTests {
    private let folder = TemporaryFolder()

    /// Runs a line of bash in which `$V` validates market events.
    private func shell(_ line: String) async throws -> CommandProcess.Result {
        let script = "cd '\(folder.url.path)'; V='\(CommandProcess.algotraded) validate "
        return try await CommandProcess.run(
            program: "/bin/bash", ["-c", script + "--topic market_events'; \(line)"])
    }

    /// Over two blocks of a megabyte, with a broken record now and then.
    private func writeRecords() throws {
        let lines = (0..<16_000).map {
            $0 % 1000 == 7 ? Records.brokenBar : Records.bar("S\($0)")
        }
        try folder.write("a.ndjson", lines.joined(separator: "\n"))
    }

    @Test(arguments: ["", "--format json --summary", "--whole", "--quiet"])
    func `A pipe is judged as the file is`(options: String) async throws {
        try writeRecords()
        let file = try await shell("$V \(options) - < a.ndjson")
        let pipe = try await shell("cat a.ndjson | $V \(options)")
        let slow = try await shell(
            "(head -c 1500000 a.ndjson; sleep 0.1; tail -c +1500001 a.ndjson) | $V \(options)")
        #expect(file.status == 1)
        #expect(pipe.output == file.output)
        #expect(slow.output == file.output)
        #expect(file.errors.isEmpty && pipe.errors.isEmpty && slow.errors.isEmpty)
    }

    @Test func `Lines keep their numbers over several blocks`() async throws {
        try writeRecords()
        let result = try await shell("$V a.ndjson | grep -o '^a.ndjson:[0-9]*' | uniq")
        #expect(result.lines == (0..<16).map { "a.ndjson:\($0 * 1000 + 8)" })
    }

    @Test(arguments: [("", 141), ("trap '' PIPE; ", 1)])
    func `A reader that has enough ends it quietly`(before: String, status: Int) async throws {
        try writeRecords()
        let result = try await shell(
            "\(before)$V --format json a.ndjson | head -1; echo ${PIPESTATUS[0]}")
        #expect(result.lines == [#"{"line":1,"valid":true,"faults":[]}"#, "\(status)"])
        #expect(result.errors.isEmpty)
    }

    @Test func `Results that find no room are no success`() async throws {
        try folder.write("a.ndjson", Records.bar)
        for command in ["$V a.ndjson", "${V%% *} schema"] {
            let result = try await shell("\(command) > /dev/full")
            #expect(result.status == 1, "\(command)")
            #expect(result.errors.hasPrefix("standard output: cannot be written: No space left"))
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `A signal ends it at once, with the status of the signal`(signal: Int32) async throws {
        let made = try await shell("mkfifo endless")
        #expect(made.status == 0)
        let process = try CommandProcess(
            ["validate", "--topic", "market_events", "endless"], in: folder)
        process.send(signal)
        let result = await process.result()
        #expect(result.status == 128 + signal)
        #expect(result.output.isEmpty && result.errors.isEmpty)
    }

    @Test func `Quiet leaves the records out`() async throws {
        try folder.write("a.ndjson", "\(Records.bar)\n\(Records.brokenBar)\n")
        let text = try await shell("$V -q a.ndjson")
        #expect(text.status == 1)
        #expect(text.lines.count == 4)
        #expect(text.lines.first == "2 records: 1 valid, 1 invalid (type 1, range 1)")
        let json = try await shell("$V --quiet --format json a.ndjson")
        #expect(json.lines.count == 1)
        #expect(json.lines.first?.hasPrefix(#"{"summary":{"records":2,"valid":1,"#) == true)
    }

    @Test func `JSON has a summary when it is asked for`() async throws {
        try folder.write("a.ndjson", "\(Records.bar.dropLast()),\"x\":1}\n")
        let plain = try await shell("$V --format json a.ndjson")
        let result = try await shell("$V --format json --summary a.ndjson")
        #expect(plain.lines == [#"{"line":1,"valid":true,"faults":[]}"#])
        #expect(
            result.lines == plain.lines + [
                #"{"summary":{"records":1,"valid":1,"invalid":0,"faults":[],"further_faults":0,"unknown_fields":[{"name":"x","count":1}],"further_unknown_fields":0,"broken_rules":[]}}"#
            ])
    }

    @Test func `Rules that reports break are counted by name`() async throws {
        let report =
            #"{"event_type":"execution_report","report_id":"660e8400-e29b-41d4-a716-446655440001","#
            + #""intent_id":"550e8400-e29b-41d4-a716-446655440000","order_id":"1","symbol":"A","#
            + #""status":"REJECTED","timestamp":"2025-11-17T14:30:05Z"}"#
        let result = try await CommandProcess.run(
            ["validate", "--topic", "exec_reports"], input: "\(report)\n\(report)")
        #expect(result.status == 0)
        #expect(
            result.lines.last == "rules that reports broke, accepted: rejected_has_reason (2)")
    }

    @Test func `An unreadable file is told`() async throws {
        try folder.write("a.ndjson", Records.bar)
        let result = try await shell("ln -s loop loop; $V loop a.ndjson")
        #expect(result.status == 1)
        #expect(result.output == "1 record: 1 valid, 0 invalid\n")
        #expect(result.errors.hasPrefix("loop: cannot be read: Too many levels"))
    }
}
