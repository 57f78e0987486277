@testable import Contracts

/// Records and values derived from the shapes.
enum ShapeSamples {
    /// A value of a field and what it is: legal, or the fault.
    struct Probe {
        var json: String
        var code: ContractFault.Code?
    }

    /// A legal record with the required fields only, each member a value of raw JSON.
    static func record(_ shape: ObjectShape) -> [(name: String, value: String)] {
        var members = shape.fields.filter(\.isRequired).map {
            (name: $0.field.name, value: legal($0.value))
        }
        for rule in shape.rules {
            guard case .either(_, _, let own) = rule, let field = shape[own] else { continue }
            members.append((own.name, legal(field.value)))
        }
        return members
    }

    static func text(_ members: [(name: String, value: String)]) -> String {
        "{" + members.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}"
    }

    /// A legal value; all decimals alike, so that no rule between them is broken.
    static func legal(_ value: ValueShape) -> String {
        switch value {
        case .constant(let word): "\"\(word)\""
        case .choice(let words): "\"\(words[0])\""
        case .decimal: "7.5"
        case .integer: "7"
        case .double: "0.5"
        case .bool: "true"
        case .time, .timeOrSeconds: "\"2025-11-17T14:30:00Z\""
        case .symbol: "\"SPY\""
        case .uuid: "\"550e8400-e29b-41d4-a716-446655440000\""
        case .string: "\"text\""
        case .currency: "\"EUR\""
        case .object(let shape): text(record(shape))
        case .objects(let shape): "[\(text(record(shape)))]"
        case .levels: "[[7.5,1]]"
        }
    }

    /// Values at both sides of each bound, of other JSON types, and what they are.
    static func probes(_ value: ValueShape) -> [Probe] {
        switch value {
        case .constant(let word):
            legal(["\"\(word)\""]) + wrong(.choice, ["\"\(word)s\"", "\"\""]) + notStrings
        case .choice(let words):
            legal(words.map { "\"\($0)\"" })
                + wrong(.choice, words.map { "\"\($0) \"" } + ["\"?\"", "\"\""]) + notStrings
        case .decimal(let bound): decimals(bound) + notNumbers
        case .integer(let least): integers(least) + notNumbers
        case .double(let least, let most): doubles(least, most) + notNumbers
        case .bool:
            legal(["true", "false"]) + wrong(.type, ["0", "1", "\"true\"", "{}", "[]"])
        case .time: times + notStrings
        case .timeOrSeconds:
            times + decimals(.any) + wrong(.type, ["true", "{}", "[]", "[1]"])
        case .symbol(let allowsBlank): symbols(allowsBlank) + notStrings
        case .uuid: uuids + notStrings
        case .string(let least, let most): strings(least, most) + notStrings
        case .currency:
            legal([#""USD""#, #""\u0045UR""#])
                + wrong(.format, [#""usd""#, #""US""#, #""USDT""#, #""""#, #""ÉUR""#]) + notStrings
        case .object, .objects, .levels: []
        }
    }

    private static let notStrings = wrong(.type, ["0", "-1.5", "true", "false", "{}", "[]"])
    private static let notNumbers = wrong(.type, ["\"1\"", "\"\"", "true", "false", "{}", "[1]"])

    private static func legal(_ values: [String]) -> [Probe] { values.map { Probe(json: $0) } }

    private static func wrong(_ code: ContractFault.Code, _ values: [String]) -> [Probe] {
        values.map { Probe(json: $0, code: code) }
    }

    /// The numbers as written, on both sides of where rounding decides.
    private static func decimals(_ bound: DecimalBound) -> [Probe] {
        let bounds =
            switch bound {
            case .any:
                legal(["-1", "-9223372036.854775808", "-9223372036.8547758085"])
                    + wrong(.range, ["-9223372036.85477580850001", "-1e10", "-1e999"])
            case .nonNegative:
                legal(["0", "-0", "-5e-10", "-4e-10", "-1e-999"])
                    + wrong(.range, ["-5.0000001e-10", "-1", "-0.000000001", "-1e999"])
            case .positive:
                legal(["5.000001e-10", "0.000000001", "1"])
                    + wrong(.range, ["5e-10", "4e-10", "0", "-0", "-1", "1e-999"])
            case .millionth:
                legal(["9.995e-7", "0.000001", "9.9999e-7"])
                    + wrong(.range, ["9.9949999e-7", "0.000000999", "0", "-1"])
            }
        return bounds + legal(["1e9", "9223372036.854775807", "9223372036.85477580749999"])
            + wrong(.range, ["9223372036.8547758075", "9223372036.854775808", "1e10", "1e999"])
    }

    private static func integers(_ least: Int64) -> [Probe] {
        legal([
            "\(least)", "\(least + 1)", "\(least).0", "\(least)e0", "10e-1", "1e2",
            "9223372036854775807", "9223372036854775807.000",
        ])
            + wrong(
                .range,
                [
                    "\(least - 1)", "\(least - 1).0", "9223372036854775808", "1e19", "1e999",
                    "-9223372036854775809", "12345678901234567890",
                ])
            + wrong(.type, ["1.5", "1e-1", "-0.5", "1e-999", "12345678901234567890.5"])
    }

    private static func doubles(_ least: Int?, _ most: Int?) -> [Probe] {
        var probes = legal(["0", "1", "0.25", "1e-400"])
        if let least {
            probes +=
                legal(["\(least)"])
                + wrong(.range, ["\(least - 1)", "\(least)e1"].filter { $0 != "0e1" })
            probes +=
                least == 0 ? wrong(.range, ["-5e-324"]) : wrong(.range, ["-1.0000000000000003"])
        } else {
            probes += legal(["-1.7976931348623157e308"]) + wrong(.range, ["-1.8e308", "-1e400"])
        }
        if most != nil {
            probes += wrong(.range, ["1.0000000000000003", "2", "1e400"])
        } else {
            probes += legal(["1.7976931348623157e308"]) + wrong(.range, ["1.8e308", "1e400"])
        }
        return probes
    }

    private static let times =
        legal(
            [
                "2025-11-17T14:30:00Z", "2025-11-17t14:30:00.1z",
                "2025-11-17T14:30:00.123456789+23:59",
                "2025-11-17T00:00:00-00:00", "2024-02-29T23:59:59Z", "2000-02-29T00:00:00Z",
                "1677-09-21T00:12:43.145224192Z", "2262-04-11T23:47:16.854775807Z",
                "1678-01-01T00:00:00Z", "2261-12-31T23:59:59.999999999Z", "1680-02-29T00:00:00Z",
                "2260-02-29T00:00:00Z", "2025-04-30T00:00:00Z", "2025-12-31T00:00:00Z",
            ].map { "\"\($0)\"" })
        + wrong(
            .format,
            [
                "", "2025-11-17", "2025-11-17T14:30Z", "2025-11-17 14:30:00Z",
                "2025-11-17T14:30:00", "2025-11-17T14:30:60Z", "2025-11-17T24:00:00Z",
                "2025-11-17T14:60:00Z", "2025-11-17T14:30:00.Z", "2025-11-17T14:30:00.1234567890Z",
                "2025-11-17T14:30:00+24:00", "2025-11-17T14:30:00+0100", "2025-02-29T00:00:00Z",
                "2100-02-29T00:00:00Z", "2025-04-31T00:00:00Z", "2025-13-01T00:00:00Z",
                "2025-00-01T00:00:00Z", "2025-01-00T00:00:00Z", "2025-01-32T00:00:00Z",
                "25-11-17T14:30:00Z", "2025-11-17T14:30:00Z ", "2025-11-17T14:30:00+01:60",
            ].map { "\"\($0)\"" })
        + wrong(
            .range,
            [
                "1677-09-21T00:12:43.145224191Z", "2262-04-11T23:47:16.854775808Z",
                "1676-12-31T23:59:59Z", "2263-01-01T00:00:00Z", "0000-02-29T00:00:00Z",
                "9999-12-31T23:59:59Z", "2264-02-29T00:00:00Z", "1676-02-29T00:00:00Z",
            ].map { "\"\($0)\"" })

    private static func symbols(_ allowsBlank: Bool) -> [Probe] {
        let long = String(repeating: "A", count: 20)
        let blanks = ["\"BRK B\"", "\"A  B\""]
        return legal(["\"A\"", "\"9\"", "\"BRK.B\"", "\"A-_.B\"", "\"\(long)\"", #""\u0041""#])
            + (allowsBlank ? legal(blanks) : wrong(.format, blanks))
            + wrong(
                .format,
                ["", "a", ".A", "A.", "-", "A B ", " A", "\(long)A", "É", "A/B", "A\\u0000"]
                    .map { "\"\($0)\"" })
    }

    private static let uuids =
        legal([
            "\"550e8400-e29b-41d4-a716-446655440000\"", "\"ffffffff-0000-0000-0000-000000000000\"",
        ])
        + wrong(
            .format,
            [
                "", "550E8400-e29b-41d4-a716-446655440000", "550e8400e29b41d4a716446655440000",
                "550e8400-e29b-41d4-a716-44665544000", "550e8400-e29b-41d4-a716-4466554400000",
                "g50e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716_446655440000",
            ].map { "\"\($0)\"" })

    private static func strings(_ least: Int, _ most: Int?) -> [Probe] {
        let counts = [0, 1, 31, 32, 33, 63, 64, 65, 511, 512, 513, 5000]
        return counts.flatMap { count in
            ["x", "é", "😀", "\\n", "\\ud83d\\ude00"].map { character in
                let isLegal = count >= least && count <= most ?? .max
                return Probe(
                    json: "\"" + String(repeating: character, count: count) + "\"",
                    code: isLegal ? nil : .range)
            }
        }
    }
}
