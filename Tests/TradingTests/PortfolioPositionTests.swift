import Contracts
import Testing

@testable import Trading

@Suite struct PortfolioPositionTests {
    private struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Signed quantity and price of each fill.
        let fills: [(Int, Double)]
        let quantity: Int
        let average: Double?
        let realised: Double
    }

    private static let rows = [
        Row(testDescription: "a long", fills: [(100, 10)], quantity: 100, average: 10, realised: 0),
        Row(
            testDescription: "added to at another price", fills: [(100, 10), (300, 12)],
            quantity: 400, average: 11.5, realised: 0),
        Row(
            testDescription: "a long reduced with profit", fills: [(100, 10), (-40, 12)],
            quantity: 60, average: 10, realised: 80),
        Row(
            testDescription: "a long closed with loss", fills: [(100, 10), (-100, 9.5)],
            quantity: 0, average: nil, realised: -50),
        Row(
            testDescription: "a short", fills: [(-100, 10), (-100, 11)], quantity: -200,
            average: 10.5, realised: 0),
        Row(
            testDescription: "a short reduced with profit", fills: [(-100, 10), (25, 8)],
            quantity: -75, average: 10, realised: 50),
        Row(
            testDescription: "a flip from long to short", fills: [(100, 10), (-150, 12)],
            quantity: -50, average: 12, realised: 200),
        Row(
            testDescription: "a flip from short to long", fills: [(-100, 10), (300, 12)],
            quantity: 200, average: 12, realised: -200),
        Row(
            testDescription: "flips there and back",
            fills: [(10, 10), (-20, 11), (20, 9), (-10, 9)],
            quantity: 0, average: nil, realised: 30),
    ]

    @Test("average cost", arguments: rows)
    private func averageCost(row: Row) throws {
        var position = Position()
        for (quantity, price) in row.fills {
            let units = Decimal9(quantity)
            try position.apply(units, costNano2: units.product(StrategyKit.decimal(price)))
        }
        #expect(position.quantity == Decimal9(row.quantity))
        #expect(position.averageEntry == row.average.map(StrategyKit.decimal))
        #expect(Decimal9(nano2: position.realisedNano2) == StrategyKit.decimal(row.realised))
    }

    @Test("an average that has no end loses nothing")
    func endlessAverage() throws {
        var position = Position()
        // 3 units for 10, then sold one by one at 4: profit 12 − 10, exactly.
        try position.apply(Decimal9(3), costNano2: Decimal9(10).product(.one))
        #expect(position.averageEntry == Decimal9(nanos: 3_333_333_333))
        for _ in 0..<3 { try position.apply(Decimal9(-1), costNano2: -Decimal9(4).product(.one)) }
        #expect(position.realisedNano2 == Decimal9(2).product(.one))
        #expect(position.costNano2 == 0)
    }

    @Test("unrealised profit of long and short, and commission")
    func unrealised() throws {
        var position = Position()
        try position.apply(Decimal9(-10), costNano2: -Decimal9(10).product(Decimal9(20)))
        #expect(Decimal9(nano2: position.unrealisedNano2(at: Decimal9(18))) == Decimal9(20))
        try position.charge(Decimal9(3))
        try position.charge(Decimal9(-1))
        #expect(position.commission == Decimal9(2))
        #expect(Decimal9(nano2: position.netRealisedNano2) == Decimal9(-2))
    }

    @Test(
        "a share is exact to half even over 256 bits",
        arguments: [
            (10, 1, 4, 2), (14, 1, 4, 4), (-10, 1, 4, -2), (-14, 1, 4, -4), (7, 7, 7, 7),
            (7, 0, 7, 0), (11, 1, 4, 3),
            (.max, UInt64(1) << 62, UInt64(1) << 63, Int128(1) << 126),
            (
                -.max, 999_999_999, 1_000_000_000,
                -170_141_183_290_328_048_271_218_071_984_196_802_011
            ),
        ] as [(Int128, UInt64, UInt64, Int128)])
    func share(amount: Int128, part: UInt64, whole: UInt64, expected: Int128) {
        #expect(amount.share(part, of: whole) == expected)
    }

    @Test("what does not fit is refused, not wrapped")
    func overflow() throws {
        var position = Position()
        try position.apply(.max, costNano2: Int128.max)
        #expect(throws: StrategyFault.self) { try position.apply(.one, costNano2: 0) }
        #expect(throws: StrategyFault.self) {
            var other = Position()
            try other.apply(.one, costNano2: Int128.max)
            try other.apply(.one, costNano2: 1)
        }
        #expect(position.quantity == .max)
        #expect(position.unrealisedNano2(at: .max) < 0)
    }

    @Test("realised + unrealised is the cash of all fills plus the value held, to the last nano²")
    func cashIdentity() throws {
        let seed: UInt64 = 20_260_101
        print("seed \(seed)")
        var random = StrategyRandom(seed: seed)
        for _ in 0..<200 {
            var position = Position()
            var cash: Int128 = 0
            for _ in 0..<200 {
                let size = Int64.random(in: 1...5_000_000_000_000, using: &random)
                let change = Decimal9(nanos: Bool.random(using: &random) ? size : -size)
                let price = Decimal9(
                    nanos: Int64.random(in: 1...900_000_000_000, using: &random))
                try position.apply(change, costNano2: change.product(price))
                cash -= change.product(price)
                let value = position.quantity.product(price)
                let profit = position.realisedNano2 + position.unrealisedNano2(at: price)
                try #require(profit == cash + value)
                try #require(position.quantity.isNegative == (position.costNano2 < 0))
            }
        }
    }
}
