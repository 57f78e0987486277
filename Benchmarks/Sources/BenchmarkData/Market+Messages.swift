public import Contracts

/// The other messages, filled as their producers fill them. No text is longer than the fifteen
/// bytes that a Swift string holds inline.
extension Market {
    /// The next quote, without depth.
    public mutating func tick() -> TickEvent {
        let step = step()
        let bid = Decimal9(cents: step.close)
        let ask = Decimal9(cents: step.close + .random(in: 1...3, using: &generator))
        var tick = TickEvent(
            symbol: step.symbol, timestamp: time(step), bid: bid, ask: ask, bidSize: lots(),
            askSize: lots())
        if generator.chance(40) {
            tick.last = generator.pick([bid, ask])
            tick.lastSize = lots()
        }
        if generator.chance(30) { tick.dataQuality = quality() }
        if generator.chance(50) {
            tick.metadata = metadata(step.sequence)
            tick.metadata?.kind = tick.last == nil ? .quote : .trade
        }
        return tick
    }

    /// The next quote with ten levels a side.
    public mutating func deepTick() -> TickEvent {
        var tick = tick()
        let cent = Decimal9(cents: 1)
        let bid = tick.bid
        let ask = tick.ask
        func levels(_ best: Decimal9, _ step: Decimal9) -> [PriceLevel] {
            var price = best
            return (0..<10).map { _ in
                defer { price += step }
                return PriceLevel(price: price, size: lots())
            }
        }
        tick.level2 = Level2(bids: levels(bid, -cent), asks: levels(ask, cent))
        return tick
    }

    /// The next order-flow event; its numbers have all the digits that statistics give them.
    public mutating func ofi() -> OfiEvent {
        let step = step()
        let mean = generator.normal() * 100
        let deviation = abs(generator.normal()) * 500 + 1
        let z = generator.normal()
        return OfiEvent(
            symbol: step.symbol,
            timestamp: Timestamp(nanoseconds: step.seconds * 1_000_000_000), ofiZ: z,
            ofiRaw: mean + z * deviation, ofiMa: mean, ofiStd: deviation, windowMs: 10_000,
            eventCount: .random(in: 0...4000, using: &generator),
            metadata: generator.chance(70) ? metadata(step.sequence) : nil)
    }

    public mutating func intent() -> OrderIntent {
        let step = step()
        let type = generator.pick(OrderType.allCases)
        var intent = OrderIntent(
            intentId: id(), symbol: step.symbol, direction: generator.pick([.buy, .sell]),
            quantity: lots(), orderType: type, timestamp: time(step),
            strategyId: generator.pick([.ofi, .tsx, .pos, .composite]),
            limitPrice: type.needsLimitPrice ? Decimal9(cents: step.low) : nil,
            stopPrice: type.needsStopPrice ? Decimal9(cents: step.high) : nil,
            urgency: generator.pick([.normal, .normal, .high]))
        intent.targetWeight = .random(in: -0.25...0.25, using: &generator)
        intent.currentWeight = .random(in: -0.25...0.25, using: &generator)
        intent.signalStrength = .random(in: 0...1, using: &generator)
        if generator.chance(80) {
            intent.riskChecks = RiskChecks(
                withinBoxLimit: true, withinGrossLimit: true, withinNetLimit: true,
                pnlKillSwitch: false, drawdownKillSwitch: false)
            intent.executionParams = ExecutionParams()
            intent.metadata = IntentMetadata(portfolioId: "main", regime: .normal)
        }
        return intent
    }

    /// The next report: an acknowledgement, or a fill with its executions.
    public mutating func report() -> ExecutionReport {
        let step = step()
        let quantity = lots()
        var report = ExecutionReport(
            reportId: id(), intentId: id(), orderId: "IBKR_\(10_000_000 + step.sequence)",
            symbol: step.symbol, status: .acknowledged, timestamp: time(step), direction: .buy,
            requestedQuantity: quantity, remainingQuantity: quantity)
        report.submittedTimestamp = time(step)
        report.acknowledgedTimestamp = time(step)
        guard generator.chance(60) else { return report }
        let price = Decimal9(cents: step.close)
        report.status = .filled
        report.filledTimestamp = time(step)
        report.filledQuantity = quantity
        report.remainingQuantity = .zero
        report.averageFillPrice = price
        report.commission = Decimal9(cents: 100)
        report.slippageBps = generator.normal()
        report.fills = [
            Fill(
                fillId: "F\(step.sequence)", quantity: quantity, price: price,
                timestamp: time(step), commission: Decimal9(cents: 100))
        ]
        report.latencyMetrics = LatencyMetrics(
            intentToSubmitMs: 3, submitToAckMs: 12, ackToFillMs: 85, totalLatencyMs: 100)
        report.metadata = ReportMetadata(broker: "IBKR", accountId: "DU123456")
        return report
    }

    /// A time inside the step's minute, with microseconds.
    mutating func time(_ step: Step) -> Timestamp {
        let micros = step.seconds * 1_000_000 + .random(in: 0..<60_000_000, using: &generator)
        return Timestamp(nanoseconds: micros * 1000)
    }

    mutating func lots() -> Decimal9 {
        Decimal9(Int.random(in: 1...80, using: &generator) * 100)
    }

    private mutating func id() -> MessageID {
        MessageID(hashHigh: generator.next(), hashLow: generator.next())
    }
}
