import Contracts
import Testing

@Suite struct Decimal9TextTests {
    static let nines = String(repeating: "9", count: 200_000)
    static let zeros = String(repeating: "0", count: 200_000)

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("-0.0e5", 0), ("1", 1_000_000_000), ("-3", -3_000_000_000),
            ("450.15000000000003", 450_150_000_000), ("4.5025e2", 450_250_000_000),
            ("45025E-2", 450_250_000_000), ("1e+2", 100_000_000_000), ("0.000000001", 1),
            // Half to even at the ninth place.
            ("0.0000000005", 0), ("0.0000000015", 2), ("0.0000000025", 2), ("-0.0000000015", -2),
            ("0.00000000050000000000000000000000000001", 1), ("0.0000000014999999999999999999", 1),
            ("4e-10", 0), ("5e-10", 0), ("6e-10", 1), ("-4e-10", 0), ("15e-10", 2), ("25e-10", 2),
            ("1e-19", 0), ("1e-20", 0), ("9999999999999999999e-28", 1),
            ("9999999999999999999e-29", 0), ("5000000000000000000e-28", 0),
            ("5000000000000000001e-28", 1), ("50000000000000000000000001e-35", 1),
            // The ends of 64 bits.
            ("9223372036.854775807", Int64.max), ("9223372036.8547758074999", Int64.max),
            ("-9223372036.854775808", Int64.min), ("-9223372036.8547758085", Int64.min),
            ("9223372036854775807e-9", Int64.max), ("9223372036854775806.5e-9", Int64.max - 1),
            // Exponents of any size.
            ("0e99999999999999", 0), ("0e-99999999999999999999999999", 0),
            ("1e-999999999999", 0), ("0.000e999999999999", 0),
            ("1\(zeros)e-200000", 1_000_000_000), ("0.\(zeros)1e200001", 1_000_000_000),
            ("0.\(zeros)15e199992", 2), ("1.\(zeros)1", 1_000_000_000),
            ("0.\(nines)", 1_000_000_000),
        ] as [(String, Int64)])
    func `reads a number exactly and rounds half to even`(text: String, nanos: Int64) {
        #expect(Decimal9(text)?.nanos == nanos)
    }

    @Test(arguments: [
        "", "-", "+1", "01", "-01", "00", ".5", "5.", "1.e3", "1e", "1e+", "1e-", "1 ", " 1", "0x1",
        "NaN", "Infinity", "-Infinity", "1_000", "1,5", "٣", "1e5.0", "--1",
        "9223372036.8547758075", "-9223372036.8547758086", "9223372036.854775808", "1e10",
        "1e999999999999", "-1e99999999999999999999999999999", "18446744073.709551616",
        "99999999999999999999", "1\(zeros)",
    ])
    func `has no value for what is no number or does not fit`(text: String) {
        #expect(Decimal9(text) == nil)
    }

    @Test(
        arguments: [
            (0, "0"), (1, "0.000000001"), (-1, "-0.000000001"), (1_000_000_000, "1"),
            (450_250_000_000, "450.25"), (100_000_000, "0.1"), (-1_500_000_000, "-1.5"),
            (1_000_000_010, "1.00000001"), (100_000_000_000, "100"),
            (Int64.max, "9223372036.854775807"), (Int64.min, "-9223372036.854775808"),
        ] as [(Int64, String)])
    func `writes the shortest exact form`(nanos: Int64, text: String) {
        #expect(Decimal9(nanos: nanos).description == text)
        #expect(Decimal9(text)?.nanos == nanos)
    }

    @Test func `writing and reading is the identity`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        for _ in 0..<2000 {
            let nanos = Int64.random(in: .min ... .max, using: &generator)
            let value = Decimal9(nanos: nanos >> Int64.random(in: 0..<64, using: &generator))
            #expect(Decimal9(value.description) == value, "seed \(seed)")
        }
    }

    /// Against long division by hand: the digits are shifted as text, never as a number.
    @Test func `rounding agrees with arithmetic on the digits`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        for _ in 0..<2000 {
            let whole = Int128.random(in: 0..<9_000_000_000, using: &generator)
            let count = Int.random(in: 1...18, using: &generator)
            let ten = (0..<count).reduce(Int128(1)) { value, _ in value * 10 }
            var fraction = Int128.random(in: 0..<ten, using: &generator)
            if Bool.random(using: &generator), count > 9 {
                // A tie.
                fraction = fraction / (ten / 1_000_000_000) * (ten / 1_000_000_000)
                fraction += ten / 2_000_000_000
            }
            let digits = String(String(fraction + ten).dropFirst())
            let expected = Decimal9(
                roundingNanos: (whole * ten + fraction) * 1_000_000_000, dividedBy: ten)
            #expect(Decimal9("\(whole).\(digits)") == expected, "seed \(seed)")
            #expect(Decimal9("\(whole)\(digits)e-\(count)") == expected, "seed \(seed)")
        }
    }
}
