import Contracts
import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon
@testable import KafkaBus

@Suite struct RedriveMarksHeldBackTests {
    /// The planes write to the state topic too. What is committed behind the beginning of a
    /// plane's transaction is not shown before that one ends, marks among it.
    @Test func `A redrive waits for marks that an open transaction holds back`() async throws {
        let letters = 5000
        let site = try await LetterSite(", max_poll_records: 10")
        try await site.write { batch in
            for number in 0..<letters {
                LetterSamples.append(
                    to: &batch,
                    of: Place(topic: "market_raw", partition: 0, offset: Int64(number)))
            }
        }
        let plane = try TransactionalWriter(site.cluster.settings, name: "plane")
        try await plane.open()
        var snapshot = RecordBatch()
        snapshot.append(
            topic: site.stateTopic, partition: 0, key: Array("data/SPY".utf8), value: [1])
        // The client knows the partition's leader before it matters.
        try await plane.commit(snapshot)
        let first = try site.start("dlq", "redrive", "market_raw", "--yes")
        try await eventually("the first to be at work") {
            try await !site.cluster.records("market_raw").isEmpty
        }
        #expect(try await plane.write(snapshot) == nil)
        #expect(await first.result().status == 0)
        #expect(try await site.marks().count < letters + 1, "no mark is held back")

        let second = try site.start("dlq", "redrive", "market_raw", "--yes", "--format", "json")
        try await second.wait { $0.errors.contains("waiting for an open transaction") }
        #expect(second.output.isEmpty)
        let successor = try TransactionalWriter(site.cluster.settings, name: "plane")
        try await successor.open()
        let result = await second.result()
        #expect(result.status == 0)
        let told = try #require(try Records.parse(result.output).first)
        #expect(told["sent"] as? Int == 0)
        #expect(told["already_back"] as? Int == letters)
        #expect(try await site.cluster.records("market_raw").count == letters)
        await plane.close()
        await successor.close()
    }
}
