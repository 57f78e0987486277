import Contracts
import Testing

/// The value under test stands in an unknown field, of which nothing but syntax is asked.
@Suite struct SyntaxTests {
    private func faults(ofUnknown value: String) -> [ContractFault] {
        Sample.ofi.with("x", value).faults
    }

    @Test(arguments: [
        "null", "true", "false", "0", "-0", "0.0", "1e5", "1E+5", "1e-5", "-1.5e300",
        "123456789012345678901234567890", "1e999999999999999999999", "-1e-99999999999999",
        #""""#, #""a""#, #""\" \\ \/ \b \f \n \r \t""#, #""\u0041\u00e9\u20AC""#,
        #""\ud83d\ude00""#, #""\uD83D\uDE00""#, #""\u0000""#, "\"\u{7F}\"", "\"é€😀\"",
        "\"\u{10FFFF}\"", "\"\u{E000}\"", "[]", "{}", "[ ]", "{ }", "[1,2]", "[[],{}]",
        #"{"a":1,"b":{"a":1}}"#, "[{\"a\":1},{\"a\":1}]", " 1 ", "\t1\r\n", "[ 1 , 2 ]",
        #"{ "a" : 1 , "b" : 2 }"#, #"{"":0}"#,
    ])
    func `RFC 8259 values are accepted`(value: String) {
        #expect(faults(ofUnknown: value) == [])
    }

    @Test(arguments: [
        "", "nul", "nulL", "True", "TRUE", "None", "undefined", "NaN", "Infinity", "-Infinity",
        "+1", "01", "-01", "00", "1.", ".5", "-", "-a", "1.e1", "1e", "1e+", "1.5e-", "0x10", "1a",
        "1 2", "'a'", #"""#, #""a"#, #""\x""#, #""\u12""#, #""\u12g4""#, #""\""#, "\"\n\"",
        "\"\t\"", "\"\u{0}\"", "\"\u{1F}\"", #""\ud800""#, #""\ud800a""#, #""\ud800\n""#,
        #""\ud800\ud800""#, #""\ud800\u0041""#, #""\udc00""#, #""\udc00\ud800""#, #""\ud83d\u""#,
        "[", "]", "{", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1}", "{1:2}", "{a:1}", #"{"a"}"#,
        #"{"a":}"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":1 "b":2}"#, #"{"a":1]"#, #"{"a",1}"#,
        #"{'a':1}"#, #"{"a":1;"b":2}"#, "/**/1", "1//", "\u{A0}1", "\u{FEFF}1", "\u{0B}1",
        "\u{0C}1", "*", #"{"a":1}}"#, "1]", "true false", "truefalse",
    ])
    func `what is no JSON is one fault of syntax`(value: String) {
        let found = faults(ofUnknown: value)
        #expect(found.map(\.code) == [.syntax])
        #expect(found.first?.path == "$")
    }

    @Test(
        arguments: [
            ([0x80], false), ([0xC0, 0x80], false), ([0xC1, 0xBF], false), ([0xC2, 0x80], true),
            ([0xC2], false), ([0xDF, 0xBF], true), ([0xC2, 0x41], false),
            ([0xE0, 0x9F, 0xBF], false),
            ([0xE0, 0xA0, 0x80], true), ([0xE2, 0x82], false), ([0xE2, 0x82, 0x41], false),
            ([0xED, 0x9F, 0xBF], true), ([0xED, 0xA0, 0x80], false), ([0xEE, 0x80, 0x80], true),
            ([0xEF, 0xBF, 0xBF], true), ([0xF0, 0x8F, 0xBF, 0xBF], false),
            ([0xF0, 0x90, 0x80, 0x80], true), ([0xF1, 0x80, 0x80, 0x80], true),
            ([0xF1, 0x80, 0x80], false), ([0xF4, 0x8F, 0xBF, 0xBF], true),
            ([0xF4, 0x90, 0x80, 0x80], false), ([0xF5, 0x80, 0x80, 0x80], false), ([0xFF], false),
            ([0xFE], false), ([0xF0, 0x90, 0x80, 0x41], false),
        ] as [([UInt8], Bool)])
    func `UTF-8 is checked in values and keys`(sequence: [UInt8], isLegal: Bool) {
        let head = Array(Sample.ofi.text.utf8.dropLast())
        let value = head + Array(",\"x\":\"".utf8) + sequence + Array("\"}".utf8)
        let key = head + Array(",\"".utf8) + sequence + Array("\":1}".utf8)
        let expected: [ContractFault.Code] = isLegal ? [] : [.syntax]
        #expect(faultsOf(value, .ofiEvents).map(\.code) == expected)
        #expect(faultsOf(key, .ofiEvents).map(\.code) == expected)
        if !isLegal { #expect(faultsOf(value, .ofiEvents).first?.offset == head.count + 6) }
    }

    @Test(arguments: [
        ("", 0), ("   ", 3), ("\u{FEFF}{}", 0), ("{} x", 3), ("{}{}", 2), ("{\"a\":01}", 6),
        ("{\"a\":NaN}", 5), ("{\"a\":1,}", 7), ("{\"a\" 1}", 5), ("{\"a\":\"\\ud800\"}", 6),
        ("{\"a\":tru}", 5), ("{\"a\":1.}", 7), ("{\"a\":1", 6), ("{\"a\":\"x", 7), ("{", 1),
    ])
    func `a fault of syntax is where the parser stopped`(text: String, offset: Int) {
        for topic in Topic.allCases {
            let last = faultsOf(text, topic).last { $0.code == .syntax }
            #expect(last?.offset == offset)
            #expect(last?.path == "$")
        }
    }

    @Test func `faults before a fault of syntax are kept, none behind it`() {
        let text = Sample.bar.with("open", "-1").with("high", "-1").text
        let broken = text.replacing(#""low":449.50"#, with: #""low":NaN,"close":-1"#)
        let faults = faultsOf(broken, .marketEvents)
        #expect(faults.map(\.path) == ["open", "high", "$"])
        #expect(faults.map(\.code) == [.range, .range, .syntax])
        #expect(faults.last?.found == "NaN")
    }

    @Test(arguments: ["[]", "1", "\"a\"", "null", "true", "[{\"a\":1}]"])
    func `a record is an object`(text: String) {
        for topic in Topic.allCases {
            let faults = faultsOf(text, topic)
            #expect(faults.map(\.code) == [.type])
            #expect(faults.map(\.path) == ["$"])
            #expect(faults.first?.found == text)
        }
    }

    @Test func `white space may stand wherever RFC 8259 has it`() {
        for sample in Sample.all {
            let spaced =
                sample.fields.map { " \"\($0.name)\"\t:\r\n\($0.value) " }.joined(separator: ",")
            #expect(faultsOf("\n { \(spaced) } \t", sample.topic) == [])
        }
    }

    @Test func `escapes are honoured in keys and values`() throws {
        let plain = Sample.bar.with("exchange", "\"é😀\n\"".replacing("\n", with: "\\n"))
        let escaped = plain.text
            .replacing("\"open\"", with: "\"\\u006fpen\"")
            .replacing("\"bar_event\"", with: "\"bar\\u005Fevent\"")
            .replacing("\"event_type\"", with: "\"event\\u005ftype\"")
            .replacing("\"SPY\"", with: "\"S\\u0050Y\"")
            .replacing("00Z\"", with: "00\\u005a\"")
            .replacing("é😀", with: "\\u00e9\\uD83D\\uDE00")
        var notes = ReadingNotes()
        #expect(try read(escaped, .marketEvents, &notes) == plain.decode())
        #expect(notes.isEmpty)
    }
}
