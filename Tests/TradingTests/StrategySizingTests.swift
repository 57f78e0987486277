import Contracts
import Testing

@testable import Trading

@Suite struct StrategySizingTests {
    @Test(
        "quantity is the change of weight in whole lots, rounded toward zero",
        arguments: [
            ("0.1", "100", "1", "1000"), ("0.1", "99.99", "1", "1000"), ("-0.1", "101", "1", "990"),
            ("0.1", "101", "100", "900"), ("0.0000005", "1", "1", "0"),
            ("0.1", "30000", "0.001", "3.333"), ("0.25", "0.000001", "1", nil),
        ] as [(String, String, String, String?)])
    func quantity(change: String, price: String, lot: String, expected: String?) {
        func decimal(_ text: String) -> Decimal9 { StrategyKit.decimal(Double(text) ?? .nan) }
        let found = Sizing.quantity(
            decimal(change), price: decimal(price), equity: Decimal9(1_000_000), lot: decimal(lot))
        #expect(found == expected.map(decimal))
    }

    @Test("a weight is quantity times price over equity")
    func weight() {
        let weight = Sizing.weight(
            Decimal9(-500), price: Decimal9(150), equity: Decimal9(1_000_000))
        #expect(weight == StrategyKit.decimal(-0.075))
    }

    @Test(
        "targets are clipped to the box, then scaled to gross and net",
        arguments: [
            ([0.1, 0.2], 2.0, 2.0, [0.1, 0.2]),
            ([0.9, -7, .infinity], 2.0, 2.0, [0.25, -0.25, 0.25]),
            ([0.25, -0.25, 0.25, -0.25], 0.5, 2.0, [0.125, -0.125, 0.125, -0.125]),
            ([0.2, 0.2], 2.0, 0.1, [0.05, 0.05]),
            ([-0.2, -0.2], 2.0, 0.1, [-0.05, -0.05]),
            ([0.2, 0.2, -0.1], 0.25, 0.25, [0.1, 0.1, -0.05]),
            ([0.2, 0.2, -0.1], 0.4, 0.15, [0.1, 0.1, -0.05]),
        ])
    func limits(wanted: [Double], gross: Double, net: Double, allowed: [Double]) {
        var book = TargetBook(box: 0.25, gross: gross, net: net)
        for (index, weight) in wanted.enumerated() { book.want(weight, index: index) }
        #expect(wanted.indices.map { book.allowed($0).double } == allowed)
        #expect(book.allowed(wanted.count) == .zero)
    }

    @Test("the book keeps its limits whatever is asked for in whatever order")
    func limitsAlwaysHold() {
        let seed: UInt64 = 7
        print("seed \(seed)")
        var random = StrategyRandom(seed: seed)
        var book = TargetBook(box: 0.25, gross: 2, net: 0.8)
        for _ in 0..<5000 {
            book.want(
                Double.random(in: -0.5...0.6, using: &random),
                index: Int.random(in: 0..<30, using: &random))
            let weights = (0..<30).map { book.allowed($0).nanos }
            #expect(weights.reduce(0) { $0 + abs($1) } <= 2_000_000_000)
            #expect(abs(weights.reduce(0, +)) <= 800_000_000 + 30)
            #expect(weights.allSatisfy { abs($0) <= 250_000_000 })
        }
    }

    @Test("the defaults make a machine; every mistake is named")
    func problems() {
        #expect(StrategySettings().problems.isEmpty)
        let table: [(inout StrategySettings) -> Void] = [
            { $0.strategies = [] }, { $0.strategies = [.composite] },
            { $0.strategies = [.ofi, .tsx] }, { $0.strategies = [.ofi, .ofi, .composite] },
            { $0.strategies = [.ern] }, { $0.equity = .zero }, { $0.boxLimit = 1.5 },
            { $0.grossLimit = .nan }, { $0.netLimit = 0 }, { $0.noTradeBand = -0.1 },
            { $0.volTarget = 0 }, { $0.lotSize = .zero }, { $0.maxSymbols = 0 },
            { $0.maxOrderNotional = .zero }, { $0.maxClosedOrders = 0 },
            { $0.horizons.tsxShort = 120 }, { $0.horizons.zWindow = 1 },
            { $0.horizons.icWindow = 10_001 },
        ]
        for spoil in table {
            var settings = StrategySettings()
            spoil(&settings)
            #expect(settings.problems.count == 1, "\(settings.problems)")
        }
    }
}
