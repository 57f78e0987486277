extension Double {
    /// The Double nearest to the magnitude of a JSON number with more than nineteen significant
    /// digits, of two the even one; infinite when it is too great for any.
    ///
    /// - Parameters:
    ///   - leading: The first nineteen significant digits.
    ///   - exponent: The power of ten of the last of them.
    ///   - text: The number, already proved valid.
    init(leading: UInt64, exponent: Int, text: Span<UInt8>) {
        let below = Double(decimal: leading, exponent: exponent)
        let above = Double(decimal: leading + 1, exponent: exponent)
        if below == above {
            self = below
        } else {
            self = Double.nearer(below, above, exponent, text)
        }
    }

    /// Compares the number with the midpoint between two neighbours, without rounding anything.
    ///
    /// No midpoint has more than 767 significant digits, so that one digit can stand for all
    /// behind the 800th. Then neither side exceeds 801 digits, 2,661 bits, by more than the 54
    /// bits of a midpoint.
    private static func nearer(
        _ below: Double, _ above: Double, _ exponent: Int, _ text: Span<UInt8>
    ) -> Double {
        var decimal = WideNumber<48>(0)
        let count = read(text, into: &decimal)
        let power = exponent - (count - NumberToken.digitsMax)
        let biased = Int(below.exponentBitPattern)
        let hidden: UInt64 = biased == 0 ? 0 : 1 << 52
        var midpoint = WideNumber<48>((below.significandBitPattern | hidden) << 1 | 1)
        // decimal × 5^power × 2^power against midpoint × 2^binary
        let binary = Swift.max(biased, 1) - 1076
        if power < 0 {
            midpoint.multiply(byFiveTo: -power)
        } else {
            decimal.multiply(byFiveTo: power)
        }
        if binary > power {
            midpoint.shift(by: binary - power)
        } else {
            decimal.shift(by: power - binary)
        }
        if decimal.isLess(than: midpoint) { return below }
        if midpoint.isLess(than: decimal) { return above }
        return below.bitPattern & 1 == 0 ? below : above
    }

    /// Reads the first 800 significant digits, and a 1 for all others unless they are 0; how many.
    private static func read(_ text: Span<UInt8>, into number: inout WideNumber<48>) -> Int {
        var count = 0
        var chunk: UInt64 = 0
        var chunkPower: UInt64 = 1
        for i in text.indices where text[i] != UInt8(ascii: ".") && text[i] != UInt8(ascii: "-") {
            var digit = text[i] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            guard count > 0 || digit > 0 else { continue }
            if count == 800 {
                guard digit > 0 else { continue }
                digit = 1
            }
            chunk = chunk * 10 + UInt64(digit)
            chunkPower *= 10
            count += 1
            if count > 800 { break }
            if chunkPower == 10_000_000_000_000_000_000 {
                number.multiply(by: chunkPower, adding: chunk)
                chunk = 0
                chunkPower = 1
            }
        }
        number.multiply(by: chunkPower, adding: chunk)
        return count
    }
}
