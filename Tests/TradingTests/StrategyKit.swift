import Contracts
import Trading

/// Events, settings and random numbers for the strategy suites.
enum StrategyKit {
    static let dayNs: Int64 = 86_400_000_000_000

    static func time(_ step: Int, _ stepNs: Int64 = dayNs) -> Timestamp {
        Timestamp(nanoseconds: 1_700_000_000_000_000_000 + Int64(step) * stepNs)
    }

    static func place(_ offset: Int, _ partition: Int32 = 0) -> Place {
        Place(topic: "market_events", partition: partition, offset: Int64(offset))
    }

    static func bar(
        _ symbol: Symbol, _ step: Int, _ close: Double, _ duration: BarDuration = .day1
    ) -> BarEvent {
        let price = decimal(close)
        return BarEvent(
            symbol: symbol, timestamp: time(step), open: price, high: price, low: price,
            close: price, volume: 1000, duration: duration)
    }

    static func tick(_ symbol: Symbol, _ nanoseconds: Timestamp, _ mid: Double) -> TickEvent {
        let price = decimal(mid)
        let half = Decimal9(nanos: 5_000_000)
        return TickEvent(
            symbol: symbol, timestamp: nanoseconds, bid: price - half, ask: price + half,
            bidSize: .one, askSize: .one)
    }

    static func decimal(_ value: Double) -> Decimal9 {
        Decimal9(nanos: Int64((value * 1e9).rounded()))
    }

    /// One signal alone with windows so short that a table can follow them.
    static func settings(_ strategies: StrategyID...) -> StrategySettings {
        var settings = StrategySettings()
        settings.strategies = strategies
        settings.horizons.ofiHalfLife = 1
        settings.horizons.tsxShort = 1
        settings.horizons.tsxLong = 2
        settings.horizons.posLong = 2
        settings.horizons.zWindow = 2
        settings.horizons.icWindow = 4
        settings.horizons.icHorizon = 2
        settings.horizons.volWindow = 4
        return settings
    }

    static func report(
        _ intent: OrderIntent, _ status: OrderStatus, step: Int = 0, filled: Decimal9 = .zero,
        average: Decimal9? = nil, commission: Decimal9 = .zero, fills: [Fill]? = nil
    ) -> ExecutionReport {
        ExecutionReport(
            reportId: MessageID(high: 1, low: UInt64(step)), intentId: intent.intentId,
            orderId: "1", symbol: intent.symbol, status: status, timestamp: time(step, 1),
            direction: intent.direction, requestedQuantity: intent.quantity,
            filledQuantity: filled, averageFillPrice: average, commission: commission,
            fills: fills)
    }

    static func intent(
        _ low: UInt64, _ direction: Direction, _ quantity: Decimal9, _ symbol: Symbol = "SPY"
    ) -> OrderIntent {
        OrderIntent(
            intentId: MessageID(high: 7, low: low), symbol: symbol, direction: direction,
            quantity: quantity, orderType: .market, timestamp: time(0), strategyId: .composite)
    }

    static func fill(_ quantity: Decimal9, _ price: Decimal9, _ commission: Decimal9? = nil) -> Fill
    {
        Fill(
            fillId: "f", quantity: quantity, price: price, timestamp: time(0),
            commission: commission)
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers from the same seed anywhere.
struct StrategyRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
