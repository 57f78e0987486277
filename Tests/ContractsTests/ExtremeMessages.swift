import Contracts

/// Messages of every kind with the ends of what their types hold: the encoder must write what no
/// contract allows, too.
struct ExtremeMessages {
    private var generator: SeededGenerator

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

    private mutating func maybe<T>(_ value: T) -> T? {
        Int.random(in: 0..<4, using: &generator) == 0 ? nil : value
    }

    private mutating func one<T>(of values: [T]) -> T {
        values[Int.random(in: 0..<values.count, using: &generator)]
    }

    private mutating func pick<C: CaseIterable>() -> C where C.AllCases == [C] {
        one(of: C.allCases)
    }

    mutating func number() -> Int64 {
        let power = one(
            of: (0...18).map { exponent in
                (0..<exponent).reduce(1 as Int64) { product, _ in product * 10 }
            })
        let near = power * .random(in: 1...9, using: &generator)
        let random = Int64.random(in: .min ... .max, using: &generator)
        return one(of: [
            0, 1, -1, .min, .max, power, -power, power - 1, near, -near, near + 1,
            random, random >> Int64.random(in: 0..<63, using: &generator),
            // Prices of two and of four places, and just beside them.
            random % 1_000_000 * 10_000_000, random % 100_000_000 * 100_000,
            random % 100_000_000 * 100_000 + 1,
        ])
    }

    private mutating func decimal() -> Decimal9 { Decimal9(nanos: number()) }

    mutating func time() -> Timestamp {
        let day = Int64.random(in: -106_000...106_000, using: &generator)
        let seconds = day * 86_400 + one(of: [0, 1, 59, 60, 3599, 3600, 43_200, 86_399])
        let places = one(of: [1, 10, 1000, 10_000, 1_000_000, 100_000_000] as [Int64])
        let fraction = Int64.random(in: 0..<1_000_000_000, using: &generator) / places * places
        return Timestamp(
            nanoseconds: one(of: [
                seconds * 1_000_000_000, seconds * 1_000_000_000 + fraction,
                seconds * 1_000_000_000 - 1, number(),
            ]))
    }

    private mutating func double() -> Double {
        let any = Double(bitPattern: .random(in: .min ... .max, using: &generator))
        return one(of: [
            0, -0.0, 1, 0.99, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, -2.5e-300,
            -0.00012345678901234567, 9_007_199_254_740_994, any.isFinite ? any : 0.1,
        ])
    }

    private mutating func id() -> MessageID {
        let words = [0, .max, 0x0123_4567_89AB_CDEF, generator.next()] as [UInt64]
        return MessageID(high: one(of: words), low: one(of: words))
    }

    private mutating func symbol() -> Symbol {
        let count = Int.random(in: 1...Symbol.maxLength, using: &generator)
        let bytes = (0..<count).map { _ in UInt8.random(in: 0x20..<0x7F, using: &generator) }
        let kept = bytes.filter { $0 != 0x22 && $0 != 0x5C }
        return Symbol(utf8: kept.span) ?? "A"
    }

    /// Of plain characters, of any, or of those alone that take the most room.
    private mutating func text() -> String {
        let controls = (0..<0x20).compactMap { Unicode.Scalar($0 as UInt32) }
        let plain: [Unicode.Scalar] = ["a", "Z", "0", " ", "/", "\u{7F}", "é", "€", "😀", "\u{85}"]
        let alphabet = one(of: [plain, plain + controls + ["\"", "\\"], controls, ["\u{1F}"]])
        let count = one(of: [
            0, 1, 7, 8, 9, 16, .random(in: 0...24, using: &generator),
            .random(in: 0...300, using: &generator),
        ])
        var text = String.UnicodeScalarView()
        for _ in 0..<count { text.append(one(of: alphabet)) }
        return String(text)
    }

    private mutating func levels() -> [PriceLevel] {
        let count = one(of: [0, 1, 2, Level2.maxLevels, Level2.maxLevels + 10])
        return (0..<count).map { _ in PriceLevel(price: decimal(), size: decimal()) }
    }

    private mutating func metadata() -> EventMetadata {
        EventMetadata(
            producerId: maybe(text()), sequenceNumber: maybe(number()),
            kafkaTopic: maybe(text()), kind: maybe(pick()))
    }

