public import Contracts

/// An amount of money in billionths of the currency, 128 bits wide: a sum of positions never
/// overflows where one price times one quantity fits.
public struct Notional: Hashable, Sendable {
    public var nanos: Int128

    public static let zero = Notional(nanos: 0)

    @inlinable
    public init(nanos: Int128) {
        self.nanos = nanos
    }

    @inlinable
    public init(_ amount: Decimal9) {
        nanos = Int128(amount.nanos)
    }

    /// `quantity` (in billionths) at `price`, rounded half to even to billionths.
    public init(quantityNanos quantity: Int128, price: Decimal9) {
        nanos = (quantity * Int128(price.nanos)).dividedHalfEven(by: Int128(Decimal9.scale))
    }

    @inlinable public var magnitude: Notional { Notional(nanos: nanos < 0 ? -nanos : nanos) }

    /// The share `part / whole` of this amount, rounded half to even, exact in between.
    func share(_ part: Int128, of whole: Int128) -> Notional {
        precondition(whole > 0 && part >= 0 && part <= whole)
        let product = nanos.magnitude.multipliedFullWidth(by: part.magnitude)
        let divided = whole.magnitude.dividingFullWidth(product)
        let rest = whole.magnitude - divided.remainder
        let up =
            divided.remainder > rest || (divided.remainder == rest && divided.quotient & 1 == 1)
        let size = Int128(divided.quotient + (up ? 1 : 0))
        return Notional(nanos: nanos < 0 ? -size : size)
    }

    @inlinable
    public static func + (a: Notional, b: Notional) -> Notional {
        Notional(nanos: a.nanos + b.nanos)
    }
    @inlinable
    public static func - (a: Notional, b: Notional) -> Notional {
        Notional(nanos: a.nanos - b.nanos)
    }
    @inlinable
    public static prefix func - (a: Notional) -> Notional { Notional(nanos: -a.nanos) }
    @inlinable public static func += (a: inout Notional, b: Notional) { a = a + b }
}

extension Notional: Comparable {
    @inlinable public static func < (a: Notional, b: Notional) -> Bool { a.nanos < b.nanos }
}

extension Notional: CustomStringConvertible {
    /// The shortest exact decimal: `-12.5`.
    public var description: String {
        let (whole, fraction) = nanos.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        var text = (nanos < 0 ? "-" : "") + String(whole)
        guard fraction > 0 else { return text }
        var digits = String(fraction)
        digits = String(repeating: "0", count: 9 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        text += "." + digits
        return text
    }
}
