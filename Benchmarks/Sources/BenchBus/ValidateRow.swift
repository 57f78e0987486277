import BenchmarkData
import Contracts
import Foundation

/// Reading bars, validating them and writing them again, exactly once, against what a Python
/// programmer would write: aiokafka and pydantic.
struct ValidateRow {
    let stage: Stage
    let options: Options

    func run(_ goals: inout Goals) async throws {
        let input = try await bars(options.records)
        var ours = Measure("ours")
        var python = Measure("aiokafka, pydantic")
        for round in 0...options.rounds {
            let one = try Contender.run(.ours, arguments(input, try await stage.output(), 1))
            try stage.dropOutputs()
            let other = try Contender.run(
                .python(options.python), arguments(input, try await stage.output(), 10))
            try stage.dropOutputs()
            guard round > 0 else { continue }
            try ours.add(one)
            try python.add(other)
        }
        Measure.show("Read, validate, write, exactly once", [ours, python])
        goals.judge("validate", ours, python, least: 15)
    }

    private func arguments(_ input: String, _ output: String, _ part: Int) -> [String] {
        [
            "validate", stage.address, input, output, "\(options.records / part)",
            stage.freshName("validate"),
        ]
    }

    /// A topic of bars as this project's encoder writes them.
    private func bars(_ count: Int) async throws -> String {
        let topic = try await stage.topic("bars")
        var market = Market(seed: 20_251_117)
        try await stage.fill(topic, count) { batch in
            let bar = market.bar()
            batch.append(topic: topic, key: bar.symbol, write: bar.encode)
        }
        return topic
    }
}
