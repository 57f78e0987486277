/// OFI: order-flow imbalance, exponentially smoothed, s ← s + (1 − 2^(−1/half-life))·(z − s),
/// from the first window's z on, each z held at ±256 (see ``Fixed40``).
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

    mutating func take(_ ofiZ: Double) {
        let z = min(max(ofiZ, -Fixed40.bound), Fixed40.bound)
        let next = smoothed.map { $0 + gain * (z - $0) } ?? z
        smoothed = next
        score.take(next)
    }

    func write(to state: inout StateWriter) {
        state.write(smoothed)
        score.write(to: &state)
    }

    mutating func resume(from state: inout StateReader) throws(StateFault) {
        smoothed = try state.read()
        try state.require(
            smoothed.map { $0.magnitude <= Fixed40.bound } ?? true, "an average beyond its values")
        try score.resume(from: &state)
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
