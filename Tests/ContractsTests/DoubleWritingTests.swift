import Testing

@testable import Contracts

@Suite struct DoubleWritingTests {
    /// What the standard library writes, without ".0" at the end.
    private func described(_ value: Double) -> String {
        let text = value.description
        if value == 0 { return "0" }
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private func expectSame(_ value: Double, _ seed: UInt64 = 0) {
        let bytes = written(value)
        let text = String(decoding: bytes, as: UTF8.self)
        if text != described(value) {
            Issue.record("\(value): \(text), seed \(seed)")
        }
        guard value != 0 else { return }
        let span = bytes.span
        var reader = JSONReader()
        let back = (try? reader.number(span))?.double(span)
        let (digits, exponent) = value.magnitude.shortestDecimal
        let decimal = Double(decimal: digits, exponent: exponent)
        if back != value || digits % 10 == 0 || decimal != value.magnitude {
            Issue.record("\(value): \(text), \(digits)e\(exponent), seed \(seed)")
        }
    }

    @Test func `powers and their neighbours are written as the standard library writes them`() {
        for value in DoubleSamples.powersOfTwo + DoubleSamples.powersOfTen + DoubleSamples.odd {
            expectSame(value)
            expectSame(-value)
        }
    }

    @Test func `short decimals and whole numbers are written as the standard library does`() {
        for number in 0...2_000 {
            for scale in [1, 2, 4, 100, 1000, 1e-12, 1e8] {
                expectSame(Double(number) / scale)
                expectSame(9_007_199_254_740_992 - Double(number) / scale)
            }
        }
    }

    @Test func `random bits are written as the standard library does, and read back`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        for _ in 0..<80_000 {
            expectSame(DoubleSamples.random(&generator), seed)
        }
        for _ in 0..<20_000 {
            expectSame(Double(bitPattern: generator.next() >> 12), seed)
            let power = Double(Int.random(in: -18...18, using: &generator))
            let fraction = Double.random(in: 1..<10, using: &generator)
            expectSame(
                fraction * Double(sign: .plus, exponent: Int(power * 3), significand: 1), seed)
        }
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.25, "0.25"), (100, "100"),
            (0.0001, "0.0001"), (0.00001, "1e-05"), (1.5e-10, "1.5e-10"),
            (1e15, "1000000000000000"),
            (1e16, "1e+16"), (9_007_199_254_740_992, "9007199254740992"),
            (9_007_199_254_740_994, "9.007199254740994e+15"), (.leastNonzeroMagnitude, "5e-324"),
            (1e100, "1e+100"),
            (-1.7976931348623157e308, "-1.7976931348623157e+308"),
            (-0.00012345678901234567, "-0.00012345678901234567"),
            (1_000_000_000_000_000.1, "1000000000000000.1"), (12_345_678.5, "12345678.5"),
        ] as [(Double, String)])
    func `the form is that of the wire`(value: Double, text: String) {
        #expect(String(decoding: written(value), as: UTF8.self) == text)
    }

    @Test func `the powers of ten hold what rounding them relies on`() {
        for exponent in TenPower.exponents {
            let power = TenPower(exponent: exponent)
            #expect(power.high >> 63 == 1)
            #expect(power.low < .max)
            let ten = Double("1e\(exponent)") ?? .nan
            guard ten.isNormal else { continue }
            #expect(TenPower.log2(exponent) == Int(ten.exponent))
        }
        var exact: UInt128 = 1
        for exponent in 0...TenPower.exactMax {
            let shifted = exact << UInt128(exact.leadingZeroBitCount)
            let power = TenPower(exponent: exponent)
            #expect(UInt128(power.high) << 64 | UInt128(power.low) == shifted)
            if exponent < TenPower.exactMax { exact *= 5 }
        }
    }

    @Test func `a value that is no number of JSON ends the process`() async {
        await #expect(processExitsWith: .failure) {
            _ = written(.infinity)
        }
        await #expect(processExitsWith: .failure) {
            _ = written(.nan)
        }
    }
}

private func written(_ value: Double) -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = RecordWriter(appendingTo: &bytes, atMost: DecimalText.bytesMax)
    var room = bytes.mutableSpan
    writer.double(value, &room)
    writer.finish(&bytes)
    return bytes
}
