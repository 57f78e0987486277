import Testing
import YAMLConfig

@Suite struct ReadingTests {
    @Test(
        "durations",
        arguments: [
            ("20ms", Duration.milliseconds(20)), ("10s", .seconds(10)), ("5m", .seconds(300)),
            ("8h", .seconds(28_800)), ("7d", .seconds(604_800)), ("3us", .microseconds(3)),
            ("1ns", .nanoseconds(1)), ("0s", .zero), ("0ms", .zero), ("24h", .seconds(86_400)),
            ("60s", .seconds(60)), ("1500ms", .milliseconds(1500)),
        ])
    func duration(text: String, expected: Duration) throws {
        #expect(try node(text).duration() == expected)
        #expect(try node("'\(text)'").duration() == expected)
        #expect(DurationText.parse(DurationText.write(expected)) == expected)
    }

    @Test(
        "what is no duration",
        arguments: ["20", "0", "1.5s", "-1s", "s", "10 s", "1h30m", "1w", "1S", "999999999999d"])
    func noDuration(text: String) {
        #expect(throws: ConfigFault.self) { try node(text).duration() }
    }

    @Test(
        "durations are written in their customary unit",
        arguments: [
            ("86400s", "24h"), ("1d", "24h"), ("48h", "2d"), ("60s", "60s"), ("1m", "60s"),
            ("120s", "2m"), ("60m", "1h"), ("1000ms", "1s"), ("0h", "0s"), ("1000ns", "1us"),
        ])
    func written(text: String, expected: String) throws {
        #expect(DurationText.write(try node(text).duration()) == expected)
    }

    @Test(
        "sizes",
        arguments: [
            ("512B", 512), ("64KiB", 65_536), ("5MiB", 5_242_880), ("1GiB", 1 << 30), ("0B", 0),
        ])
    func size(text: String, expected: Int) throws {
        #expect(try node(text).size() == expected)
        #expect(SizeText.parse(SizeText.write(expected)) == expected)
    }

    @Test("what is no size", arguments: ["5", "5MB", "5mib", "-1B", "1.5KiB", "9999999999GiB"])
    func noSize(text: String) {
        #expect(throws: ConfigFault.self) { try node(text).size() }
    }

    @Test(
        "whole numbers",
        arguments: [
            ("0", 0), ("-7", -7), ("+7", 7), ("1_000", 1000), ("9223372036854775807", Int.max),
            ("-9223372036854775808", Int.min),
        ])
    func integer(text: String, expected: Int) throws {
        #expect(try node(text).integer() == expected)
    }

    @Test(
        "what is no whole number",
        arguments: [
            "many", "1.0", "1e3", "'5'", "", "~", "010", "0x1F", "1:30", "9223372036854775808",
            "[1]", "{a: 1}", "--1", "1__", "_1", "true",
        ])
    func noInteger(text: String) {
        #expect(throws: ConfigFault.self) { try node(text).integer() }
    }

    @Test(
        "decimals are exact",
        arguments: [
            ("0.005", 5_000_000), ("1.00", 1_000_000_000), ("1000000", 1_000_000_000_000_000),
            ("-0.1", -100_000_000), ("2.5e-3", 2_500_000), ("1e9", 1_000_000_000_000_000_000),
            ("0.000000001", 1), ("0e99", 0), ("1_000.5", 1_000_500_000_000),
            ("9223372036.854775807", Int64.max), ("-9223372036.854775808", Int64.min),
            ("10.0000000000", 10_000_000_000),
        ])
    func decimal(text: String, nanos: Int64) throws {
        #expect(try node(text).decimal().scaled(places: 9) == nanos)
    }

    @Test(
        "decimals that do not fit are not rounded",
        arguments: ["0.0000000001", "9223372036.854775808", "1e10", "1e-99"])
    func unscaled(text: String) throws {
        #expect(try node(text).decimal().scaled(places: 9) == nil)
    }

    @Test(
        "what is no decimal",
        arguments: [".5", "5.", "1,5", "1e", "e5", "0x1", "'1.5'", ".inf", ".nan", "1.2.3", "'-'"])
    func noDecimal(text: String) {
        #expect(throws: ConfigFault.self) { try node(text).decimal() }
    }

    @Test(
        "booleans",
        arguments: [("true", true), ("False", false), ("yes", true), ("NO", false), ("on", true)])
    func boolean(text: String, expected: Bool) throws {
        #expect(try node(text).boolean() == expected)
    }

    @Test("what is no boolean", arguments: ["1", "'true'", "y", "", "[]"])
    func noBoolean(text: String) {
        #expect(throws: ConfigFault.self) { try node(text).boolean() }
    }

    @Test("a quoted variable may stand for a number")
    func quotedVariable() throws {
        let root = parse("a: \"${N}\"", environment: ["N": "5"]).root
        #expect(try root?.map()[0].value.integer() == 5)
    }

    @Test("any scalar is text, nothing is not")
    func text() throws {
        #expect(try node("5").text() == "5")
        #expect(try node("yes").text() == "yes")
        #expect(try node("''").text() == "")
        #expect(throws: ConfigFault.self) { try node("").text() }
        #expect(throws: ConfigFault.self) { try node("[a]").text() }
    }

    @Test("a choice tells the choices and the nearest")
    func choice() throws {
        #expect(try node("info").choice(of: ["info", "error"]) == "info")
        let fault = #expect(throws: ConfigFault.self) {
            try node("infos").choice(of: ["info", "error"])
        }
        #expect(
            fault?.description
                == "f:1:4: must be one of info, error, found infos; did you mean info?")
    }

    private func node(_ text: String) throws -> YAMLNode {
        try #require(try parse("a: \(text)").root?.map().first?.value)
    }
}
