import Contracts

/// The lines of a recorded file, one after the other, in bounded memory.
///
/// Lines end with LF or CR LF, the last one may have no end; blank lines are passed over, but
/// counted. The line handed out lies in ``buffer``, with at least ``slack`` bytes behind it.
struct RecordedLines: ~Copyable {
    /// Bytes behind a line that may be read, whatever they are.
    static let slack = 32
    /// The longest line, as long as a record may be.
    static let lineBytesMax = 1 << 20
    /// Bytes that are read at once.
    private static let chunkBytes = 1 << 17

    private(set) var buffer = [UInt8](repeating: 0, count: chunkBytes + slack)
    /// Number of the line handed out last, from 1.
    private(set) var number = 0
    private var file: RecordedBytes
    /// What of the buffer is read and not handed out yet.
    private var unread = 0..<0
    private var isEnded = false

    var name: String { file.name }
    /// Stored bytes of a regular file, nil for pipes.
    var size: Int? { file.size }
    /// Stored bytes that have been read.
    var bytesRead: Int { file.bytesRead }

    /// - Throws: ``CommandFault`` when it cannot be opened.
    init(_ path: String, isStopping: @escaping @Sendable () -> Bool) throws(CommandFault) {
        file = try RecordedBytes(path, isStopping: isStopping)
    }

    /// Whether the next line can be handed out without reading, or there is none any more.
    var hasLine: Bool {
        isEnded || buffer.span.extracting(unread).lineEnd(from: 0) != nil
    }

    /// Where in the buffer the next line stands, without its end; nil when there is none.
    ///
    /// - Throws: ``CommandFault`` when the file cannot be read, or a line is too long.
    mutating func next() throws(CommandFault) -> Range<Int>? {
        var searched = unread.lowerBound
        while true {
            if let end = buffer.span.extracting(0..<unread.upperBound).lineEnd(from: searched) {
                let line = unread.lowerBound..<end
                unread = (end + 1)..<unread.upperBound
                searched = end + 1
                number += 1
                if let text = text(line) { return text }
                continue
            }
            if isEnded {
                guard !unread.isEmpty else { return nil }
                let line = unread
                unread = unread.upperBound..<unread.upperBound
                number += 1
                return text(line)
            }
            let kept = unread.count
            try refill()
            searched = kept
        }
    }

    /// The line without a CR at its end; nil when it is blank.
    private func text(_ line: Range<Int>) -> Range<Int>? {
        guard !line.isEmpty else { return nil }
        let hasReturn = buffer[line.upperBound - 1] == UInt8(ascii: "\r")
        let text = line.lowerBound..<(hasReturn ? line.upperBound - 1 : line.upperBound)
        return text.isEmpty ? nil : text
    }

    /// Moves the begun line to the buffer's beginning and reads behind it.
    private mutating func refill() throws(CommandFault) {
        let kept = unread.count
        guard kept <= Self.lineBytesMax else {
            throw CommandFault(
                "\(name):\(number + 1): the line has more than \(Self.lineBytesMax) bytes",
                remedy: "a record is one line: is this the right file?")
        }
        if unread.lowerBound > 0 {
            for i in 0..<kept { buffer[i] = buffer[unread.lowerBound + i] }
        }
        let missing = kept + Self.chunkBytes + Self.slack - buffer.count
        if missing > 0 { buffer.append(contentsOf: repeatElement(0, count: missing)) }
        let count = try file.read(into: &buffer, kept..<(buffer.count - Self.slack))
        unread = 0..<(kept + count)
        isEnded = count == 0
    }
}
