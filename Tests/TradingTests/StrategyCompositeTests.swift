import Contracts
import Testing

@testable import Trading

@Suite struct StrategyCompositeTests {
    private func fixed(_ values: [Double]) -> [Int64] { values.map(Fixed40.from) }

    private func section(_ rows: [[Double]]) -> CrossSection {
        var section = CrossSection(signals: rows[0].count)
        for row in rows { section.add(fixed(row), ready: UInt8(1 << row.count) - 1) }
        return section
    }

    @Test("a residual is what is left of a signal after its regression on the other")
    func residuals() {
        // s: 1 2 3 4, t: 2 1 4 3. Both have variance 1.25 and covariance 0.75, so β = 0.6:
        // residuals of s −0.9 0.7 … over the deviation √(1.25·(1 − 0.36)) = √0.8.
        let rows: [[Double]] = [[1, 2], [2, 1], [3, 4], [4, 3]]
        var section = section(rows)
        let expected: [[Double]] = [
            [-1.2, 0.4], [0.4, -1.2], [-0.4, 1.2], [1.2, -0.4],
        ].map { row in row.map { $0 / 0.8.squareRoot() } }
        for (row, wanted) in zip(rows, expected) {
            var values = row
            section.orthogonalise(&values, latest: fixed(row), ready: 3)
            for (value, want) in zip(values, wanted) {
                #expect((value - want).magnitude < 1e-9)
            }
        }
    }

    @Test("residuals have mean 0, variance 1 and do not correlate with the other signals")
    func residualProperties() {
        let seed: UInt64 = 97
        print("seed \(seed)")
        var random = StrategyRandom(seed: seed)
        let rows = (0..<40).map { _ in
            let common = Double.random(in: -1...1, using: &random)
            return (0..<3).map { Double($0) * common + Double.random(in: -2...2, using: &random) }
        }
        var section = section(rows)
        let residuals = rows.map { row in
            var values = row
            section.orthogonalise(&values, latest: fixed(row), ready: 7)
            return values
        }
        for j in 0..<3 {
            let own = residuals.map { $0[j] }
            #expect((own.reduce(0, +) / 40).magnitude < 1e-9)
            #expect((own.reduce(0) { $0 + $1 * $1 } / 40 - 1).magnitude < 1e-9)
            for other in 0..<3 where other != j {
                var sum = 0.0
                for (row, residual) in zip(rows, own) { sum += row[other] * residual }
                #expect(sum.magnitude < 1e-8)
            }
        }
    }

    @Test(
        "a signal keeps its z when there is nothing to separate",
        arguments: [
            [[1.0, 2], [2, 1], [3, 4]],  // three symbols, four are needed
            [[1, 1], [2, 2], [3, 3], [4, 4]],  // one signal is the other
            [[1, 5], [2, 5], [3, 5], [4, 5]],  // one signal is the same everywhere
            [[1], [2], [3], [4]],  // one signal alone
        ])
    func keepsZ(rows: [[Double]]) {
        var section = section(rows)
        var values = rows[0]
        section.orthogonalise(
            &values, latest: fixed(rows[0]), ready: UInt8(1 << rows[0].count) - 1)
        #expect(values == rows[0])
    }

    @Test("what was removed leaves no trace, whatever the order")
    func sectionIsExact() {
        let rows: [[Double]] = [[1, 2], [2, 1], [3, 4], [4, 3]]
        var one = section(rows)
        var other = section(rows.reversed())
        other.add(fixed([0.1, 0.7]), ready: 3)
        other.add(fixed([0.1, 0]), ready: 1)
        other.remove(fixed([0.1, 0.7]), ready: 3)
        var first = rows[2]
        var second = rows[2]
        one.orthogonalise(&first, latest: fixed(first), ready: 3)
        other.orthogonalise(&second, latest: fixed(second), ready: 3)
        #expect(first == second)
        #expect(other.count(ready: 3) == 4)
        #expect(other.count(ready: 1) == 1)
    }

    @Test("correlation over the window")
    func correlation() {
        var pairs = PairWindow(capacity: 4)
        pairs.push(Fixed40.from(100), Fixed40.from(-100))
        for (x, y) in [(1.0, 2.0), (2, 1), (3, 4), (4, 3)] {
            pairs.push(Fixed40.from(x), Fixed40.from(y))
        }
        #expect((pairs.correlation - 0.6).magnitude < 1e-12)
        for y in 0..<4 { pairs.push(Fixed40.from(1), Fixed40.from(Double(y))) }
        #expect(pairs.correlation == 0)
    }

    @Test("weights are equal at first, then the coefficients scaled to Σ|w| = 1")
    func weights() {
        var weights = SignalWeights(signals: 2, window: 4, horizon: 1)
        var found: [Double] = []
        // The return after each step is what the first signal said; the second says 1 2 −1 −2.
        let first = [1.0, -1, 2, -2, 0]
        let second = [1.0, 2, -1, -2, 0]
        var change = 0.0
        for step in 0..<5 {
            weights.weights(ready: 3, into: &found)
            #expect(found == [0.5, 0.5])
            weights.step(change, latest: fixed([first[step], second[step]]), ready: 3)
            change = first[step]
        }
        // correlations: 1 and (1 − 2 − 2 + 4) / 10 = 0.1
        weights.weights(ready: 3, into: &found)
        #expect((found[0] - 1 / 1.1).magnitude < 1e-9)
        #expect((found[1] - 0.1 / 1.1).magnitude < 1e-9)
        weights.weights(ready: 2, into: &found)
        #expect(found == [0, 1])
        weights.restart()
        weights.weights(ready: 3, into: &found)
        #expect(found == [0.5, 0.5])
    }

    @Test("a coefficient judges a signal by the sum of the next returns, and gaps break it off")
    func horizon() {
        var weights = SignalWeights(signals: 2, window: 3, horizon: 2)
        var found: [Double] = []
        func step(_ change: Double, _ a: Double, _ b: Double) {
            weights.step(change, latest: fixed([a, b]), ready: 3)
        }
        step(0, 3, 1)
        step(9, 5, 7)
        weights.interrupt()  // neither pair is ever completed
        step(7, 1, 1)  // followed by 1 and 0
        step(1, 2, 0)  // by 0 and 2
        step(0, 3, 1)  // by 2 and 1
        step(2, 0, 0)
        weights.weights(ready: 3, into: &found)
        #expect(found == [0.5, 0.5])
        step(1, 0, 0)
        // sums ahead 1 2 3 against 1 2 3 (correlation 1) and 1 0 1 (correlation 0)
        weights.weights(ready: 3, into: &found)
        #expect((found[0] - 1).magnitude < 1e-12)
        #expect(found[1].magnitude < 1e-12)
    }
}
