import Testing
import YAMLConfig

@Suite struct YAMLBoundsTests {
    @Test("a billion laughs are refused where they grow too large")
    func bomb() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...9 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 10)
            text += "a\(level): &a\(level) [\(aliases.joined(separator: ", "))]\n"
        }
        expect(text, .limit, line: 5)
    }

    @Test("a bomb of merge keys is refused")
    func mergeBomb() {
        var text = "a0: &a0 {x0: 1, y0: 2}\n"
        for level in 1...40 {
            text += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)], x\(level): 1}\n"
        }
        let (_, faults) = parse(text)
        #expect(faults.map(\.code) == [.limit])
    }

    @Test(
        "too deep nesting is refused",
        arguments: [
            String(repeating: "[", count: 100_000),
            String(repeating: "{a: ", count: 1000),
            String(repeating: "- ", count: 1000) + "a",
            String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
        ])
    func deep(text: String) {
        expect(text, .limit, line: 1)
    }

    @Test("aliases count into the depth")
    func deepByAliases() {
        var text = "a0: &a0 [x]\n"
        for level in 1...80 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        expect(text, .limit, line: 64)
    }

    @Test("64 levels are legal")
    func deepest() {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(parse(text).faults.isEmpty)
    }

    @Test("cycles of aliases are refused", arguments: ["a: &a [*a]", "a: &a {b: {c: *a}}"])
    func cycles(text: String) {
        expect(text, .alias, line: 1)
    }

    @Test("10 MB are legal, a byte more is not")
    func size() {
        let head = Array("a: 1 #".utf8)
        let text = head + [UInt8](repeating: 0x20, count: 10_000_000 - head.count)
        #expect(parse(text).faults.isEmpty)
        #expect(parse(text + [0x20]).faults.map(\.code) == [.limit])
    }

    @Test("more than 100 000 values are refused")
    func values() {
        let text = "[" + String(repeating: "a,", count: 100_000) + "]"
        expect(text, .limit, line: 1)
    }

    @Test("the text of variables is bounded")
    func expansions() {
        let text = String(repeating: "${X}", count: 20)
        let (_, faults) = parse(
            "a: \(text)", environment: ["X": String(repeating: "x", count: 1_000_000)])
        #expect(faults.map(\.code) == [.variable])
    }

    @Test(
        "what is not UTF-8 text is refused at its place",
        arguments: [
            ([0x61, 0x3A, 0x0A, 0x20, 0xFF], "f:2:2"),
            ([0xC3, 0xA9, 0xC3, 0x28], "f:1:2"),
            ([0x61, 0xED, 0xA0, 0x80], "f:1:2"),
            ([0x61, 0xC0, 0x80], "f:1:2"),
            ([0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x00], "f:1:5"),
            ([0x61, 0x0D, 0x0A, 0x62, 0x00], "f:2:2"),
            ([0xFF, 0xFE, 0x61, 0x00], "f:1:1"),
            ([0xFE, 0xFF, 0x00, 0x61], "f:1:1"),
            ([0x61, 0x3A, 0x20, 0x7F], "f:1:4"),
        ])
    func encoding(bytes: [UInt8], place: String) {
        let (root, faults) = parse(bytes)
        #expect(root == nil)
        #expect(faults.map(\.code) == [.encoding])
        #expect(faults.first?.place.description == place)
    }

    private func expect(_ text: String, _ code: ConfigFault.Code, line: Int) {
        let (_, faults) = parse(text)
        #expect(faults.map(\.code) == [code])
        #expect(faults.first?.place.line == line)
    }
}
