/// A number of JSON, judged digit by digit: what the tests of numbers hold the library's against.
struct NumberReference {
    private var isNegative = false
    private var digits = ""
    /// The value is the digits times this power of ten.
    private var exponent = 0

    /// Nil when the text is no number of RFC 8259.
    init?(_ text: String) {
        var rest = text[...]
        if rest.first == "-" {
            isNegative = true
            rest.removeFirst()
        }
        let whole = rest.prefix { $0.isNumber }
        guard !whole.isEmpty, whole == "0" || whole.first != "0" else { return nil }
        digits = String(whole)
        rest = rest.dropFirst(whole.count)
        if rest.first == "." {
            let fraction = rest.dropFirst().prefix { $0.isNumber }
            guard !fraction.isEmpty else { return nil }
            digits += fraction
            exponent = -fraction.count
            rest = rest.dropFirst(fraction.count + 1)
        }
        if rest.first == "e" || rest.first == "E" {
            rest.removeFirst()
            let sign = rest.first == "-" || rest.first == "+" ? rest.removeFirst() : "+"
            guard !rest.isEmpty, rest.allSatisfy(\.isNumber), let power = Int(rest) else {
                return nil
            }
            exponent += sign == "-" ? -power : power
            rest = ""
        }
        guard rest.isEmpty else { return nil }
    }

    /// Billionths, rounded half to even; nil when they do not fit 64 bits.
    var nanos: Int64? {
        let (whole, rest) = split(exponent + 9)
        guard var value = UInt128(whole) else { return nil }
        let isTie = rest.first == "5" && rest.dropFirst().allSatisfy { $0 == "0" }
        if isTie ? value % 2 == 1 : rest.first.map({ $0 >= "5" }) ?? false { value += 1 }
        return signed(value)
    }

    /// Whether it is whole as written, and which number it is then; nil when that does not fit
    /// 64 bits.
    var whole: (isWhole: Bool, value: Int64?) {
        let (whole, rest) = split(exponent)
        guard rest.allSatisfy({ $0 == "0" }) else { return (false, nil) }
        return (true, UInt128(whole).flatMap(signed))
    }

    /// The digits before and behind the point, after it was moved.
    private func split(_ exponent: Int) -> (whole: String, rest: String) {
        if exponent >= 0 { return (digits + String(repeating: "0", count: exponent), "") }
        let padded = String(repeating: "0", count: -exponent) + digits
        return (String(padded.dropLast(-exponent)), String(padded.suffix(-exponent)))
    }

    private func signed(_ magnitude: UInt128) -> Int64? {
        guard let value = Int128(exactly: magnitude) else { return nil }
        return Int64(exactly: isNegative ? -value : value)
    }
}
