import Contracts
import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite struct FileBlocksTests {
    private let folder = TemporaryFolder()

    /// The first line of each block, and its text.
    private func blocks(_ text: String, _ blockBytes: Int) throws -> [String] {
        var file = try FileBlocks(try folder.write("a", text), blockBytes: blockBytes)
        var buffer: [UInt8] = []
        var blocks: [String] = []
        while let block = file.nextLines(&buffer) {
            let text = String(decoding: buffer[..<block.end], as: UTF8.self)
            blocks.append("\(block.firstLine) \(text)")
        }
        return blocks
    }

    @Test(arguments: [
        ("", 4, []), ("a", 4, ["1 a"]), ("\n", 4, ["1 \n"]),
        ("ab\ncd\nef", 4, ["1 ab\n", "2 cd\n", "3 ef"]),
        ("ab\ncd\nef\n", 6, ["1 ab\ncd\n", "3 ef\n"]),
        ("a\n\n\n\nb\n", 3, ["1 a\n\n", "3 \n\n", "5 b\n"]),
        ("abcdefgh\ni\n", 3, ["1 abcdefgh\ni\n"]),
        ("ab\ncd\nef\n", 100, ["1 ab\ncd\nef\n"]),
    ])
    func `A block ends with a line`(text: String, blockBytes: Int, expected: [String]) throws {
        #expect(try blocks(text, blockBytes) == expected)
    }

    @Test func `Of a line that is too long no more is kept than shows it`() throws {
        let long = String(repeating: "x", count: 3_000_000)
        let path = try folder.write("a", "a\n\(long)\nb\n\(long)\n\(long)")
        var file = try FileBlocks(path, blockBytes: 1 << 20)
        var buffer: [UInt8] = []
        var found: [[Int]] = []
        while let block = file.nextLines(&buffer) { found.append([block.firstLine, block.end]) }
        let cut = LineCursor.keptMax
        #expect(found == [[1, 2], [2, cut], [3, 2], [4, cut], [5, cut]])
        #expect(buffer.count <= cut)
    }

    @Test(arguments: [1_048_576, 1_048_577])
    func `A long record may have all the bytes that are legal`(count: Int) throws {
        let line = String(repeating: "x", count: count)
        let text = "\(line)\r\n\(line)\r\n\(line)"
        let expected =
            count == 1_048_576 ? [count + 2, count + 2, count] : [count + 1, count + 1, count]
        let path = try folder.write("a", text)
        var file = try FileBlocks(path, blockBytes: 1000)
        var buffer: [UInt8] = []
        var found: [Int] = []
        while let block = file.nextLines(&buffer) { found.append(block.end) }
        #expect(found == expected)
    }

    @Test func `A file may grow while it is read`() throws {
        let path = try folder.write("a", "ab\ncd\n")
        var file = try FileBlocks(path, blockBytes: 3)
        var buffer: [UInt8] = []
        #expect(file.nextLines(&buffer)?.end == 3)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("ef\ngh".utf8))
        #expect(file.nextLines(&buffer)?.firstLine == 2)
        #expect(file.nextLines(&buffer)?.firstLine == 3)
        let last = file.nextLines(&buffer)
        #expect(last?.firstLine == 4)
        #expect(last?.end == 2)
        #expect(last?.fault == nil)
        #expect(file.nextLines(&buffer) == nil)
    }

    @Test func `A file may shrink while it is read`() throws {
        let path = try folder.write("a", "ab\ncd\nef\n")
        var file = try FileBlocks(path, blockBytes: 3)
        var buffer: [UInt8] = []
        #expect(file.nextLines(&buffer)?.end == 3)
        try FileHandle(forWritingTo: URL(filePath: path)).truncate(atOffset: 5)
        let last = file.nextLines(&buffer)
        #expect(last?.end == 2)
        #expect(last?.fault == nil)
        #expect(file.nextLines(&buffer) == nil)
    }

    @Test func `A whole file is one block, and no more of it than is needed`() throws {
        for (count, expected) in [(0, 0), (5, 5), (3_000_000, LineCursor.keptMax)] {
            let path = try folder.write("a", String(repeating: "\n", count: count))
            var file = try FileBlocks(path, blockBytes: 1000)
            var buffer: [UInt8] = []
            #expect(file.nextWhole(&buffer)?.end == expected)
            #expect(file.nextWhole(&buffer) == nil)
        }
    }
}
