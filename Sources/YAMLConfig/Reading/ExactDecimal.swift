/// A decimal number exactly as it was written, whatever its size.
public struct ExactDecimal: Equatable, Sendable {
    /// `-1234.5`: digits with at most a sign, a point and an exponent.
    public let text: String
    private let isNegative: Bool
    /// Digits without leading zeros; the number is `digits × 10^exponent`.
    private let digits: [UInt8]
    private let exponent: Int

    /// Nil when the text is no decimal number: `12`, `-0.5`, `1_000_000`, `2.5e-3`.
    public init?(_ written: String) {
        var rest = Array(written.utf8.prefix(Self.lengthMax + 1))[...]
        guard rest.count <= Self.lengthMax else { return nil }
        let sign = rest.first
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
        guard let first = rest.first, Self.isDigit(first) else { return nil }
        var digits: [UInt8] = []
        var exponent = 0
        var isFraction = false
        var previous: UInt8 = 0
        while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
            rest.removeFirst()
            if Self.isDigit(byte) {
                digits.append(byte - UInt8(ascii: "0"))
                if isFraction { exponent -= 1 }
            } else if byte == UInt8(ascii: "."), !isFraction, Self.isDigit(previous) {
                isFraction = true
            } else if byte != UInt8(ascii: "_") || !Self.isDigit(previous) || isFraction {
                return nil
            }
            previous = byte
        }
        guard Self.isDigit(previous) else { return nil }
        if !rest.isEmpty {
            let power = String(decoding: rest.dropFirst(), as: UTF8.self)
            guard power.utf8.count <= 4, let value = Int(power) else { return nil }
            exponent += value
        }
        self.text = written.filter { $0 != "_" && $0 != "+" }
        self.isNegative = sign == UInt8(ascii: "-")
        self.digits = Array(digits.drop { $0 == 0 })
        self.exponent = exponent
    }

    /// The number times 10^`places`; nil when that is not whole or not within 64 bits.
    public func scaled(places: Int) -> Int64? {
        var power = exponent + places
        var digits = digits
        while power < 0, let last = digits.last {
            guard last == 0 else { return nil }
            digits.removeLast()
            power += 1
        }
        guard !digits.isEmpty else { return 0 }
        guard digits.count + power <= 19 else { return nil }
        digits += [UInt8](repeating: 0, count: power)
        let size = digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
        if isNegative { return size <= Int64.min.magnitude ? Int64(-Int128(size)) : nil }
        return Int64(exactly: size)
    }

    /// The nearest binary number; infinite beyond its range.
    public var double: Double { Double(text) ?? .infinity }

    private static let lengthMax = 64

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
