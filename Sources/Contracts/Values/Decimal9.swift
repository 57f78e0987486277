/// An exact decimal with nine places: a signed 64-bit count of billionths (about ±9.22e9).
///
/// Prices, quantities and money use it; no binary floating point takes part.
public struct Decimal9: Hashable, Sendable {
    /// Billionths of one.
    public var nanos: Int64

    public static let scale: Int64 = 1_000_000_000
    public static let zero = Decimal9(nanos: 0)
    public static let one = Decimal9(nanos: scale)
    public static let min = Decimal9(nanos: .min)
    public static let max = Decimal9(nanos: .max)

    @inlinable
    public init(nanos: Int64) {
        self.nanos = nanos
    }

    /// A whole number; traps outside ±9 223 372 036.
    @inlinable
    public init(_ whole: Int) {
        self.nanos = Int64(whole) * Self.scale
    }

    /// `value / divisor` in billionths, rounded half to even; nil when it does not fit.
    public init?(roundingNanos value: Int128, dividedBy divisor: Int128) {
        let rounded = value.dividedHalfEven(by: divisor)
        guard let nanos = Int64(exactly: rounded) else { return nil }
        self.nanos = nanos
    }

    @inlinable public var isZero: Bool { nanos == 0 }
    @inlinable public var isNegative: Bool { nanos < 0 }
    @inlinable public var magnitude: Decimal9 { Decimal9(nanos: abs(nanos)) }

    /// The nearest Double, for signals and statistics only; never for money.
    @inlinable public var double: Double { Double(nanos) / 1e9 }

    @inlinable
    public static func + (a: Decimal9, b: Decimal9) -> Decimal9 {
        Decimal9(nanos: a.nanos + b.nanos)
    }
    @inlinable
    public static func - (a: Decimal9, b: Decimal9) -> Decimal9 {
        Decimal9(nanos: a.nanos - b.nanos)
    }
    @inlinable
    public static prefix func - (a: Decimal9) -> Decimal9 { Decimal9(nanos: -a.nanos) }
    @inlinable public static func += (a: inout Decimal9, b: Decimal9) { a = a + b }
    @inlinable public static func -= (a: inout Decimal9, b: Decimal9) { a = a - b }

    /// The product in billionths of billionths, exact in 128 bits.
    @inlinable
    public func product(_ other: Decimal9) -> Int128 {
        Int128(nanos) * Int128(other.nanos)
    }

    /// The product rounded half to even to nine places; nil when it does not fit.
    public func times(_ other: Decimal9) -> Decimal9? {
        Decimal9(roundingNanos: product(other), dividedBy: Int128(Self.scale))
    }
}

extension Decimal9: Comparable {
    @inlinable public static func < (a: Decimal9, b: Decimal9) -> Bool { a.nanos < b.nanos }
}

extension Int128 {
    /// The quotient rounded to the nearest whole number, ties to even.
    public func dividedHalfEven(by divisor: Int128) -> Int128 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        let twice = remainder.magnitude * 2
        let size = divisor.magnitude
        guard twice > size || (twice == size && quotient & 1 != 0) else { return quotient }
        return (self < 0) == (divisor < 0) ? quotient + 1 : quotient - 1
    }
}
