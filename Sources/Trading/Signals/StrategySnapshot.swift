public import Contracts

/// What the strategy plane has counted since it started.
public struct StrategyCounters: Equatable, Sendable {
    public var bars = 0
    public var ticks = 0
    public var windows = 0
    public var reports = 0
    public var intents = 0
    /// Bars not later than the symbol's latest, or of another duration than the settings'.
    public var barsIgnored = 0
    /// OFI events not later than the symbol's latest.
    public var windowsIgnored = 0
    /// Market events of symbols beyond `max_symbols`.
    public var symbolsRefused = 0
    /// Scores that could not be traded: no price, no volatility, or a quantity out of range.
    public var unsized = 0

    public init() {}
}

/// The strategy plane at one moment, for reading elsewhere.
public struct StrategySnapshot: Sendable {
    public struct Row: Sendable {
        public var symbol: Symbol
        /// In the order of ``StrategySnapshot/signals``; nil where not ready.
        public var values: [Double?]
        public var score: Double?
        /// What the limits allow the symbol, as a fraction of equity.
        public var targetWeight: Double
        public var position: Position
        /// Held once all unfinished orders are filled.
        public var effective: Decimal9
        public var mark: Decimal9?
        /// Less commission.
        public var realised: Decimal9
        /// Zero without a price.
        public var unrealised: Decimal9
    }

    public var signals: [StrategyID]
    /// Sorted by symbol.
    public var rows: [Row]
    public var totals: PortfolioTotals
    /// The equity curve's latest value.
    public var equity: Decimal9
    public var ordersOpen: Int
    public var reportsRepeated: Int
    public var reportsUnknown: Int
    public var counters: StrategyCounters
}

extension StrategyMachine {
    /// A copy for readers, O(symbols · signals).
    public func snapshot() -> StrategySnapshot {
        var rows: [StrategySnapshot.Row] = []
        rows.reserveCapacity(portfolio.holdings.count)
        for (index, holding) in portfolio.holdings.enumerated() {
            let symbol = index < symbols.count ? symbols[index] : nil
            let unrealised = holding.mark.map { holding.position.unrealisedNano2(at: $0) } ?? 0
            rows.append(
                StrategySnapshot.Row(
                    symbol: holding.symbol,
                    values: signalIDs.indices.map { symbol?.value($0) },
                    score: symbol?.score, targetWeight: targets.allowed(index).double,
                    position: holding.position, effective: holding.effective,
                    mark: holding.mark,
                    realised: Decimal9(nano2: holding.position.netRealisedNano2),
                    unrealised: Decimal9(nano2: unrealised)))
        }
        rows.sort { $0.symbol < $1.symbol }
        return StrategySnapshot(
            signals: signalIDs, rows: rows, totals: portfolio.totals,
            equity: portfolio.value(startingWith: settings.equity),
            ordersOpen: portfolio.ordersOpen, reportsRepeated: portfolio.reportsRepeated,
            reportsUnknown: portfolio.reportsUnknown, counters: counters)
    }
}
