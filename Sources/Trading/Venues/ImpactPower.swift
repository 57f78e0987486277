internal import Contracts

/// x^0.7 for the market impact, in whole numbers only, so that every machine agrees.
///
/// x^0.7 = x^(1/2) · x^(1/5). Both roots are the largest whole number whose power is not above the
/// scaled radicand, found bit by bit: the square root to nine places, the fifth root to seven
/// (x·10^35 must fit 128 bits). The product is rounded half to even to nine places; the error is
/// below 2e-7, which times λ = 5e-4 is a ten-billionth of the price.
enum ImpactPower {
    /// - Parameter x: 0…1, a share of a bar's volume.
    static func power7of10(_ x: Decimal9) -> Decimal9 {
        precondition(x >= .zero && x <= .one)
        let square = root(UInt128(x.nanos) * 1_000_000_000, power: 2, bits: 30)
        let scale26: UInt128 = 100_000_000_000_000_000_000_000_000
        let fifth = root(UInt128(x.nanos) * scale26, power: 5, bits: 24)
        let product = Int128(square) * Int128(fifth)
        return Decimal9(nanos: Int64(product.dividedHalfEven(by: 10_000_000)))
    }

    /// ⌊value^(1/power)⌋, which has at most `bits` bits.
    private static func root(_ value: UInt128, power: Int, bits: Int) -> UInt128 {
        var result: UInt128 = 0
        for bit in stride(from: bits - 1, through: 0, by: -1) {
            let candidate = result | 1 << UInt128(bit)
            var raised = candidate
            for _ in 1..<power { raised *= candidate }
            if raised <= value { result = candidate }
        }
        return result
    }
}
