/// A whole number of any size times a power of ten, by the simplest arithmetic: what the tests of
/// Doubles hold the library's against.
struct ExactDecimal {
    /// From the least significant nine digits on.
    private var parts: [UInt64]
    private var exponent = 0

    private static let base: UInt64 = 1_000_000_000

    /// Of `significand × 2^binary`, exact.
    init(_ significand: UInt64, binary: Int) {
        parts = [significand % Self.base, significand / Self.base % Self.base]
        parts.append(significand / Self.base / Self.base)
        for _ in 0..<binary.magnitude { multiply(by: binary > 0 ? 2 : 5) }
        exponent = Swift.min(binary, 0)
    }

    /// Halfway between the Double, which is not negative, and the next one up.
    init(above value: Double) {
        let biased = Int(value.exponentBitPattern)
        let hidden: UInt64 = biased == 0 ? 0 : 1 << 52
        self.init(
            (value.significandBitPattern | hidden) * 2 + 1, binary: Swift.max(biased, 1) - 1076)
    }

    private mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for i in parts.indices {
            let product = parts[i] * factor + carry
            parts[i] = product % Self.base
            carry = product / Self.base
        }
        if carry > 0 { parts.append(carry) }
    }

    /// The number with `summand`, −1, 0 or 1, added in its last place.
    func text(adding summand: Int = 0) -> String {
        var parts = parts
        var place = 0
        while summand != 0 {
            let last = summand > 0 ? Self.base - 1 : 0
            guard parts[place] == last else { break }
            parts[place] = summand > 0 ? 0 : Self.base - 1
            place += 1
        }
        parts[place] = UInt64(Int(parts[place]) + summand)
        let digits = parts.reversed().map { part in
            String(repeating: "0", count: 9 - "\(part)".count) + "\(part)"
        }
        .joined()
        return "\(digits.drop { $0 == "0" })e\(exponent)"
    }
}
