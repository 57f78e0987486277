import Contracts
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite struct RecordedFileTests {
    private let folder = TemporaryFolder()

    private func lines(_ bytes: [UInt8], _ name: String = "f") throws -> [String] {
        var lines = try RecordedLines(try folder.write(name, bytes: bytes), isStopping: { false })
        var texts: [String] = []
        while let line = try lines.next() {
            texts.append("\(lines.number) " + String(decoding: lines.buffer[line], as: UTF8.self))
        }
        return texts
    }

    @Test(
        arguments: [
            ("", []), ("\n\n", []), ("a", ["1 a"]), ("a\nb\n", ["1 a", "2 b"]),
            ("a\r\n\r\n\nb", ["1 a", "4 b"]), ("\u{0}\n", ["1 \u{0}"]),
        ] as [(String, [String])])
    func `Lines are found and counted`(text: String, expected: [String]) throws {
        #expect(try lines(Array(text.utf8)) == expected)
        #expect(try lines(ReplaySupport.gzip([text])) == expected)
    }

    @Test func `Long files come whole, however they are cut`() throws {
        let contents = (1...30_000).map { String(repeating: "x", count: $0 % 97 + 1) }
        let texts = contents.enumerated().map { "\($0.offset + 1) \($0.element)" }
        let whole = contents.map { $0 + "\n" }.joined()
        #expect(try lines(Array(whole.utf8)) == texts)
        // Members that end within lines.
        let middle = whole.index(whole.startIndex, offsetBy: 777_777)
        let bytes = try ReplaySupport.gzip([String(whole[..<middle]), "", String(whole[middle...])])
        #expect(try lines(bytes) == texts)
        #expect(try lines(bytes + [0, 0, 0]) == texts)
    }

    @Test func `Gzip is told by its content, not by its name`() throws {
        #expect(try lines(Array("a\n".utf8), "a.gz") == ["1 a"])
        #expect(try lines(ReplaySupport.gzip(["a\n"]), "a.csv") == ["1 a"])
    }

    @Test func `Damaged gzip is told`() throws {
        let whole = try ReplaySupport.gzip(["a\nb\n"])
        let cut = #expect(throws: CommandFault.self) { try lines(Array(whole.dropLast(3))) }
        #expect(cut?.reason.hasSuffix("f: ends in the middle of its gzip data") == true)
        var bytes = whole
        bytes[bytes.count - 8] ^= 1
        let wrong = #expect(throws: CommandFault.self) { try lines(bytes) }
        #expect(
            wrong?.reason.hasSuffix("f: the gzip data are damaged: incorrect data check") == true)
        let more = #expect(throws: CommandFault.self) { try lines(whole + Array("hello".utf8)) }
        #expect(more?.reason.contains("the gzip data are damaged") == true)
    }

    @Test func `A line without an end has an end`() throws {
        let long = [UInt8](repeating: 0x61, count: RecordedLines.lineBytesMax + 1)
        let fault = #expect(throws: CommandFault.self) { try lines([0x61, 0x0A] + long) }
        #expect(fault?.reason.hasSuffix("f:2: the line has more than 1048576 bytes") == true)
    }

    @Test func `A file that is not there is told`() {
        let fault = #expect(throws: CommandFault.self) {
            try RecordedLines("no/such/file", isStopping: { false }).name
        }
        #expect(fault?.reason.hasPrefix("no/such/file: cannot be read") == true)
    }
}
