import Foundation

/// Whether the resident memory stays where it is over many records.
struct MemoryRow {
    /// What counts as flat: by how much the last fifth may be above the second.
    private static let growthMax = 1.05
    /// The broker keeps its records in memory: what is read long ago must go.
    private static let retention = ["retention.ms": "60000"]

    let stage: Stage
    let options: Options

    func run(_ goals: inout Goals) async throws {
        let input = try await stage.topic("soak", configuration: Self.retention)
        let output = try await stage.topic("out", configuration: Self.retention)
        let total = options.soakThousands * 1000
        let chain = try Contender.start(
            .ours,
            ["copy", stage.address, input, output, "\(total)", stage.freshName("soak"), "1"])
        let samples = Samples()
        let process = chain.process.processIdentifier
        let watch = Task {
            while !Task.isCancelled {
                samples.add(of: process)
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        _ = try Contender.run(
            .c, ["produce", stage.address, input, "\(total)", "\(options.soakRate)"])
        var measure = Measure("ours")
        try measure.add(try chain.report())
        watch.cancel()
        judge(samples.all, measure, &goals)
    }

    private func judge(_ samples: [Double], _ measure: Measure, _ goals: inout Goals) {
        let fifth = samples.count / 5
        guard fifth > 0 else {
            goals.judge("memory: too short to tell", false)
            return
        }
        let early = Array(samples[fifth..<(2 * fifth)]).median
        let late = Array(samples.suffix(fifth)).median
        print(
            String(
                format: "\nMemory over %d k records: %.1f MB early, %.1f MB late, %.1f MB peak",
                options.soakThousands, early, late, measure.peakMegabytes))
        goals.judge(
            String(
                format: "memory: %.2f× from early to late (goal at most %g×)", late / early,
                Self.growthMax), late <= early * Self.growthMax)
    }
}
