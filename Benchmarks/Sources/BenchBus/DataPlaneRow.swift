import BenchmarkData
import Contracts
import Foundation
import KafkaBus

/// The daemon's data plane as it is shipped: quotes of 100 symbols read, judged and written as
/// events, exactly once, against a C loop that copies the same bytes with two headers.
struct DataPlaneRow {
    let stage: Stage
    let options: Options
    let daemon: String

    func run(_ goals: inout Goals) async throws {
        let records = try await fill()
        var ours = Measure("ours")
        var whole = Measure("ours, with its start")
        var c = Measure("C copy")
        for round in 0...options.rounds {
            let run = DaemonRun(stage: stage, daemon: daemon, group: stage.freshName("plane"))
            let (oneReport, wholeReport) = try await run.reports(records)
            let otherReport = try Contender.run(.c, try await copy(records))
            try stage.dropOutputs()
            guard round > 0 else { continue }
            try ours.add(oneReport)
            try whole.add(wholeReport)
            try c.add(otherReport)
        }
        Measure.show("The data plane, quotes to events, exactly once", [ours, whole, c])
        goals.judge("data plane", ours, c, least: 0.5)
        let wanted = records * (options.rounds + 1)
        let events = try await count(Topic.marketEvents.rawValue)
        goals.judge("data plane: \(events) events of \(wanted) quotes", events == wanted)
    }

    private func copy(_ records: Int) async throws -> [String] {
        [
            "copy", stage.address, Topic.marketRaw.rawValue, try await stage.output(),
            "\(records)", stage.freshName("copy"), "1",
        ]
    }

    /// Makes the topics and writes the quotes; how many.
    private func fill() async throws -> Int {
        let run = DaemonRun(stage: stage, daemon: daemon, group: stage.freshName("topics"))
        try run.makeTopics()
        var stream = QuoteStream(symbols: 100, atLeast: options.records, seed: 20_251_117)
        // Of the last hour, so that the topic's retention leaves them there.
        stream.pause(seconds: Int64(Date().timeIntervalSince1970) - 3600)
        var next = 0
        try await stage.fill(Topic.marketRaw.rawValue, stream.count) { batch in
            let quote = stream[next]
            next += 1
            batch.append(
                topic: Topic.marketRaw.rawValue,
                timestampMs: quote.time.nanoseconds / 1_000_000, key: quote.symbol,
                write: quote.encode)
        }
        return stream.count
    }

    /// Records of a topic that a read_committed reader gets.
    private func count(_ topic: String) async throws -> Int {
        let partitions = (0..<Int32(Stage.partitions)).map { $0 }
        let reader = try KafkaReader(
            stage.settings, name: "count", topics: [topic], partitions: partitions,
            until: .currentEnd)
        var count = 0
        while let batch = try await reader.next(limit: 10_000) { count += batch.count }
        await reader.close()
        return count
    }
}
