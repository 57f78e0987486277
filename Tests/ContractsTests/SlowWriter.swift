import Contracts

/// Canonical JSON written with plain strings, a reference for the encoder.
struct SlowWriter {
    private var members: [String] = []

    static func text(_ message: Message) -> String {
        switch message {
        case .raw(let message): text(message)
        case .bar(let message): text(message)
        case .tick(let message): text(message)
        case .ofi(let message): text(message)
        case .intent(let message): text(message)
        case .report(let message): text(message)
        }
    }

    static func object(_ write: (inout SlowWriter) -> Void) -> String {
        var writer = SlowWriter()
        write(&writer)
        return "{\(writer.members.joined(separator: ","))}"
    }

    mutating func member(_ name: String, _ text: String?) {
        if let text { members.append("\"\(name)\":\(text)") }
    }

    mutating func add(_ name: String, _ value: Decimal9?) { member(name, value.map(Self.plain)) }
    mutating func add(_ name: String, _ value: Int64?) { member(name, value.map { "\($0)" }) }
    mutating func add(_ name: String, _ value: Bool?) { member(name, value.map { "\($0)" }) }
    mutating func add(_ name: String, _ value: String?) { member(name, value.map(Self.quoted)) }
    mutating func add(_ name: String, _ value: Symbol) {
        let bytes = (0..<value.count).map { value[$0] }
        member(name, "\"\(String(decoding: bytes, as: UTF8.self))\"")
    }

    mutating func add(_ name: String, _ value: Timestamp?) {
        member(name, value.map { "\"\(Self.plain($0))\"" })
    }

    mutating func add(_ name: String, _ value: Double?) {
        guard let value else { return }
        let text = value == 0 ? "0" : value.description
        member(name, text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    mutating func add(_ name: String, _ value: MessageID) {
        let digits = Self.digits(value.high, 16, radix: 16) + Self.digits(value.low, 16, radix: 16)
        var rest = digits[...]
        let parts = [8, 4, 4, 4, 12].map { count in
            defer { rest = rest.dropFirst(count) }
            return String(rest.prefix(count))
        }
        member(name, "\"\(parts.joined(separator: "-"))\"")
    }

    mutating func add<Choice: RawRepresentable<String>>(_ name: String, _ value: Choice?) {
        member(name, value.map { "\"\($0.rawValue)\"" })
    }

    mutating func add(_ name: String, _ levels: [PriceLevel]) {
        let texts = levels.map { "[\(Self.plain($0.price)),\(Self.plain($0.size))]" }
        member(name, "[\(texts.joined(separator: ","))]")
    }

    /// With zeros before it.
    private static func digits(_ value: UInt64, _ width: Int, radix: Int = 10) -> String {
        let text = String(value, radix: radix)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private static func plain(_ value: Decimal9) -> String {
        let (whole, fraction) = value.nanos.magnitude.quotientAndRemainder(
            dividingBy: 1_000_000_000)
        var text = (value.nanos < 0 ? "-" : "") + "\(whole)"
        guard fraction != 0 else { return text }
        text += "." + digits(fraction, 9)
        while text.hasSuffix("0") { text.removeLast() }
        return text
    }

    /// Counts years and months up from 1677.
    private static func plain(_ value: Timestamp) -> String {
        let dayLength: Int64 = 86_400_000_000_000
        // 1677-01-01 is 107,015 days before 1970.
        var day = 107_015 + Int(value.nanoseconds / dayLength)
        var rest = value.nanoseconds % dayLength
        if rest < 0 {
            rest += dayLength
            day -= 1
        }
        var year = 1677
        func isLeap() -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
        while day >= (isLeap() ? 366 : 365) {
            day -= isLeap() ? 366 : 365
            year += 1
        }
        let lengths = [31, isLeap() ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var month = 0
        while day >= lengths[month] {
            day -= lengths[month]
            month += 1
        }
        let seconds = UInt64(rest) / 1_000_000_000
        let fraction = UInt64(rest) % 1_000_000_000
        let date = [UInt64(month + 1), UInt64(day + 1)].map { digits($0, 2) }
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { digits($0, 2) }
        let places =
            fraction == 0 ? 0 : fraction % 1_000_000 == 0 ? 3 : fraction % 1000 == 0 ? 6 : 9
        let end = places == 0 ? "" : "." + digits(fraction, 9).prefix(places)
        return "\(year)-\(date[0])-\(date[1])T\(time.joined(separator: ":"))\(end)Z"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted.append(contentsOf: "\\\"".unicodeScalars)
            case "\\": quoted.append(contentsOf: "\\\\".unicodeScalars)
            case "\n": quoted.append(contentsOf: "\\n".unicodeScalars)
            case "\r": quoted.append(contentsOf: "\\r".unicodeScalars)
            case "\t": quoted.append(contentsOf: "\\t".unicodeScalars)
            case "\u{0}"..."\u{1F}":
                let escape = "\\u" + digits(UInt64(scalar.value), 4, radix: 16)
                quoted.append(contentsOf: escape.unicodeScalars)
            default: quoted.append(scalar)
            }
        }
        return "\"\(String(quoted))\""
    }
}
