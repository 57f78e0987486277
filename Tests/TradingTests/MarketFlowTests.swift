import Contracts
import Testing

@testable import Trading

@Suite("Order-flow imbalance of one event")
struct MarketFlowTests {
    /// Before: bid 100 × 5, ask 102 × 7. After: sizes 11 and 13.
    @Test(
        "the nine cases of price moves",
        arguments: [
            // bid, ask, e: the bid's part is +11, 11 − 5 or −5, the ask's −13, 7 − 13 or +7.
            (101, 101, 11 - 13), (101, 102, 11 + 7 - 13), (101, 103, 11 + 7),
            (100, 101, 11 - 5 - 13), (100, 102, 11 - 5 + 7 - 13), (100, 103, 11 - 5 + 7),
            (99, 101, -5 - 13), (99, 102, -5 + 7 - 13), (99, 103, -5 + 7),
        ])
    func cases(_ bid: Int, _ ask: Int, _ e: Int) {
        let old = top(100, 5, 102, 7)
        let flow = OrderFlow.imbalance(from: old, to: top(bid, 11, ask, 13))
        #expect(flow == Int128(e) * 1_000_000_000)
    }

    @Test("the largest sizes do not overflow")
    func extremes() {
        let old = BookTop(
            bid: PriceLevel(price: .one, size: .max), ask: PriceLevel(price: .one, size: .max))
        let new = BookTop(
            bid: PriceLevel(price: Decimal9(2), size: .max),
            ask: PriceLevel(price: Decimal9(2), size: .max))
        #expect(OrderFlow.imbalance(from: old, to: new) == 2 * Int128(Int64.max))
        #expect(OrderFlow.imbalance(from: new, to: old) == -2 * Int128(Int64.max))
    }

    @Test(
        "levels are summed, and one that is not there is infinitely far",
        arguments: [
            // levels, e: level 1 +3 −2, level 2 gone on the bid, come on the ask
            (1, 3 - 5 - (2 - 7)), (2, 3 - 5 - (2 - 7) - 4 - 9), (5, 3 - 5 - (2 - 7) - 4 - 9),
        ])
    func levels(_ levels: Int, _ e: Int) {
        let old = Level2(
            bids: RawFeed.levels([("10", "5"), ("9", "4")]), asks: RawFeed.levels([("11", "7")]))
        let new = Level2(
            bids: RawFeed.levels([("10", "3")]), asks: RawFeed.levels([("11", "2"), ("12", "9")]))
        let flow = OrderFlow.imbalance(from: old, to: new, levels: levels)
        #expect(flow == Int128(e) * 1_000_000_000)
    }

    @Test("of random books, levels are summed as so many best levels would be")
    func randomLevels() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        typealias Side = [(price: Int, size: Int)]
        func side(_ sign: Int) -> Side {
            (0..<Int.random(in: 0...4, using: &random)).map { place in
                let price = 100 + sign * (place * 3 + .random(in: 0...2, using: &random))
                return (price, .random(in: 0...9, using: &random))
            }
        }
        func book(_ bids: Side, _ asks: Side) -> Level2 {
            func levels(_ side: Side) -> [PriceLevel] {
                side.map { PriceLevel(price: Decimal9($0.price), size: Decimal9($0.size)) }
            }
            return Level2(bids: levels(bids), asks: levels(asks))
        }
        // A level that is not there is infinitely far and has nothing.
        func row(_ bids: Side, _ asks: Side, _ level: Int) -> FlowReference.Row {
            let bid = level < bids.count ? bids[level] : (0, 0)
            let ask = level < asks.count ? asks[level] : (1_000_000, 0)
            return FlowReference.Row(
                time: 0, bid: bid.0, bidSize: bid.1, ask: ask.0, askSize: ask.1)
        }
        for _ in 0..<500 {
            let (oldBids, oldAsks, bids, asks) = (side(-1), side(1), side(-1), side(1))
            for levels in 1...6 {
                let flow = OrderFlow.imbalance(
                    from: book(oldBids, oldAsks), to: book(bids, asks), levels: levels)
                let sum = (0..<levels).reduce(0) {
                    $0 + FlowReference.imbalance(row(oldBids, oldAsks, $1), row(bids, asks, $1))
                }
                #expect(flow == Int128(sum) * 1_000_000_000, "seed \(seed)")
            }
        }
    }

    private func top(_ bid: Int, _ bidSize: Int, _ ask: Int, _ askSize: Int) -> BookTop {
        BookTop(
            bid: PriceLevel(price: Decimal9(bid), size: Decimal9(bidSize)),
            ask: PriceLevel(price: Decimal9(ask), size: Decimal9(askSize)))
    }
}

