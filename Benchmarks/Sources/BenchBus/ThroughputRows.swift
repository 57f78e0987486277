import Foundation

/// Producing, consuming, and copying exactly once, against the C loops.
struct ThroughputRows {
    let stage: Stage
    let options: Options

    func run(_ goals: inout Goals) async throws {
        if options.has(.produce) {
            try await compare("Produce, 200 bytes, acks=all", "produce", least: 0.9, &goals) {
                [
                    "produce", stage.address, try await stage.output(),
                    "\(options.records)", "0",
                ]
            }
        }
        guard options.has(.consume) || options.has(.copy) || options.has(.headers) else { return }
        let input = try await stage.filledTopic(options.records)
        if options.has(.consume) {
            try await compare("Consume, read_committed", "consume", least: 0.9, &goals) {
                [
                    "consume", stage.address, input, "\(options.records)",
                    stage.freshName("reader"),
                ]
            }
        }
        if options.has(.copy) {
            try await compare("Copy, exactly once", "copy", least: 0.8, &goals) {
                try await copy(input, headers: false)
            }
        }
        if options.has(.headers) {
            try await compare(
                "Copy, exactly once, two headers", "copy with headers", least: 0.8, &goals
            ) {
                try await copy(input, headers: true)
            }
        }
    }

    private func copy(_ input: String, headers: Bool) async throws -> [String] {
        [
            "copy", stage.address, input, try await stage.output(), "\(options.records)",
            stage.freshName("copy"), headers ? "1" : "0",
        ]
    }

    /// The two in turn, round by round; the first round only warms up.
    private func compare(
        _ title: String, _ what: String, least: Double, _ goals: inout Goals,
        arguments: () async throws -> [String]
    ) async throws {
        var ours = Measure("ours")
        var c = Measure("C")
        for round in 0...options.rounds {
            let oneReport = try Contender.run(.ours, await arguments())
            try stage.dropOutputs()
            let otherReport = try Contender.run(.c, await arguments())
            try stage.dropOutputs()
            guard round > 0 else { continue }
            try ours.add(oneReport)
            try c.add(otherReport)
        }
        Measure.show(title, [ours, c])
        goals.judge(what, ours, c, least: least)
    }
}
