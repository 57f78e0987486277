import Contracts
import Testing

@testable import Trading

@Suite struct StrategySignalTests {
    private func isClose(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-9) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return (a - b).magnitude <= tolerance
    }

    @Test("a window's mean and deviation are those of its last values")
    func windowStatistics() {
        var window = ExactWindow(capacity: 3)
        for value in [9.0, 1, 2, 4.5] { window.push(value) }
        #expect(window.isFull)
        #expect(window.mean == 2.5)
        // √(((1.5)² + 0.5² + 2²) / 3)
        #expect(isClose(window.deviation, (6.5 / 3).squareRoot()))
    }

    @Test("after a million values a window is the same as a fresh one with the same contents")
    func windowNeverDrifts() {
        let seed: UInt64 = 41
        print("seed \(seed)")
        var random = StrategyRandom(seed: seed)
        var old = ExactWindow(capacity: 50)
        var last: [Double] = []
        for step in 0..<1_000_000 {
            let value = Double.random(in: -1...1, using: &random) * (step % 1000 == 0 ? 200 : 1e-6)
            old.push(value)
            if step >= 999_950 { last.append(value) }
        }
        var fresh = ExactWindow(capacity: 50)
        for value in last { fresh.push(value) }
        #expect(old.sum == fresh.sum)
        #expect(old.deviation == fresh.deviation)
        #expect(old.mean == fresh.mean)
    }

    @Test("values beyond the bound are held at it, and equal values have no deviation")
    func windowBounds() {
        var window = ExactWindow(capacity: 2)
        window.push(1e30)
        window.push(.infinity)
        #expect(window.mean == 256)
        #expect(window.deviation == 0)
    }

    @Test("a z-score compares a value with the values before it")
    func zScores() {
        var score = ZScore(window: 3)
        let table: [(Double, Double?)] = [
            (1, nil), (2, nil), (3, nil),
            (4, 2 / (2.0 / 3).squareRoot()),  // of 1 2 3: mean 2, variance 2/3
            (3, 0),  // of 2 3 4
            (3, (3 - 10.0 / 3) / (2.0 / 9).squareRoot()),  // of 3 4 3
        ]
        for (value, expected) in table {
            score.take(value)
            #expect(isClose(score.value, expected))
        }
        for _ in 0..<4 { score.take(5) }
        #expect(score.value == nil)
    }

    @Test(
        "the decay of a half-life leaves one half after so many windows", arguments: [1, 2, 3, 60])
    func decay(halfLife: Int) {
        var power = 1.0
        for _ in 0..<halfLife { power *= OfiSignal.decay(halfLife: halfLife) }
        #expect(isClose(power, 0.5, 1e-14))
    }

    @Test("OFI smooths z from its first value and scores the smoothed ones")
    func orderFlow() {
        var signal = OfiSignal(StrategyKit.settings(.ofi).horizons)
        // half-life 1: smoothed 2, 1, 2.5, 2.5, 0.25
        let table: [(Double, Double?)] = [
            (2, nil), (0, nil), (4, 2), (2.5, 1), (-2, nil),
        ]
        for (z, expected) in table {
            signal.take(z)
            #expect(isClose(signal.value, expected))
        }
    }

    @Test("TSX is the mean return over the short window less that over the long")
    func trend() {
        var signal = TrendSignal(StrategyKit.settings(.tsx).horizons)
        // short 1, long 2: raw r₁ − (r₁ + r₀)/2 = (r₁ − r₀)/2: –, 1, −2, 2, 0 (×0.01)
        let table: [(Double, Double?)] = [
            (0.01, nil), (0.03, nil), (-0.01, nil),
            (0.03, 2.5 / 1.5),  // of 1 −2: mean −0.5, deviation 1.5
            (0.03, 0),  // of −2 2
        ]
        for (change, expected) in table {
            signal.take(change)
            #expect(isClose(signal.value, expected, 1e-6))
        }
    }

    @Test("POS is the mean return over the long window less the latest return")
    func reversion() {
        var signal = ReversionSignal(StrategyKit.settings(.pos).horizons)
        // long 2: raw (r₀ − r₁)/2, the opposite of the trend's table
        let table: [(Double, Double?)] = [
            (0.01, nil), (0.03, nil), (-0.01, nil), (0.03, -2.5 / 1.5), (0.03, 0),
        ]
        for (change, expected) in table {
            signal.take(change)
            #expect(isClose(signal.value, expected, 1e-6))
        }
    }

    @Test(
        "periods per year follow the asset's trading calendar",
        arguments: [
            (AssetClass.equity, 86_400.0, 252.0), (.equity, 60, 98_280), (.equity, 14_400, 409.5),
            (.equity, 10, 589_680), (.crypto, 86_400, 365), (.crypto, 60, 525_600),
            (.future, 3600, 5796), (.forex, 86_400, 260), (.bond, 1800, 3276),
        ])
    func calendar(asset: AssetClass, seconds: Double, periods: Double) {
        #expect(asset.periodsPerYear(seconds: seconds) == periods)
    }

    @Test("volatility prefers bars and falls back to windows")
    func volatility() {
        var volatility = Volatility(window: 2)
        volatility.take(windowReturn: 0.001, windowMs: 10_000, of: .equity)
        #expect(volatility.annual == nil)
        volatility.take(windowReturn: -0.001, windowMs: 10_000, of: .equity)
        #expect(isClose(volatility.annual, 0.001 * 589_680.0.squareRoot(), 1e-8))
        volatility.take(barReturn: 0.02, of: StrategyKit.bar("SPY", 0, 1))
        volatility.take(barReturn: -0.02, of: StrategyKit.bar("SPY", 1, 1))
        #expect(isClose(volatility.annual, 0.02 * 252.0.squareRoot(), 1e-9))
    }
}
