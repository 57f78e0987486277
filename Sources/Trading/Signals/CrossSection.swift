/// Every symbol's latest signals, side by side: what one signal says beyond the others.
///
/// Symbols with the same ready signals form one cross-section. Of each, only exact integer sums
/// are kept (count, Σs, Σs·t), updated in O(signals²) when a symbol's values change. So results
/// do not depend on the order of arrival, and cost does not grow with the number of symbols.
///
/// Numerics: the correlation matrix R comes from the exact sums; its inverse P, by Gauss–Jordan
/// elimination (R is symmetric and positive definite, no pivoting needed), solves the normal
/// equations of all regressions with intercept at once: with x the symbol's cross-sectional
/// z-scores, the residual of signal j on the others is (P·x)ⱼ / Pⱼⱼ and its variance 1 / Pⱼⱼ, so
/// the re-z-scored residual is (P·x)ⱼ / √Pⱼⱼ. A pivot at or under 10⁻⁹ means that some signal is
/// a combination of others; every regression is then singular and all keep their z. A signal
/// that is equal for all symbols keeps its z and takes no part.
struct CrossSection: Sendable {
    /// With |s| ≤ 2⁴⁸ this keeps n·Σs·t within 128 bits.
    static let maxSymbols = 10_000
    static let maxSignals = 6
    private static let leastPivot = 1e-9

    private let signals: Int
    private let stride: Int
    /// For each set of ready signals: count, Σsᵢ, then Σsᵢ·sⱼ for j ≤ i.
    private var sums: [Int128]
    private var members: [Int] = []
    private var inverse: [Double] = []
    private var scores: [Double] = []

    init(signals: Int) {
        precondition((1...Self.maxSignals).contains(signals), "one to six signals")
        self.signals = signals
        stride = 1 + signals + signals * (signals + 1) / 2
        sums = [Int128](repeating: 0, count: stride << signals)
    }

    func count(ready: UInt8) -> Int { Int(sums[Int(ready) * stride]) }

    mutating func add(_ values: [Int64], ready: UInt8) { add(values, ready, sign: 1) }

    mutating func remove(_ values: [Int64], ready: UInt8) { add(values, ready, sign: -1) }

    /// Replaces the ready ones among `values` by their re-z-scored residuals. Nothing changes
    /// with fewer than two ready signals, or fewer symbols than twice the ready signals.
    mutating func orthogonalise(_ values: inout [Double], latest: [Int64], ready: UInt8) {
        let needed = 2 * ready.nonzeroBitCount
        guard needed > 2, count(ready: ready) >= needed else { return }
        standardise(latest, ready)
        guard members.count > 1, invert() else { return }
        let size = members.count
        for row in 0..<size {
            var product = 0.0
            for column in 0..<size { product += inverse[row * size + column] * scores[column] }
            values[members[row]] = product / inverse[row * size + row].squareRoot()
        }
    }

    private mutating func add(_ values: [Int64], _ ready: UInt8, sign: Int128) {
        var at = Int(ready) * stride
        sums[at] += sign
        for i in 0..<signals { sums[at + 1 + i] += sign * Int128(values[i]) }
        at += 1 + signals
        for i in 0..<signals {
            for j in 0...i {
                sums[at] += sign * Int128(values[i]) * Int128(values[j])
                at += 1
            }
        }
    }

    /// n²·covariance of two signals.
    private func covariance(_ base: Int, _ i: Int, _ j: Int) -> Double {
        let (high, low) = i >= j ? (i, j) : (j, i)
        let cross = sums[base + 1 + signals + high * (high + 1) / 2 + low]
        return Double(sums[base] * cross - sums[base + 1 + i] * sums[base + 1 + j])
    }

    /// Fills `members`, the symbol's `scores` and, in `inverse`, the correlation matrix.
    private mutating func standardise(_ latest: [Int64], _ ready: UInt8) {
        let base = Int(ready) * stride
        members.removeAll(keepingCapacity: true)
        scores.removeAll(keepingCapacity: true)
        inverse.removeAll(keepingCapacity: true)
        for i in 0..<signals where ready & (1 << UInt8(i)) != 0 && covariance(base, i, i) > 0 {
            members.append(i)
            let distance = sums[base] * Int128(latest[i]) - sums[base + 1 + i]
            scores.append(Double(distance) / covariance(base, i, i).squareRoot())
        }
        for i in members {
            for j in members {
                let scale =
                    covariance(base, i, i).squareRoot() * covariance(base, j, j).squareRoot()
                inverse.append(i == j ? 1 : covariance(base, i, j) / scale)
            }
        }
    }

    /// Inverts `inverse` in place; false when it is singular.
    private mutating func invert() -> Bool {
        let size = members.count
        for k in 0..<size {
            let pivot = inverse[k * size + k]
            guard pivot > Self.leastPivot else { return false }
            inverse[k * size + k] = 1
            for j in 0..<size { inverse[k * size + j] /= pivot }
            for i in 0..<size where i != k {
                let factor = inverse[i * size + k]
                inverse[i * size + k] = 0
                for j in 0..<size { inverse[i * size + j] -= factor * inverse[k * size + j] }
            }
        }
        return true
    }
}
