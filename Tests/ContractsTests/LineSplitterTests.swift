import Contracts
import Testing

@Suite struct LineSplitterTests {
    /// The lines of a text that is fed in chunks of `size` bytes.
    private func lines(_ bytes: [UInt8], size: Int) -> [String] {
        var splitter = LineSplitter()
        var lines: [String] = []
        func keep(_ line: Int, _ bytes: Span<UInt8>) {
            var copy: [UInt8] = []
            for i in bytes.indices { copy.append(bytes[i]) }
            lines.append("\(line) \(String(decoding: copy, as: UTF8.self))")
        }
        for start in stride(from: 0, to: bytes.count, by: size) {
            let end = min(bytes.count, start + size)
            splitter.feed(bytes.span.extracting(start..<end), keep)
        }
        splitter.finish(keep)
        return lines
    }

    @Test(arguments: [
        ("", []), ("\n", []), ("a", ["1 a"]), ("a\n", ["1 a"]), ("a\nb", ["1 a", "2 b"]),
        ("a\r\nb\r\n", ["1 a", "2 b"]), ("\n\r\n \t\na\n\n", ["4 a"]), ("a\r", ["1 a"]),
        ("a\rb\n", ["1 a\rb"]), (" a \n", ["1  a "]), ("é\n😀", ["1 é", "2 😀"]),
        ("\n\nabc\r\n\r\ndef", ["3 abc", "5 def"]),
    ])
    func `lines are the same whatever the chunks`(text: String, expected: [String]) {
        for size in 1...12 { #expect(lines(Array(text.utf8), size: size) == expected) }
    }

    @Test(arguments: [1000, 65_536, 4_000_000])
    func `a line may be as long as a record and is no more kept than that`(size: Int) {
        let record = Array(Sample.ofi.text.utf8)
        let blanks = [UInt8](repeating: 0x20, count: 1_048_576 - record.count)
        let text =
            record + blanks + Array("\r\n".utf8) + record + blanks + Array(" \r\n".utf8)
            + blanks + blanks + record + Array("\n".utf8) + record
        var splitter = LineSplitter()
        var verdicts: [String] = []
        func judge(_ line: Int, _ bytes: Span<UInt8>) {
            var notes = ReadingNotes()
            do throws(ContractFaults) {
                _ = try Message.decode(bytes, topic: .ofiEvents, notes: &notes)
                verdicts.append("\(line) legal")
            } catch {
                verdicts.append("\(line) \(error.faults.map(\.code.rawValue))")
            }
        }
        for start in stride(from: 0, to: text.count, by: size) {
            let end = min(text.count, start + size)
            splitter.feed(text.span.extracting(start..<end), judge)
        }
        splitter.finish(judge)
        #expect(verdicts == ["1 legal", #"2 ["limit"]"#, #"3 ["limit"]"#, "4 legal"])
    }
}
