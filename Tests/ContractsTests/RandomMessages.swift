import Contracts

/// Legal messages of every kind, with every field now there and now absent.
struct RandomMessages {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(state: seed)
    }

    mutating func next(_ topic: Topic) -> Message {
        switch topic {
        case .marketRaw: .raw(raw())
        case .marketEvents: chance() ? .bar(bar()) : .tick(tick())
        case .ofiEvents: .ofi(ofi())
        case .orderIntents: .intent(intent())
        case .execReports: .report(report())
        }
    }

    private mutating func chance() -> Bool { .random(using: &generator) }

    private mutating func maybe<T>(_ value: T) -> T? { chance() ? value : nil }

    private mutating func pick<C: CaseIterable>() -> C {
        guard let choice = C.allCases.randomElement(using: &generator) else {
            preconditionFailure("\(C.self) has no cases")
        }
        return choice
    }

    private mutating func whole(_ range: ClosedRange<Int64>) -> Int64 {
        let wide = Int64.random(in: range, using: &generator)
        let narrow = wide >> Int64.random(in: 0..<60, using: &generator)
        return range.contains(narrow) ? narrow : wide
    }

    private mutating func decimal(least: Int64 = .min) -> Decimal9 {
        Decimal9(nanos: whole(least ... .max))
    }

    private mutating func double(_ range: ClosedRange<Double>) -> Double {
        let wide = Double(bitPattern: .random(in: .min ... .max, using: &generator))
        return range.contains(wide) ? wide : .random(in: range, using: &generator)
    }

    private mutating func anyDouble() -> Double { double(-1e300...1e300) }

    private mutating func time() -> Timestamp {
        Timestamp(nanoseconds: whole(.min ... .max))
    }

    private mutating func id() -> MessageID {
        MessageID(
            high: .random(in: .min ... .max, using: &generator),
            low: .random(in: .min ... .max, using: &generator))
    }

    private mutating func text(_ counts: ClosedRange<Int> = 0...20) -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{8}", "\u{1F}",
            "\u{7F}", "é", "e\u{301}", "€", "😀", "\u{FFFF}", "\u{10FFFF}", "\u{E000}", "\u{85}",
        ].flatMap { $0.unicodeScalars }
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: counts, using: &generator) {
            text.append(alphabet.randomElement(using: &generator) ?? "a")
        }
        return String(text)
    }

    private mutating func symbol(inside: String = "AZ09.-_") -> Symbol {
        let ends = Array("AMZ059")
        let middle = Array(inside)
        let count = Int.random(in: 1...20, using: &generator)
        let characters = (0..<count).map { index in
            (index == 0 || index == count - 1 ? ends : middle)
                .randomElement(using: &generator) ?? "A"
        }
        return Symbol(String(characters)) ?? "A"
    }

    private mutating func levels(_ count: Int, _ sort: (Int64, Int64) -> Bool) -> [PriceLevel] {
        var prices: Set<Int64> = []
        for _ in 0..<count { prices.insert(whole(1 ... .max)) }
        return prices.sorted(by: sort).map {
            PriceLevel(price: Decimal9(nanos: $0), size: decimal(least: 0))
        }
    }

    private mutating func count(_ most: Int) -> Int { .random(in: 0...most, using: &generator) }

    private mutating func eventMetadata(isTick: Bool) -> EventMetadata {
        EventMetadata(
            producerId: maybe(text()), sequenceNumber: maybe(whole(0 ... .max)),
            kafkaTopic: maybe(text()), kind: isTick ? maybe(pick()) : nil)
    }

    private mutating func quality() -> DataQuality {
        DataQuality(
            completenessScore: double(0...1), freshnessMs: whole(0 ... .max), source: pick())
    }

    mutating func bar() -> BarEvent {
        let prices = (0..<4).map { _ in Decimal9(nanos: whole(1000 ... .max)) }.sorted()
        return BarEvent(
            symbol: symbol(), timestamp: time(), open: prices[1], high: prices[3],
            low: prices[0], close: prices[2], volume: whole(0 ... .max), duration: pick(),
            assetClass: pick(), exchange: maybe(text(0...32)), currency: "EUR",
            dataQuality: maybe(quality()), metadata: maybe(eventMetadata(isTick: false)))
    }

    mutating func tick() -> TickEvent {
        let prices = [decimal(least: 1), decimal(least: 1)].sorted()
        return TickEvent(
            symbol: symbol(), timestamp: time(), bid: prices[0], ask: prices[1],
            bidSize: decimal(least: 0), askSize: decimal(least: 0),
            last: maybe(decimal(least: 1)), lastSize: maybe(decimal(least: 0)),
            level2: maybe(Level2(bids: levels(count(50), >), asks: levels(count(50), <))),
            dataQuality: maybe(quality()), metadata: maybe(eventMetadata(isTick: true)))
    }

    mutating func ofi() -> OfiEvent {
        OfiEvent(
            symbol: symbol(), timestamp: time(), ofiZ: anyDouble(), ofiRaw: maybe(anyDouble()),
            ofiMa: maybe(anyDouble()), ofiStd: maybe(double(0...1e300)),
            windowMs: maybe(whole(1 ... .max)), eventCount: maybe(whole(0 ... .max)),
            metadata: maybe(eventMetadata(isTick: false)))
    }

    mutating func intent() -> OrderIntent {
        let type: OrderType = pick()
        return OrderIntent(
            intentId: id(), symbol: symbol(), direction: pick(), quantity: decimal(least: 1),
            orderType: type, timestamp: time(), strategyId: pick(),
            limitPrice: type.needsLimitPrice ? decimal(least: 1) : maybe(decimal(least: 1)),
            stopPrice: type.needsStopPrice ? decimal(least: 1) : maybe(decimal(least: 1)),
            timeInForce: pick(), urgency: pick(), targetWeight: maybe(double(-1...1)),
            currentWeight: maybe(double(-1...1)), signalStrength: maybe(double(0...1)),
            riskChecks: maybe(
                RiskChecks(
                    withinBoxLimit: chance(), withinGrossLimit: chance(),
                    withinNetLimit: chance(), pnlKillSwitch: chance(),
                    drawdownKillSwitch: chance())),
            executionParams: maybe(
                ExecutionParams(
                    povCap: double(0...1), advCap: double(0...1),
                    maxSlippageBps: double(0...1e300))),
            metadata: maybe(
                IntentMetadata(
                    portfolioId: maybe(text()), regime: maybe(pick()),
                    kafkaTopic: maybe(text()))))
    }

    mutating func report() -> ExecutionReport {
        let quantities = [decimal(least: 1), decimal(least: 1)].sorted()
        let fills = (0..<count(4)).map { _ in
            Fill(
                fillId: text(), quantity: decimal(least: 1), price: decimal(least: 1),
                timestamp: time(), commission: maybe(decimal()))
        }
        return ExecutionReport(
            reportId: id(), intentId: id(), orderId: text(1...20), symbol: symbol(),
            status: pick(), timestamp: time(), direction: maybe(pick()),
            submittedTimestamp: maybe(time()), acknowledgedTimestamp: maybe(time()),
            filledTimestamp: maybe(time()), requestedQuantity: maybe(quantities[1]),
            filledQuantity: quantities[0], remainingQuantity: maybe(decimal(least: 0)),
            averageFillPrice: maybe(decimal(least: 1)), limitPrice: maybe(decimal(least: 1)),
            commission: decimal(), slippageBps: maybe(anyDouble()),
            executionCosts: maybe(
                ExecutionCosts(
                    commission: decimal(), slippage: maybe(anyDouble()),
                    marketImpact: maybe(anyDouble()), totalCostBps: maybe(anyDouble()))),
            rejectReason: maybe(text()), errorMessage: maybe(text(0...500)),
            fills: maybe(fills),
            latencyMetrics: maybe(
                LatencyMetrics(
                    intentToSubmitMs: maybe(whole(0 ... .max)),
                    submitToAckMs: maybe(whole(0 ... .max)),
                    ackToFillMs: maybe(whole(0 ... .max)),
                    totalLatencyMs: maybe(whole(0 ... .max)))),
            metadata: maybe(
                ReportMetadata(
                    broker: maybe(text()), accountId: maybe(text()), revisionOf: maybe(text()),
                    kafkaTopic: maybe(text()))))
    }

    mutating func raw() -> MarketRaw {
        let bar = RawBar(
            open: decimal(), high: decimal(), low: decimal(), close: decimal(),
            volume: decimal(), average: decimal(), count: whole(-1 ... .max))
        let shape: MarketRaw.Shape =
            switch Int.random(in: 0..<5, using: &generator) {
            case 0:
                .bidAsk(
                    RawBidAsk(
                        bidPrice: decimal(), askPrice: decimal(), bidSize: decimal(),
                        askSize: decimal(), bidPastLow: maybe(chance()),
                        askPastHigh: maybe(chance())))
            case 1: .allLast(price: decimal(), size: decimal())
            case 2: .realtimeBar(bar)
            case 3: .historicalBar(bar, size: pick())
            default: .depth(bids: levels(count(60), <), asks: levels(count(60), <))
            }
        return MarketRaw(
            symbol: symbol(inside: "AZ09.-_ "), time: time(), conId: maybe(whole(0 ... .max)),
            secType: maybe(text()), exchange: maybe(text()), currency: maybe(text()),
            source: maybe(text()), shape: shape)
    }
}
