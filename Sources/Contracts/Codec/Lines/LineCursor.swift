/// Walks through the lines of newline-delimited JSON that is in memory.
///
/// Lines end with LF or CR LF, the last one may have no end; lines of white space are passed
/// over, but counted.
public struct LineCursor: Sendable {
    /// Bytes that need to be kept of a line: a record, the byte that makes it too long, and a
    /// CR. What is cut there still fails decoding with a fault of limit.
    public static let keptMax = JSONReader.recordBytesMax + 2

    /// Number of the line handed out last.
    public private(set) var line: Int
    /// Where the next line begins.
    public private(set) var position: Int

    /// - Parameters:
    ///   - line: how many lines there are before `position`.
    ///   - position: where the first line begins.
    public init(after line: Int = 0, at position: Int = 0) {
        self.line = line
        self.position = position
    }

    /// Where the next record stands, without its line's end; nil when there is none any more.
    public mutating func next(_ bytes: Span<UInt8>) -> Range<Int>? {
        while position < bytes.count {
            let start = position
            let end = bytes.lineEnd(from: start) ?? bytes.count
            position = end + 1
            line += 1
            if let record = Self.record(start..<end, bytes) { return record }
        }
        return nil
    }

    /// The line without a CR at its end; nil when it is blank.
    static func record(_ line: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int>? {
        let hasReturn = !line.isEmpty && bytes[line.upperBound - 1] == UInt8(ascii: "\r")
        let record = line.lowerBound..<(hasReturn ? line.upperBound - 1 : line.upperBound)
        // What was cut may have held more than white space.
        if line.count >= keptMax { return record }
        for i in record where bytes[i] != 0x20 && bytes[i] != 0x09 && bytes[i] != 0x0D {
            return record
        }
        return nil
    }
}
