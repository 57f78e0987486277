import Contracts
import Testing

@Suite struct LineSearchTests {
    @Test func `Line ends are found wherever they stand`() {
        for count in 0...40 {
            for place in 0..<max(1, count) {
                var bytes = [UInt8](repeating: 0x0B, count: count)
                if count > 0 { bytes[place] = 0x0A }
                for start in 0...count {
                    let expected = count > 0 && start <= place ? place : nil
                    #expect(bytes.span.lineEnd(from: start) == expected)
                }
                #expect(bytes.span.lineEnds == (count > 0 ? 1 : 0))
                #expect(bytes.span.lastLineEnd == (count > 0 ? place : nil))
            }
        }
    }

    @Test func `Any bytes have the line ends that a byte by byte search finds`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(state: seed)
        // Neighbours of LF and its high-bit twin are what a search of words could mistake.
        let alphabet: [UInt8] = [0x0A, 0x0B, 0x09, 0x8A, 0x00, 0x01, 0xFF, 0x41]
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...70, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            let places = bytes.indices.filter { bytes[$0] == 0x0A }
            var found: [Int] = []
            var start = 0
            while let end = bytes.span.lineEnd(from: start) {
                found.append(end)
                start = end + 1
            }
            #expect(found == places, "seed \(seed)")
            #expect(bytes.span.lineEnds == places.count, "seed \(seed)")
            #expect(bytes.span.lastLineEnd == places.last, "seed \(seed)")
        }
    }

    @Test(arguments: [
        ("", []), ("\n", []), ("a", ["1 a"]), ("a\nb", ["1 a", "2 b"]),
        ("a\r\nb\r\n", ["1 a", "2 b"]),
        ("\n\r\n \t\na\n\n", ["4 a"]), ("a\r", ["1 a"]), ("a\rb\n", ["1 a\rb"]),
        (" a \n", ["1  a "]),
        ("\n\nabc\r\n\r\ndef", ["3 abc", "5 def"]), ("\u{0}\n", ["1 \u{0}"]),
    ])
    func `A cursor hands out the lines that are not blank`(text: String, expected: [String]) {
        let bytes = Array("##\(text)".utf8)
        var cursor = LineCursor(after: 10, at: 2)
        var lines: [String] = []
        while let record = cursor.next(bytes.span) {
            lines.append("\(cursor.line - 10) \(String(decoding: bytes[record], as: UTF8.self))")
        }
        #expect(lines == expected)
    }
}
