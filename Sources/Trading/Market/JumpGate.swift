import Contracts

/// The price-jump gate of one stream of prices (a symbol's quotes, trades, depth or bars of
/// one duration).
///
/// A price is a jump when its relative change from the level exceeds both limits of the
/// settings. Of consecutive jumps that agree with each other the third is taken for a real move
/// and becomes the level. The deviation is that of the changes accepted so far about zero, each
/// weighing 1/n at first and 1/64 later; accepted moves do not enter it. Until there is a change
/// it is 0, or for bars what the first bar's range says.
struct JumpGate: Equatable, Sendable {
    /// Jumps in a row that make a real move.
    static let confirmations = 3
    private static let memory = 64.0
    /// 1 / (2·√ln 2).
    private static let rangeFactor = 0.600_561_204_393_225_3

    /// What the next price is compared with; zero before the first.
    private(set) var level = Decimal9.zero
    private var variance = 0.0
    private var changes = 0.0
    private var candidate = Decimal9.zero
    private var agreeing = 0

    /// Whether `price` (above zero) passes; the level follows it then.
    ///
    /// - Parameter range: high less low, of a bar. The first bar's stands for one change, with
    ///   the deviation that it estimates: range / (2·√ln 2) (Parkinson, *The extreme value
    ///   method for estimating the variance of the rate of return*, 1980).
    mutating func admit(
        _ price: Decimal9, _ settings: MarketSettings, range: Decimal9 = .zero
    ) -> Bool {
        guard !level.isZero else {
            level = price
            let deviation = Self.rangeFactor * Double(range.nanos) / Double(price.nanos)
            if deviation > 0 { (variance, changes) = (deviation * deviation, 1) }
            return true
        }
        if isJump(from: level, to: price, settings) {
            let agrees = agreeing > 0 && !isJump(from: candidate, to: price, settings)
            agreeing = agrees ? agreeing + 1 : 1
            candidate = price
            guard agreeing == Self.confirmations else { return false }
        } else {
            let change = relativeChange(from: level, to: price)
            changes = Swift.min(changes + 1, Self.memory)
            variance += (change * change - variance) / changes
        }
        level = price
        agreeing = 0
        return true
    }

    private func isJump(
        from old: Decimal9, to new: Decimal9, _ settings: MarketSettings
    ) -> Bool {
        let distance = Double((new - old).nanos.magnitude)
        guard distance * 100 > settings.maxJumpPct * Double(old.nanos) else { return false }
        let change = relativeChange(from: old, to: new)
        return change * change > settings.maxJumpSigma * settings.maxJumpSigma * variance
    }

    private func relativeChange(from old: Decimal9, to new: Decimal9) -> Double {
        Double((new - old).nanos) / Double(old.nanos)
    }
}

extension JumpGate: StateCoded {
    func write(to state: inout StateWriter) {
        state.write(level)
        state.write(variance)
        state.write(changes)
        state.write(candidate)
        state.write(agreeing)
    }

    init(from state: inout StateReader) throws(StateFault) {
        level = try state.read()
        variance = try state.read()
        changes = try state.read()
        candidate = try state.read()
        agreeing = try state.read()
        try state.require(
            !level.isNegative && !candidate.isNegative && variance >= 0 && variance.isFinite
                && 0...Self.memory ~= changes && 0..<Self.confirmations ~= agreeing,
            "no such jump gate")
    }
}
