import Contracts

@testable import Trading

/// Random intents and markets for the order plane.
enum OrdersRandom {
    typealias M = OrderMade

    static let symbols: [Symbol] = ["AAA", "BBB", "CCC"]

    /// xorshift64*: a small generator that is the same everywhere.
    struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % sides
        }
    }

    static func price(_ cents: Int) -> Decimal9 {
        Decimal9(nanos: Int64(cents) * 10_000_000)
    }

    /// 1500 steps: two symbols by ticks, one by bars.
    static func run(seed: UInt64) throws -> OrdersPlane {
        var dice = Dice(state: seed)
        var plane = OrdersPlane(
            limits: RiskSettings(
                maxPositionNotional: Decimal9(60_000), maxGrossExposure: Decimal9(120_000),
                maxNetExposure: Decimal9(80_000), maxOpenOrders: 12,
                allowShort: seed % 2 == 1))
        var cents = [10_000, 5_000, 2_000]
        var ms: Int64 = 1_000
        for step in 0..<1_500 {
            ms += Int64(dice.roll(400))
            let place = dice.roll(3)
            let symbol = symbols[place]
            switch dice.roll(10) {
            case 0..<6:
                cents[place] += dice.roll(9) - 4
                if place == 2 { try plane.market(bar(symbol, cents[2], ms, &dice)) }
                if place < 2 { try plane.market(tick(symbol, cents[place], ms, &dice)) }
            case 6..<9:
                try plane.intent(
                    intent(step, symbol, cents[place], ms, &dice), wall: M.at(ms))
            default:
                if dice.roll(3) == 0 { try plane.cancel(.symbol(symbol)) }
                try plane.quiet()
            }
        }
        return plane
    }

    static func tick(_ symbol: Symbol, _ cents: Int, _ ms: Int64, _ dice: inout Dice) -> TickEvent {
        let ask = cents + dice.roll(4)
        let isTrade = dice.roll(2) == 0
        return TickEvent(
            symbol: symbol, timestamp: M.at(ms), bid: price(cents), ask: price(ask),
            bidSize: Decimal9(dice.roll(400)), askSize: Decimal9(dice.roll(400)),
            last: isTrade ? price(cents - 2 + dice.roll(6)) : nil,
            lastSize: isTrade ? Decimal9(dice.roll(600)) : nil,
            metadata: EventMetadata(kind: isTrade ? .trade : .quote))
    }

    static func bar(_ symbol: Symbol, _ cents: Int, _ ms: Int64, _ dice: inout Dice) -> BarEvent {
        let close = cents + dice.roll(11) - 5
        return BarEvent(
            symbol: symbol, timestamp: M.at(ms), open: price(cents),
            high: price(max(cents, close) + dice.roll(5)),
            low: price(min(cents, close) - dice.roll(5)), close: price(close),
            volume: Int64(dice.roll(3_000)), duration: .minute1)
    }

    static func intent(
        _ step: Int, _ symbol: Symbol, _ cents: Int, _ ms: Int64, _ dice: inout Dice
    ) -> OrderIntent {
        let isLimit = dice.roll(3) > 0
        return OrderIntent(
            // One in twenty repeats an earlier id.
            intentId: M.id(dice.roll(20) == 0 ? step / 2 : step), symbol: symbol,
            direction: dice.roll(2) == 0 ? .buy : .sell,
            quantity: Decimal9(nanos: Int64(1 + dice.roll(700)) * 500_000_000),
            orderType: isLimit ? .limit : .market, timestamp: M.at(ms), strategyId: .composite,
            limitPrice: isLimit ? price(cents + dice.roll(31) - 15) : nil,
            timeInForce: TimeInForce.allCases[dice.roll(4)])
    }
}
