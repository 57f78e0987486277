import Contracts
import YAMLConfig

extension ConfigurationKey {
    static func integer(
        _ path: String, _ field: any ConfigurationField<Int>, _ range: ClosedRange<Int>,
        _ meaning: String
    ) -> ConfigurationKey {
        number(path, field, kind: "whole number", range, meaning) { (node) throws(ConfigFault) in
            try node.integer()
        } text: {
            "\($0)"
        }
    }

    /// Money, a price or a quantity: exact, at most nine places.
    static func decimal(
        _ path: String, _ field: any ConfigurationField<Decimal9>,
        _ range: ClosedRange<Decimal9>, _ meaning: String
    ) -> ConfigurationKey {
        number(path, field, kind: "decimal", range, meaning) { (node) throws(ConfigFault) in
            guard let nanos = try node.decimal().scaled(places: 9) else {
                throw ConfigFault(
                    .range, at: node.place, "must be a decimal", found: node.shown,
                    remedy: "write at most nine places and ten digits before the point")
            }
            return Decimal9(nanos: nanos)
        } text: {
            text($0)
        }
    }

    static func fraction(
        _ path: String, _ field: any ConfigurationField<Double>, _ range: ClosedRange<Double>,
        _ meaning: String
    ) -> ConfigurationKey {
        number(path, field, kind: "number", range, meaning) { (node) throws(ConfigFault) in
            try node.decimal().double
        } text: { value in
            let whole = Int(exactly: value)
            return whole.map { "\($0)" } ?? "\(value)"
        }
    }

    static func duration(
        _ path: String, _ field: any ConfigurationField<Duration>,
        _ range: ClosedRange<Duration>, _ meaning: String
    ) -> ConfigurationKey {
        number(path, field, kind: "duration", range, meaning) { (node) throws(ConfigFault) in
            try node.duration()
        } text: {
            DurationText.write($0)
        }
    }

    private static func number<Value: Comparable & Sendable>(
        _ path: String, _ field: any ConfigurationField<Value>, kind: String,
        _ range: ClosedRange<Value>, _ meaning: String,
        parse: @escaping @Sendable (YAMLNode) throws(ConfigFault) -> Value,
        text: @escaping @Sendable (Value) -> String
    ) -> ConfigurationKey {
        let allowed = "\(text(range.lowerBound)) to \(text(range.upperBound))"
        return key(path, field, kind: kind, allowed: allowed, meaning) {
            (node) throws(ConfigFault) in
            let value: Value
            do throws(ConfigFault) {
                value = try parse(node)
            } catch {
                var fault = error
                fault.message += " from \(allowed)"
                throw fault
            }
            guard range.contains(value) else {
                throw ConfigFault(
                    .range, at: node.place, "must be from \(allowed)", found: node.shown)
            }
            return value
        } show: {
            .literal(text($0))
        }
    }

    /// The shortest exact form.
    private static func text(_ value: Decimal9) -> String {
        let size = value.nanos.magnitude
        let (whole, rest) = size.quotientAndRemainder(dividingBy: UInt64(Decimal9.scale))
        let sign = value.isNegative ? "-" : ""
        guard rest != 0 else { return "\(sign)\(whole)" }
        var digits = "\(rest)"
        digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }
}
