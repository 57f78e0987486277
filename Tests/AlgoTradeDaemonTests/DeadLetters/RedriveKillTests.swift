import Contracts
import Foundation
import KafkaBus
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// A redrive that ends anywhere has lost nothing and repeats nothing.
@Suite(.serialized) struct RedriveKillTests {
    private static let letters = 6000

    /// Many small transactions, so that there is much to interrupt.
    private func site() async throws -> LetterSite {
        let site = try await LetterSite(", max_poll_records: 4")
        try await site.write { batch in
            for number in 0..<Self.letters {
                LetterSamples.append(
                    to: &batch,
                    of: Place(
                        topic: "market_raw", partition: Int32(number % 6),
                        offset: Int64(number / 6)), key: "S\(number)",
                    value: Array("\(number)".utf8))
            }
        }
        return site
    }

    /// Each record is back once, and each has its mark.
    private func checkOnce(_ site: LetterSite) async throws {
        let back = try await site.cluster.records("market_raw")
        let numbers = back.indices.compactMap { Int(back.valueText($0)) }
        #expect(numbers.count == Self.letters)
        let isEachThere = numbers.sorted() == Array(0..<Self.letters)
        #expect(isEachThere, "records are lost or repeated")
        for index in back.indices {
            let number = try #require(Int(back.valueText(index)))
            try #require(back.records[index].partition == Int32(number % 6))
            try #require(back.keyText(index) == "S\(number)")
        }
        let state = try await site.cluster.records(site.stateTopic)
        let marked = Set(state.indices.map { state.keyText($0) }).count
        #expect(marked == Self.letters)
        #expect(state.count == Self.letters)
        try await checkWithAnotherClient(site)
    }

    private func checkWithAnotherClient(_ site: LetterSite) async throws {
        guard CommandProcess.find("kcat") != nil else { return }
        let result = try await CommandProcess.run(
            program: try #require(CommandProcess.find("kcat")),
            [
                "-C", "-b", site.cluster.broker.bootstrapServers, "-t", "market_raw", "-o",
                "beginning", "-e", "-q", "-X", "isolation.level=read_committed",
            ])
        let numbers = result.lines.compactMap { Int($0) }
        #expect(numbers.count == Self.letters)
        let different = Set(numbers).count
        #expect(different == Self.letters)
    }

    @Test func `kill -9 anywhere neither loses nor repeats a record`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("kill -9 of redrives: seed \(seed)")
        var random = ConfigurationRandom(seed: seed)
        let site = try await site()
        var progress = [0]
        for round in 0..<15 where progress[progress.count - 1] < Self.letters {
            let before = progress[progress.count - 1]
            let redrive = try site.start("dlq", "redrive", "market_raw", "--yes")
            // While it starts, or while it sends.
            var wait = random.next() % 1000
            if round % 3 > 0 {
                try await eventually("round \(round) to be at work") {
                    try await site.cluster.records("market_raw").count > before
                }
                wait %= 150
            }
            try await Task.sleep(for: .milliseconds(Int(wait)))
            redrive.send(SIGKILL)
            let status = await redrive.result().status
            progress.append(try await site.marks().count)
            let isComplete = status == 0 && progress.last == Self.letters
            #expect(status == 128 + SIGKILL || isComplete, "status \(status)")
        }
        print("marks after each kill: \(progress)")
        #expect(progress == progress.sorted())
        #expect(Set(progress).count > 5, "too few kills were in the middle")
        let left = Self.letters - (progress.last ?? 0)
        let last = try await site.json("dlq", "redrive", "market_raw", "--yes")
        #expect(last["sent"] as? Int == left)
        #expect(last["already_back"] as? Int == Self.letters - left)
        try await checkOnce(site)
    }

    @Test func `Of two redrives the newer goes on, and the older says why it ends`() async throws {
        let site = try await site()
        let older = try site.start("dlq", "redrive", "market_raw", "--yes")
        try await eventually("the older to be at work") {
            try await !site.cluster.records("market_raw").isEmpty
        }
        let newer = try site.start("dlq", "redrive", "market_raw", "--yes")
        let results = (await older.result(), await newer.result())
        #expect(results.0.status == 1)
        #expect(results.0.errors.contains("a newer redrive has taken over"), "\(results.0.errors)")
        #expect(results.1.status == 0, "\(results.1.errors)")
        try await checkOnce(site)
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `A redrive that is told to stop ends between two transactions`(signal: Int32) async throws
    {
        let site = try await site()
        let redrive = try site.start("dlq", "redrive", "market_raw", "--yes", "--format", "json")
        try await eventually("the redrive to be at work") {
            try await !site.cluster.records("market_raw").isEmpty
        }
        redrive.send(signal)
        let result = await redrive.result()
        #expect(result.status == 1)
        #expect(result.errors.contains("run it again for the rest"))
        let told = try #require(try Records.parse(result.output).first)
        #expect(told["complete"] as? Bool == false)
        #expect(told["sent"] as? Int == (try await site.marks().count))
        #expect(try await site.run("dlq", "redrive", "market_raw", "--yes").status == 0)
        try await checkOnce(site)
    }

    @Test func `Brokers that stop answering for a while delay a redrive and nothing else`()
        async throws
    {
        let site = try await site()
        let redrive = try site.start("dlq", "redrive", "market_raw", "--yes")
        try await eventually("the redrive to be at work") {
            try await !site.cluster.records("market_raw").isEmpty
        }
        for _ in 0..<3 {
            site.cluster.broker.pause()
            try await Task.sleep(for: .milliseconds(700))
            site.cluster.broker.resume()
            try await Task.sleep(for: .milliseconds(100))
        }
        let result = await redrive.result()
        #expect(result.status == 0, "\(result.errors)")
        try await checkOnce(site)
    }
}
