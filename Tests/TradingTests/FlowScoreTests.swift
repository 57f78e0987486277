import Testing

@testable import Trading

@Suite("Scores of windows, to the last digit")
struct FlowScoreTests {
    @Test("each figure is the double nearest to it, whatever the sizes")
    func nearest() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        let cases = (0..<120).map { _ in
            let bits = Int.random(in: 1...104, using: &random)
            // Values that lie close together, far from 0, lose most of their digits.
            let origin = Bool.random(using: &random) ? Int128(1) << 103 : 0
            return (0..<Int.random(in: 3...24, using: &random)).map { _ in
                origin + value(bits, &random)
            }
        }
        let text = cases.map { $0.map(String.init).joined(separator: " ") }
            .joined(separator: "\n")
        let script = MarketData.package("Tests/Reference/scores.py")
        let lines = MarketData.output(of: "python3 -B '\(script)' <<'END'\n\(text)\nEND\n")
            .split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
        try #require(lines.count == cases.count)
        for (values, line) in zip(cases, lines) {
            var history = FlowHistory()
            for value in values.dropFirst() { history.append(value, capacity: 30) }
            let score = history.score(values[0], minWindows: 1)
            guard let mean = Double(line[0]), let std = Double(line[1]), let z = Double(line[2])
            else {
                #expect(score == .flat, "\(values)")
                continue
            }
            #expect(score == .scored(z: z, mean: mean, std: std), "\(values)")
        }
    }

    @Test("the most windows of the largest flows")
    func largest() {
        var history = FlowHistory()
        let count = MarketSettings.maxZWindows
        for index in 0..<count {
            let isEven = index.isMultiple(of: 2)
            history.append(
                isEven ? FlowHistory.flowMax : -FlowHistory.flowMax, capacity: count)
        }
        let score = history.score(FlowHistory.flowMax, minWindows: count)
        #expect(score == .scored(z: 1, mean: 0, std: 0x1p104 / 1e9))
    }

    @Test("numbers of 256 bits")
    func wide() {
        let most = UInt256.square(.max)
        var sum = most
        sum += .square(3)
        #expect(sum != most && sum - most == UInt256(9))
        #expect(most - most == .zero)
        // (2^128 − 1)² = 2^256 − 2^129 + 1
        #expect(most.twoDouble.squareRoot() / TwoDouble(1) == 0x1p128)
        #expect(UInt256(.max) * 1 == UInt256(.max))
        // (2^64)² · 2^64 = 2^192
        let power = UInt256.square(1 << 64) * (1 << 64)
        #expect(power.twoDouble / TwoDouble(1) == 0x1p192)
        #expect(power - UInt256(1) != power)
    }

    @Test("quotients are rounded once")
    func quotients() {
        #expect(TwoDouble(2).squareRoot() / TwoDouble(1) == 1.4142135623730951)
        #expect(TwoDouble(0) / TwoDouble(3) == 0)
        #expect(TwoDouble(0).squareRoot() / TwoDouble(3) == 0)
        // 2^53 + 1 lies in the middle: to even, unless a little more is there.
        #expect(TwoDouble(1 << 53 | 1) / TwoDouble(1) == 0x1p53)
        #expect(TwoDouble((1 << 53 | 1) << 50 | 1) / TwoDouble(1 << 50) == 0x1p53 + 2)
    }

    private func value(_ bits: Int, _ random: inout MarketRandom) -> Int128 {
        let most = Int128(1) << Int128(bits - 1)
        return Int128.random(in: -most...most, using: &random)
    }
}