    private mutating func quality() -> DataQuality {
        DataQuality(completenessScore: double(), freshnessMs: number(), source: pick())
    }

    private mutating func bar() -> BarEvent {
        BarEvent(
            symbol: symbol(), timestamp: time(), open: decimal(), high: decimal(),
            low: decimal(), close: decimal(), volume: number(), duration: pick(),
            assetClass: pick(), exchange: maybe(text()), currency: text(),
            dataQuality: maybe(quality()), metadata: maybe(metadata()))
    }

    private mutating func tick() -> TickEvent {
        TickEvent(
            symbol: symbol(), timestamp: time(), bid: decimal(), ask: decimal(),
            bidSize: decimal(), askSize: decimal(), last: maybe(decimal()),
            lastSize: maybe(decimal()), level2: maybe(Level2(bids: levels(), asks: levels())),
            dataQuality: maybe(quality()), metadata: maybe(metadata()))
    }

    private mutating func ofi() -> OfiEvent {
        OfiEvent(
            symbol: symbol(), timestamp: time(), ofiZ: double(), ofiRaw: maybe(double()),
            ofiMa: maybe(double()), ofiStd: maybe(double()), windowMs: maybe(number()),
            eventCount: maybe(number()), metadata: maybe(metadata()))
    }

    private mutating func intent() -> OrderIntent {
        OrderIntent(
            intentId: id(), symbol: symbol(), direction: pick(), quantity: decimal(),
            orderType: pick(), timestamp: time(), strategyId: pick(),
            limitPrice: maybe(decimal()), stopPrice: maybe(decimal()), timeInForce: pick(),
            urgency: pick(), targetWeight: maybe(double()), currentWeight: maybe(double()),
            signalStrength: maybe(double()),
            riskChecks: maybe(
                RiskChecks(
                    withinBoxLimit: chance(), withinGrossLimit: chance(),
                    withinNetLimit: chance(), pnlKillSwitch: chance(),
                    drawdownKillSwitch: chance())),
            executionParams: maybe(
                ExecutionParams(povCap: double(), advCap: double(), maxSlippageBps: double())),
            metadata: maybe(
                IntentMetadata(
                    portfolioId: maybe(text()), regime: maybe(pick()),
                    kafkaTopic: maybe(text()))))
    }

    private mutating func report() -> ExecutionReport {
        let fills = (0..<one(of: [0, 1, 2, 40])).map { _ in
            Fill(
                fillId: text(), quantity: decimal(), price: decimal(), timestamp: time(),
                commission: maybe(decimal()))
        }
        return ExecutionReport(
            reportId: id(), intentId: id(), orderId: text(), symbol: symbol(), status: pick(),
            timestamp: time(), direction: maybe(pick()), submittedTimestamp: maybe(time()),
            acknowledgedTimestamp: maybe(time()), filledTimestamp: maybe(time()),
            requestedQuantity: maybe(decimal()), filledQuantity: decimal(),
            remainingQuantity: maybe(decimal()), averageFillPrice: maybe(decimal()),
            limitPrice: maybe(decimal()), commission: decimal(), slippageBps: maybe(double()),
            executionCosts: maybe(
                ExecutionCosts(
                    commission: decimal(), slippage: maybe(double()),
                    marketImpact: maybe(double()), totalCostBps: maybe(double()))),
            rejectReason: maybe(text()), errorMessage: maybe(text()), fills: maybe(fills),
            latencyMetrics: maybe(
                LatencyMetrics(
                    intentToSubmitMs: maybe(number()), submitToAckMs: maybe(number()),
                    ackToFillMs: maybe(number()), totalLatencyMs: maybe(number()))),
            metadata: maybe(
                ReportMetadata(
                    broker: maybe(text()), accountId: maybe(text()), revisionOf: maybe(text()),
                    kafkaTopic: maybe(text()))))
    }

    private mutating func raw() -> MarketRaw {
        let bar = RawBar(
            open: decimal(), high: decimal(), low: decimal(), close: decimal(),
            volume: decimal(), average: decimal(), count: number())
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
            default: .depth(bids: levels(), asks: levels())
            }
        return MarketRaw(
            symbol: symbol(), time: time(), conId: maybe(number()), secType: maybe(text()),
            exchange: maybe(text()), currency: maybe(text()), source: maybe(text()),
            shape: shape)
    }
}
