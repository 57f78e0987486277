import Contracts
import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite struct ValidationOrderTests {
    @Test(arguments: [OutputFormat.text, .json])
    func `Any blocks and any number of workers tell what one worker tells`(
        format: OutputFormat
    ) async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var records = RandomRecords(seed: seed)
        for round in 0..<8 {
            let folder = TemporaryFolder()
            let contents = (0..<(1 + records.number(3))).map { _ in records.file() }
            let files = try contents.enumerated().map {
                (name: try folder.write("\($0).ndjson", bytes: $1), bytes: $1)
            }
            var job = ValidationJob(topic: .marketEvents, format: format)
            job.namesFiles = files.count > 1
            job.isQuiet = records.number(6) == 0
            job.hasSummary = records.number(2) == 0
            let expected = PlainValidation(job, files)
            for _ in 0..<3 {
                job.workers = 1 + records.number(6)
                job.blockBytes = 1 + records.number(records.number(2) == 0 ? 3000 : 30_000)
                job.waitingBytesMax = 1 + records.number(40_000)
                let run = try await ValidationRun(job, files.map(\.name))
                let place = "seed \(seed), round \(round), \(job)"
                #expect(run.text == expected.text, "\(place)")
                #expect(run.isGood == (expected.tally.invalid == 0), "\(place)")
                #expect(run.complaints.isEmpty)
            }
        }
    }

    @Test func `Many small files are told in their order, unreadable ones among them`() async throws
    {
        let folder = TemporaryFolder()
        var files: [(name: String, bytes: [UInt8])] = []
        for index in 0..<40 {
            let text = index % 7 == 0 ? "" : index % 3 == 0 ? Records.brokenBar : Records.bar
            files.append((try folder.write("\(index)", text), Array(text.utf8)))
        }
        let paths = files.map(\.name)
        for isWhole in [false, true] {
            for workers in [1, 4] {
                var job = ValidationJob(topic: .marketEvents, format: .json)
                job.isWhole = isWhole
                job.namesFiles = true
                job.workers = workers
                job.blockBytes = 200
                let run = try await ValidationRun(
                    job, paths.prefix(20) + ["none", folder.url.path] + paths.dropFirst(20))
                #expect(run.text == PlainValidation(job, files).text)
                #expect(!run.isGood)
                #expect(run.complaints.count == 2)
                #expect(run.complaints.first?.hasPrefix("none: cannot be read: No such") == true)
                #expect(run.complaints.last?.contains(": cannot be read: Is a directory") == true)
            }
        }
    }

    @Test(arguments: [1, 2, 5])
    func `Results are written in pieces, however many faults a block has`(
        workers: Int
    ) async throws {
        let folder = TemporaryFolder()
        let bytes = Array(String(repeating: "{\n", count: 10_000).utf8)
        let path = try folder.write("a.ndjson", bytes: bytes)
        var job = ValidationJob(topic: .marketEvents)
        job.workers = workers
        job.blockBytes = 20_000
        job.waitingBytesMax = 40_000
        let run = try await ValidationRun(job, [path])
        #expect(run.text == PlainValidation(job, [(path, bytes)]).text)
        #expect(run.pieceBytesMax <= job.textMax + 300)
    }

    @Test(arguments: [1, 3])
    func `A block counts names that it has no room for and earlier blocks know`(
        workers: Int
    ) async throws {
        func bar(_ names: [String]) -> String {
            "\(Records.bar.dropLast()),\(names.map { "\"\($0)\":1" }.joined(separator: ","))}\n"
        }
        let many = bar((0..<70).map { "k\($0)" } + ["early"])
        let bytes = Array((bar(["early"]) + many + many + many).utf8)
        let folder = TemporaryFolder()
        let file = try folder.write("a", bytes: bytes)
        var job = ValidationJob(topic: .marketEvents)
        job.workers = workers
        job.blockBytes = 300
        let run = try await ValidationRun(job, [file])
        #expect(run.text.contains("ignored: early (4), k0 (3), "))
        #expect(run.text.hasSuffix("k62 (3) and others (21)\n"))
    }

    @Test(arguments: [1, 3])
    func `What cannot be written ends the run`(workers: Int) async throws {
        let folder = TemporaryFolder()
        let path = try folder.write("a", String(repeating: "{\n", count: 20_000))
        var job = ValidationJob(topic: .marketEvents)
        job.workers = workers
        job.blockBytes = 1000
        let output = ValidationOutput(
            write: { _ throws(OutputFault) in throw .failed("no room") }, complain: { _ in })
        await #expect(throws: OutputFault.failed("no room")) {
            _ = try await RecordValidator(job: job, output: output).run([path, "none"])
        }
    }
}
