import Testing

@testable import Contracts

@Suite struct DoubleReadingTests {
    /// As a number of a record is read.
    private func read(_ text: [UInt8]) -> Double? {
        let bytes = text.span
        var reader = JSONReader()
        guard let token = try? reader.number(bytes), token.end == bytes.count else { return nil }
        return token.double(bytes)
    }

    private func read(_ text: String) -> Double? { read(Array(text.utf8)) }

    private func expectSame(_ text: String, _ seed: UInt64 = 0) {
        let value = read(text)
        let expected = Double(text)
        if value?.bitPattern != expected?.bitPattern {
            Issue.record("\(text): \(String(describing: value)), seed \(seed)")
        }
    }

    @Test func `every power of ten is read as the standard library reads it`() {
        for exponent in -400...400 {
            for digits in ["1", "9", "17", "9007199254740993", "18446744073709551615", "-4.5"] {
                expectSame("\(digits)e\(exponent)")
            }
        }
    }

    @Test func `powers and their neighbours are read back from their texts`() {
        for value in DoubleSamples.powersOfTwo + DoubleSamples.powersOfTen + DoubleSamples.odd {
            #expect(read("\(value)")?.bitPattern == value.bitPattern)
        }
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", -0.0), ("0e999999999999999999999", 0), ("0.000e-5", 0),
            ("1e-400", 0), ("2.4703282292062327e-324", 0),
            ("2.4703282292062328e-324", .leastNonzeroMagnitude),
            ("1e-99999999999999999999", 0), ("123456789012345678901e-99999999999999999999", 0),
            ("1e309", .infinity), ("-1e400", -.infinity), ("1e99999999999999999999", .infinity),
            ("123456789012345678901e999999999999999999", .infinity),
            ("1.7976931348623158e308", 1.7976931348623157e308),
            ("1.7976931348623159e308", .infinity),
            ("17976931348623157e292", 1.7976931348623157e308),
            ("2.2250738585072011e-308", 0x1p-1022 - .leastNonzeroMagnitude),
            ("2.2250738585072012e-308", 0x1p-1022), ("9007199254740993", 9_007_199_254_740_992),
            ("9007199254740993.00000000000000000001", 9_007_199_254_740_994),
            ("9007199254740995", 9_007_199_254_740_996), ("0.1e1", 1), ("1e23", 1e23),
        ] as [(String, Double)])
    func `bounds are exact`(text: String, value: Double) {
        #expect(read(text)?.bitPattern == value.bitPattern)
    }

    @Test func `halfway between two, the even one; a place beside it, the nearer one`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        var values: [Double] = [
            0, .leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude, 0x1p-1022,
            Double.leastNormalMagnitude.nextDown,
            .greatestFiniteMagnitude, 1, 1 - 0x1p-53, 0x1p53, 0x1p60, 0x1p64,
        ]
        for _ in 0..<60 {
            values.append(DoubleSamples.random(&generator).magnitude)
            values.append(Double(bitPattern: generator.next() >> 12))
            let exponent = Int.random(in: 40...110, using: &generator)
            let significand = Double(generator.next() >> 11 | 1 << 52)
            values.append(Double(sign: .plus, exponent: exponent - 52, significand: significand))
        }
        for below in values {
            let above = below.nextUp
            let even = below.bitPattern & 1 == 0 ? below : above
            let midpoint = ExactDecimal(above: below)
            let parts = midpoint.text().split(separator: "e")
            let exponent = Int(parts[1]) ?? 0
            let zeros = String(repeating: "0", count: 900)
            #expect(read(midpoint.text()) == even, "\(below), seed \(seed)")
            #expect(read("\(parts[0])\(zeros)e\(exponent - 900)") == even, "\(below), seed \(seed)")
            #expect(
                read("\(parts[0])\(zeros)1e\(exponent - 901)") == above, "\(below), seed \(seed)")
            #expect(read(midpoint.text(adding: -1)) == below, "\(below), seed \(seed)")
            #expect(read(midpoint.text(adding: 1)) == above, "\(below), seed \(seed)")
            for summand in -1...1 { expectSame(midpoint.text(adding: summand), seed) }
        }
    }

    @Test func `random decimals are read as the standard library reads them`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        for _ in 0..<60_000 {
            let digits = (0..<Int.random(in: 1...40, using: &generator)).map { index in
                "\(Int.random(in: index == 0 ? 1...9 : 0...9, using: &generator))"
            }
            let places = Int.random(in: 0..<digits.count, using: &generator)
            let exponent = Int.random(in: -400...400, using: &generator)
            let whole = digits.dropLast(places).joined()
            let fraction = places > 0 ? ".\(digits.suffix(places).joined())" : ""
            expectSame("\(whole)\(fraction)e\(exponent)", seed)
            expectSame("0.000\(whole)\(digits.suffix(places).joined())e\(exponent)", seed)
        }
    }

    @Test func `a mebibyte of digits is read exactly`() {
        let count = 1_048_576
        let nines = [UInt8](repeating: UInt8(ascii: "9"), count: count)
        #expect(read(nines) == .infinity)
        #expect(read(Array("0.".utf8) + nines) == 1)
        #expect(read(nines + Array("e-\(count)".utf8)) == 1)
        let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: count)
        #expect(read(Array("0.".utf8) + zeros + Array("125e\(count)".utf8)) == 0.125)
        // 1 + 2^-53, to which the last of the digits adds.
        let midpoint = Array("1.00000000000000011102230246251565404236316680908203125".utf8)
        #expect(read(midpoint + zeros) == 1)
        #expect(read(midpoint + zeros + Array("1".utf8)) == 1.0.nextUp)
    }
}
