import Foundation

/// From a record's being sent to its copy's being visible to a read_committed reader, with one
/// record under way at a time.
struct LatencyRow {
    let stage: Stage
    let options: Options

    func run(_ goals: inout Goals) async throws {
        var ours: [(p50: Double, p99: Double)] = []
        var c: [(p50: Double, p99: Double)] = []
        for round in 0...options.rounds {
            let one = try await pass(.ours)
            let other = try await pass(.c)
            guard round > 0 else { continue }
            ours.append(one)
            c.append(other)
        }
        print("\nLatency of a copy, exactly once, record in → output visible (ms)")
        for (name, all) in [("ours", ours), ("C", c)] {
            let p50 = all.map(\.p50).median
            let p99 = all.map(\.p99).median
            print(String(format: "  %@: p50 %.2f, p99 %.2f", name, p50, p99))
        }
        let ratio = ours.map(\.p50).median / c.map(\.p50).median
        goals.judge(
            String(format: "latency p50: %.2f× C (goal at most 1.25×)", ratio), ratio <= 1.25)
    }

    private func pass(_ contender: Contender) async throws -> (p50: Double, p99: Double) {
        let input = try await stage.topic("in", partitions: 1)
        let output = try await stage.topic("out", partitions: 1)
        let name = stage.freshName("chain")
        let chain = try Contender.start(
            contender, ["copy", stage.address, input, output, "0", name, "0"])
        defer { chain.kill() }
        let report = try Contender.run(
            .c, ["probe", stage.address, input, output, "\(options.latencies)", "2000"])
        return (try report.value("p50"), try report.value("p99"))
    }
}
