import Contracts
import Trading

extension Configuration {
    var marketSettings: MarketSettings {
        MarketSettings(
            windowNs: dataPlane.ofi.window.nanoseconds, zWindows: dataPlane.ofi.zWindows,
            minWindows: dataPlane.ofi.minWindows, levels: dataPlane.ofi.levels,
            closeAfterNs: dataPlane.ofi.closeAfter.nanoseconds,
            sessionGapNs: dataPlane.ofi.sessionGap.nanoseconds,
            maxSymbols: dataPlane.maxSymbols, maxJumpSigma: dataPlane.gates.maxJumpSigma,
            maxJumpPct: dataPlane.gates.maxJumpPct,
            reorderToleranceNs: dataPlane.gates.reorderTolerance.nanoseconds,
            maxAgeNs: dataPlane.gates.maxAge.nanoseconds,
            dropDuplicates: dataPlane.gates.dropDuplicates,
            barDurations: dataPlane.bars.durations, barStamp: dataPlane.bars.stamp)
    }

    var strategySettings: StrategySettings {
        var settings = StrategySettings()
        settings.strategies = strategyPlane.strategies
        settings.equity = strategyPlane.equity
        settings.boxLimit = strategyPlane.boxLimit
        settings.grossLimit = strategyPlane.grossLimit
        settings.netLimit = strategyPlane.netLimit
        settings.noTradeBand = strategyPlane.noTradeBand
        settings.volTarget = strategyPlane.volTarget
        settings.lotSize = strategyPlane.lotSize
        settings.barDuration = strategyPlane.barDuration
        // A change larger than the order plane lets through at once goes in several orders.
        settings.maxOrderNotional = orderPlane.risk.maxOrderNotional
        settings.horizons.ofiHalfLife = strategyPlane.horizons.ofiHalfLife
        settings.horizons.tsxShort = strategyPlane.horizons.tsxShort
        settings.horizons.tsxLong = strategyPlane.horizons.tsxLong
        settings.horizons.posLong = strategyPlane.horizons.posLong
        settings.horizons.zWindow = strategyPlane.horizons.zWindow
        settings.horizons.icWindow = strategyPlane.horizons.icWindow
        settings.horizons.icHorizon = strategyPlane.horizons.icHorizon
        return settings
    }

    var orderSettings: OrderPlane.Settings {
        let limits = orderPlane.risk
        let paper = orderPlane.paper
        return OrderPlane.Settings(
            risk: RiskSettings(
                maxOrderQty: limits.maxOrderQty, maxOrderNotional: limits.maxOrderNotional,
                priceCollarPct: limits.priceCollarPct,
                maxPriceAge: limits.maxPriceAge.nanoseconds,
                maxPositionNotional: limits.maxPositionNotional,
                maxGrossExposure: limits.maxGrossExposure,
                maxNetExposure: limits.maxNetExposure, maxOpenOrders: limits.maxOpenOrders,
                maxOrdersPerSecond: limits.maxOrdersPerSecond, burst: limits.burst,
                maxIntentAge: limits.maxIntentAge.nanoseconds, allowShort: limits.allowShort,
                restricted: limits.restricted),
            paper: PaperSettings(
                commissionPerShare: paper.commissionPerShare,
                commissionMin: paper.commissionMin, seed: UInt64(paper.seed),
                latency: paper.latency.nanoseconds, maxWalk: paper.maxWalk,
                tickSize: paper.tickSize, povCap: paper.povCap.decimal,
                spreadBps: paper.spreadBps.decimal,
                maxQuoteAge: limits.maxPriceAge.nanoseconds))
    }
}

extension Double {
    /// The nearest decimal of nine places, for fractions of the configuration.
    fileprivate var decimal: Decimal9 { Decimal9(nanos: Int64((self * 1e9).rounded())) }
}
