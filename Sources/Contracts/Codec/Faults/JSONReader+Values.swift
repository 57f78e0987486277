/// Bounds of a decimal, judged on the kept value.
enum DecimalBound {
    case any, nonNegative, positive
    /// A bar's price.
    case millionth

    var least: Int64 {
        switch self {
        case .any: .min
        case .nonNegative: 0
        case .positive: 1
        case .millionth: 1000
        }
    }

    var expected: String {
        switch self {
        case .any: ""
        case .nonNegative: "must be ≥ 0"
        case .positive: "must be > 0"
        case .millionth: "must be ≥ 0.000001"
        }
    }
}

extension JSONReader {
    @inline(__always)
    func isAtNumber(_ bytes: Span<UInt8>) -> Bool {
        let first = byte(bytes)
        return first == UInt8(ascii: "-") || first &- UInt8(ascii: "0") < 10
    }

    mutating func decimal(
        _ bytes: Span<UInt8>, _ bound: DecimalBound = .any
    ) throws(Stop) -> Decimal9? {
        guard isAtNumber(bytes) else {
            try wrongType("must be a number", bytes)
            return nil
        }
        let token = try number(bytes)
        guard let nanos = token.nanos else {
            add(.range, "must be within ±9223372036.854775807", at: token.start, bytes)
            return nil
        }
        guard nanos >= bound.least else {
            add(.range, bound.expected, at: token.start, bytes)
            return nil
        }
        return Decimal9(nanos: nanos)
    }

    mutating func integer(_ bytes: Span<UInt8>, least: Int64) throws(Stop) -> Int64? {
        guard isAtNumber(bytes) else {
            try wrongType("must be an integer", bytes)
            return nil
        }
        let token = try number(bytes)
        switch token.whole {
        case .value(let value) where value >= least: return value
        case .value: add(.range, "must be ≥ \(least)", at: token.start, bytes)
        case .fraction: add(.type, "must be an integer", at: token.start, bytes)
        case .overflow:
            add(.range, "must be an integer of 64 bits", at: token.start, bytes)
        }
        return nil
    }

    /// A finite Double.
    mutating func double(_ bytes: Span<UInt8>) throws(Stop) -> Double? {
        guard isAtNumber(bytes) else {
            try wrongType("must be a number", bytes)
            return nil
        }
        let token = try number(bytes)
        let value = token.double(bytes)
        guard value.isFinite else {
            add(.range, "must be a finite double", at: token.start, bytes)
            return nil
        }
        return value
    }

    /// A finite Double of at least `least`, and at most `most` when there is such a bound.
    mutating func double(
        _ bytes: Span<UInt8>, in least: Double, _ most: Double?
    ) throws(Stop) -> Double? {
        let start = position
        guard let value = try double(bytes) else { return nil }
        guard value >= least, value <= most ?? .infinity else {
            let low = Int(least)
            let expected = most.map { "must be \(low) to \(Int($0))" } ?? "must be ≥ \(low)"
            add(.range, expected, at: start, bytes)
            return nil
        }
        return value
    }

    mutating func bool(_ bytes: Span<UInt8>) throws(Stop) -> Bool? {
        let isTrue = stands("true", bytes)
        guard isTrue || stands("false", bytes) else {
            try wrongType("must be true or false", bytes)
            return nil
        }
        position += isTrue ? 4 : 5
        return isTrue
    }

    /// Reads a string and hands its UTF-8, escapes resolved, to `make`; nil from it is a fault.
    @inline(__always)
    mutating func text<T>(
        _ bytes: Span<UInt8>, _ code: ContractFault.Code, _ expected: String,
        _ make: (Span<UInt8>) -> T?
    ) throws(Stop) -> T? {
        guard byte(bytes) == UInt8(ascii: "\"") else {
            try wrongType("must be a string", bytes)
            return nil
        }
        let start = position
        let token = try string(bytes)
        let value: T?
        if token.isEscaped {
            let content = token.content(bytes)
            value = make(content.span)
        } else {
            value = make(bytes.extracting(token.start..<token.end))
        }
        if value == nil { add(code, expected, at: start, bytes) }
        return value
    }

    mutating func uuid(_ bytes: Span<UInt8>) throws(Stop) -> MessageID? {
        try text(bytes, .format, "must be a lower-case UUID") { MessageID(utf8: $0) }
    }

    mutating func timestamp(_ bytes: Span<UInt8>) throws(Stop) -> Timestamp? {
        let start = position
        let reading = try text(bytes, .format, "must be an RFC 3339 time with Z or an offset") {
            (content) -> Timestamp.Reading? in
            let reading = Timestamp.read(rfc3339: content)
            return reading == .malformed ? nil : reading
        }
        guard case .outside = reading else { return reading?.timestamp }
        add(.range, "must be within 64 bits of nanoseconds", at: start, bytes)
        return nil
    }

    /// Seconds since 1970 as any number, or RFC 3339.
    mutating func epochOrTimestamp(_ bytes: Span<UInt8>) throws(Stop) -> Timestamp? {
        if byte(bytes) == UInt8(ascii: "\"") { return try timestamp(bytes) }
        guard isAtNumber(bytes) else {
            try wrongType("must be a number of seconds or an RFC 3339 time", bytes)
            return nil
        }
        let token = try number(bytes)
        guard let nanos = token.nanos else {
            add(.range, "must be within 64 bits of nanoseconds", at: token.start, bytes)
            return nil
        }
        return Timestamp(nanoseconds: nanos)
    }

    /// `allowsBlank` for raw records: TWS writes `BRK B`.
    mutating func symbol(
        _ bytes: Span<UInt8>, allowsBlank: Bool = false
    ) throws(Stop) -> Symbol? {
        let expected =
            allowsBlank
            ? "must be 1 to 20 of A-Z 0-9, and inside also . - _ or a blank"
            : "must be 1 to 20 of A-Z 0-9, and inside also . - _"
        return try text(bytes, .format, expected) { content in
            for i in content.indices {
                switch content[i] {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    continue
                case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    guard i > 0, i < content.count - 1 else { return nil }
                case UInt8(ascii: " "):
                    guard allowsBlank, i > 0, i < content.count - 1 else { return nil }
                default: return nil
                }
            }
            return Symbol(utf8: content)
        }
    }
}

extension Span<UInt8> {
    /// The text of valid UTF-8.
    var string: String {
        var copy: [UInt8] = []
        copy.reserveCapacity(count)
        for i in indices { copy.append(self[i]) }
        return String(decoding: copy, as: UTF8.self)
    }
}
