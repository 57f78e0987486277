/// Doubles that conversions find hard, all positive and finite.
enum DoubleSamples {
    static let powersOfTwo: [Double] = (-1074...1023).flatMap { exponent in
        let power = Double(sign: .plus, exponent: exponent, significand: 1)
        return [power.nextDown, power, power.nextUp].filter { $0 > 0 }
    }

    static let powersOfTen: [Double] = (-323...308).flatMap { exponent in
        let power = Double("1e\(exponent)") ?? .nan
        return [power.nextDown, power, power.nextUp].filter { $0 > 0 }
    }

    static let odd: [Double] = [
        .leastNonzeroMagnitude, .leastNormalMagnitude, 4.35, 0.1, 0.3,
        0.1 + 0.2, 1 / 3, 2 / 3, 1e23, 9.5e-3, 9.999999999999999e22, 2e15, 123_456.789,
        9_007_199_254_740_991, 9_007_199_254_740_992, 9_007_199_254_740_994,
        1_000_000_000_000_000.1, 9_999_999_999_999_998, 18_014_398_509_481_988, 450.25, 0.25,
        1.7976931348623157e308, 1e-4, 9.999999999999999e-5, 1e15, 1e16, 12_345_678.9,
    ]

    /// Any bits but those of 0, infinity and NaN.
    static func random(_ generator: inout SeededGenerator) -> Double {
        while true {
            let value = Double(bitPattern: generator.next())
            if value.isFinite, value != 0 { return value }
        }
    }
}
