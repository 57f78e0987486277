import Foundation

/// Whether the resident memory stays where it is over many records.
struct MemoryRow {
    /// What counts as flat: by how much the last fifth may be above the second.
    private static let growthMax = 1.05

    let stage: Stage
    let options: Options

    func run(_ goals: inout Goals) async throws {
        let input = try await stage.topic("soak")
        let output = try await stage.topic("out")
        let group = stage.freshName("soak")
        let total = options.soakThousands * 1000
        let chain = try Contender.start(
            .ours,
            ["copy", stage.address, input, output, "\(total)", group, "1"])
        defer { chain.kill() }
        let housekeeper = try Contender.start(
            .c, ["trim", stage.address, input, output, "\(group).bench"])
        defer { housekeeper.kill() }
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
        guard housekeeper.process.isRunning else {
            throw Contender.Fault(description: "the records were not deleted while they were read")
        }
        judge(samples.all, measure, &goals)
    }

    private func judge(_ samples: [Double], _ measure: Measure, _ goals: inout Goals) {
        let size = samples.count / 5
        guard size > 0 else {
            goals.judge("memory: too short to tell", false)
            return
        }
        let fifths = (0..<5).map { Array(samples[($0 * size)..<(($0 + 1) * size)]).median }
        let shown = fifths.map { String(format: "%.1f", $0) }.joined(separator: ", ")
        print(
            "\nMemory over \(options.soakThousands) k records, by fifths: \(shown) MB,",
            String(format: "%.1f MB peak", measure.peakMegabytes))
        let growth = fifths[4] / fifths[1]
        goals.judge(
            String(
                format: "memory: %.2f× from early to late (goal at most %g×)", growth,
                Self.growthMax), growth <= Self.growthMax)
    }
}
