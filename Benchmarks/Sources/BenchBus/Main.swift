import BenchmarkData
import BenchmarkReport
import Contracts
import Foundation
import KafkaBus
import TestSupport

/// Measures the bus against C loops on the same librdkafka, and against Python.
///
/// Each contender is a process of its own, so its processor time and memory are its own.
@main
struct Main {
    static func main() async throws {
        var arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "contend" {
            arguments = arguments.dropFirst()
            try await OurContender.run(Array(arguments))
            return
        }
        do {
            guard try await compare(Options(arguments)) else { exit(1) }
        } catch {
            FileHandle.standardError.write(Data("bench-bus: \(error)\n".utf8))
            exit(1)
        }
    }

    /// Whether the run is a success.
    private static func compare(_ options: Options) async throws -> Bool {
        print(Machine.line)
        print(
            "librdkafka \(KafkaLibrary.version), \(options.records) records, "
                + "medians of \(options.rounds) rounds")
        var goals = Goals()
        if [.produce, .consume, .copy, .headers].contains(where: options.has) {
            try await onStage { stage in
                try await ThroughputRows(stage: stage, options: options).run(&goals)
            }
        }
        if options.has(.plane), let daemon = options.daemon {
            try await onStage { stage in
                try await DataPlaneRow(stage: stage, options: options, daemon: daemon).run(&goals)
            }
        }
        if options.has(.latency) {
            try await onStage { stage in
                try await LatencyRow(stage: stage, options: options).run(&goals)
            }
        }
        if options.has(.validate) {
            try await onStage { stage in
                try await ValidateRow(stage: stage, options: options).run(&goals)
            }
        }
        if options.has(.memory) {
            try await onStage { stage in
                try await MemoryRow(stage: stage, options: options).run(&goals)
            }
        }
        return goals.report() || !options.areGoalsJudged
    }

    /// Runs rows on a broker of their own, which has nothing of the others.
    private static func onStage(_ run: (Stage) async throws -> Void) async throws {
        let stage = try await Stage()
        defer { stage.end() }
        try await run(stage)
    }
}
