import Contracts

/// The weights that all symbols ask for, and what of them the limits allow.
///
/// Weights are decimals of nine places, so that sums over the book are exact and need only be
/// changed, never computed again.
struct TargetBook: Sendable {
    private let box: Int64
    private let grossLimit: Int128
    private let netLimit: Int128
    private var wanted: [Int64] = []
    private var gross: Int128 = 0
    private var net: Int128 = 0

    init(box: Double, gross: Double, net: Double) {
        self.box = Self.nanos(box)
        grossLimit = Int128(Self.nanos(gross))
        netLimit = Int128(Self.nanos(net))
    }

    /// Sets what a symbol asks for, clipped to the box.
    mutating func want(_ weight: Double, index: Int) {
        let bound = Double(box)
        want(
            nanos: Int64(min(max(weight * 1e9, -bound), bound).rounded(.towardZero)), index: index)
    }

    mutating func want(nanos: Int64, index: Int) {
        while wanted.count <= index { wanted.append(0) }
        let new = min(max(nanos, -box), box)
        let old = wanted[index]
        wanted[index] = new
        gross += Int128(new.magnitude) - Int128(old.magnitude)
        net += Int128(new - old)
    }

    /// What the symbol asks for, in billionths; zero when it has not been asked.
    func wanted(_ index: Int) -> Int64 { index < wanted.count ? wanted[index] : 0 }

    /// What the symbol may hold: what it asks for, times min(1, gross limit / Σ|w|,
    /// net limit / |Σw|), rounded toward zero.
    func allowed(_ index: Int) -> Decimal9 {
        guard index < wanted.count else { return .zero }
        let weight = Int128(wanted[index])
        var scaled = weight
        if gross > grossLimit { scaled = weight * grossLimit / gross }
        let tilt = net < 0 ? -net : net
        if tilt > netLimit {
            let other = weight * netLimit / tilt
            if other.magnitude < scaled.magnitude { scaled = other }
        }
        return Decimal9(nanos: Int64(scaled))
    }

    static func nanos(_ fraction: Double) -> Int64 {
        Int64((fraction * 1e9).rounded(.toNearestOrEven))
    }
}

/// Quantities from weights, in integers throughout.
enum Sizing {
    /// The weight of `quantity` at `price`, to nine places; nil when it does not fit.
    static func weight(_ quantity: Decimal9, price: Decimal9, equity: Decimal9) -> Decimal9? {
        Decimal9(roundingNanos: quantity.product(price), dividedBy: Int128(equity.nanos))
    }

    /// |`change`| × equity / price in whole lots, rounded toward zero; nil when it does not fit.
    static func quantity(
        _ change: Decimal9, price: Decimal9, equity: Decimal9, lot: Decimal9
    ) -> Decimal9? {
        let value = Int128(change.nanos.magnitude) * Int128(equity.nanos)
        let lots = value / price.product(lot)
        return Int64(exactly: lots * Int128(lot.nanos)).map { Decimal9(nanos: $0) }
    }
}