@Suite("Doubles of exact figures")
struct MarketFigureTests {
    @Test(
        "the nearest Double of a count of billionths is what the decimal text gives",
        arguments: [
            ("-219137900000", "-219.1379"), ("1", "0.000000001"), ("0", "0"),
            ("100000000", "0.1"), ("9007199254740993", "9007199.254740993"),
            ("-9007199254740995", "-9007199.254740995"),
            ("9223372036854775807", "9223372036.854775807"),
            ("18446744073709551616000000001", "18446744073709551616.000000001"),
            (
                "170141183460469231731687303715884105727",
                "170141183460469231731687303715.884105727"
            ),
            (
                "-170141183460469231731687303715884105728",
                "-170141183460469231731687303715.884105728"
            ),
        ])
    func billionths(_ nanos: String, _ text: String) throws {
        let value = try #require(Int128(nanos))
        #expect(Double(nearest: value, over: 1_000_000_000) == Double(text))
    }

    @Test("random counts of billionths, against the reading of their text")
    func randomBillionths() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        for _ in 0..<20_000 {
            let bits = Int.random(in: 1...126, using: &random)
            let value = Int128.random(
                in: -(1 << Int128(bits))...(1 << Int128(bits)), using: &random)
            let digits = String(value.magnitude)
            let padded = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
            let text = "\(value < 0 ? "-" : "")\(padded.dropLast(9)).\(padded.suffix(9))"
            #expect(Double(nearest: value, over: 1_000_000_000) == Double(text), "seed \(seed)")
        }
    }

    @Test("halves go to even, whatever the denominator")
    func halves() {
        let odd: Int128 = 1 << 53 | 1
        for divisor: Int64 in [1, 3, 7, 60_000_000_000, 1 << 61 | 1] {
            let exact = Int128(divisor)
            #expect(Double(nearest: odd * exact, over: divisor) == 0x1p53)
            #expect(Double(nearest: (odd + 2) * exact, over: divisor) == 0x1p53 + 4)
            guard divisor > 1 else { continue }
            #expect(Double(nearest: odd * exact + 1, over: divisor) == 0x1p53 + 2)
            #expect(Double(nearest: odd * exact - 1, over: divisor) == 0x1p53)
        }
    }

    @Test("scores: too few windows, windows all alike, and the population's deviation")
    func scores() {
        var history = FlowHistory()
        let unit: Int128 = 1_000_000_000
        #expect(history.score(5 * unit, minWindows: 1) == .tooFew)
        history.append(2 * unit, capacity: 4)
        #expect(history.score(5 * unit, minWindows: 2) == .tooFew)
        #expect(history.score(5 * unit, minWindows: 1) == .flat)
        history.append(4 * unit, capacity: 4)
        #expect(history.score(5 * unit, minWindows: 2) == .scored(z: 2, mean: 3, std: 1))
        for value: Int128 in [4, 4, 5, 5, 7, 9].map({ $0 * unit }) {
            history.append(value, capacity: 8)
        }
        // 2 4 4 4 5 5 7 9: mean 5, deviation 2.
        #expect(history.score(8 * unit, minWindows: 8) == .scored(z: 1.5, mean: 5, std: 2))
        history.append(2 * unit, capacity: 8)
        history.append(4 * unit, capacity: 8)
        #expect(history.count == 8)
        #expect(history.score(8 * unit, minWindows: 8) == .scored(z: 1.5, mean: 5, std: 2))
    }

    @Test("windows all alike have no score, however large")
    func overflow() {
        let huge: Int128 = 1 << 100
        var flat = FlowHistory()
        for _ in 0..<3 { flat.append(huge + 1, capacity: 60) }
        #expect(flat.score(huge, minWindows: 1) == .flat)
    }
}
