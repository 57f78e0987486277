/// OFI: order-flow imbalance, exponentially smoothed, s ← s + (1 − 2^(−1/half-life))·(z − s),
/// from the first window's z on.
struct OfiSignal: Signal {
    static let feed = SignalFeed.orderFlow

    private let gain: Double
    private var smoothed: Double?
    private var score: ZScore

    init(_ horizons: StrategyHorizons) {
        gain = 1 - Self.decay(halfLife: horizons.ofiHalfLife)
        score = ZScore(window: horizons.zWindow)
    }

    var value: Double? { score.value }

    mutating func take(_ z: Double) {
        let next = smoothed.map { $0 + gain * (z - $0) } ?? z
        smoothed = next
        score.take(next)
    }

    /// 2^(−1/n) by Newton's method on dⁿ = ½, from 1 downwards. Only + − × ÷, so that every
    /// machine agrees to the last bit.
    static func decay(halfLife n: Int) -> Double {
        var root = 1.0
        for _ in 0..<64 {
            var power = 1.0
            for _ in 1..<n { power *= root }
            let next = root - (power * root - 0.5) / (Double(n) * power)
            if next >= root { break }
            root = next
        }
        return root
    }
}
