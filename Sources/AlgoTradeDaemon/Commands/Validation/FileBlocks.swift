import Contracts

/// Cuts a file into blocks at the ends of its lines, in bounded memory whatever the lines.
struct FileBlocks: ~Copyable {
    /// A buffer begins with so many bytes and grows as far as the file needs.
    private static let bufferBytesMin = 1 << 16
    /// How long a block waits for more from a pipe before what is there is judged.
    private static let patienceMs: Int32 = 5

    /// A block is full with so many bytes, if a line ends in them.
    private let blockBytes: Int
    private let file: InputFile
    /// The begin of a line whose end is not read yet.
    private var carry: [UInt8] = []
    /// Lines before the next block.
    private var lines = 0
    private var bytesRead = 0
    /// A line was too long, and its rest is passed over.
    private var isSkipping = false
    private var isEnded = false

    /// - Throws: ``CommandFault`` when it cannot be opened.
    init(_ path: String, blockBytes: Int) throws(CommandFault) {
        file = try InputFile(path)
        self.blockBytes = blockBytes
    }

    /// Reads the next lines to the buffer's beginning; nil at the end.
    mutating func nextLines(_ buffer: inout [UInt8]) -> RecordBlock? {
        guard !isEnded else { return nil }
        var block = RecordBlock(file: file.name, isWhole: false, fileBytes: file.size)
        var filled = carry.count
        grow(&buffer, to: filled)
        buffer.replaceSubrange(0..<filled, with: carry)
        carry.removeAll(keepingCapacity: true)
        while block.end == 0 ? filled < LineCursor.keptMax : filled < blockBytes {
            let limit = filled < blockBytes ? blockBytes : LineCursor.keptMax
            let count = read(&buffer, filled, limit, &block)
            guard count > 0 else { break }
            var fresh = filled..<(filled + count)
            if isSkipping { fresh = 0..<skip(&buffer, count) }
            filled = fresh.upperBound
            if let last = buffer.span.extracting(fresh).lastLineEnd {
                block.end = fresh.lowerBound + last + 1
            }
            if block.end > 0, !file.isReady(within: Self.patienceMs) { break }
        }
        return close(&block, buffer, filled)
    }

    /// Reads the file as one record, and no more of it than shows that it is too long.
    mutating func nextWhole(_ buffer: inout [UInt8]) -> RecordBlock? {
        guard !isEnded else { return nil }
        var block = RecordBlock(file: file.name, isWhole: true, fileBytes: file.size)
        while block.end < LineCursor.keptMax {
            let count = read(&buffer, block.end, LineCursor.keptMax, &block)
            guard count > 0 else { break }
            block.end += count
        }
        isEnded = true
        return block
    }

    /// Settles what of the bytes read is the block's and what is kept for the next.
    private mutating func close(
        _ block: inout RecordBlock, _ buffer: [UInt8], _ filled: Int
    ) -> RecordBlock? {
        block.firstLine = lines + 1
        if isEnded {
            // The last line needs no end, unless more of it could not be read.
            if block.fault == nil { block.end = filled }
            return block.end > 0 || block.fault != nil ? block : nil
        }
        if block.end == 0 {
            block.end = LineCursor.keptMax
            isSkipping = true
            lines += 1
        } else {
            lines += buffer.span.extracting(0..<block.end).lineEnds
            carry.append(contentsOf: buffer[block.end..<filled])
        }
        return block
    }

    /// Passes over the rest of a line in the buffer's first `count` bytes; what follows it comes
    /// to the beginning.
    ///
    /// - Returns: how many bytes that are.
    private mutating func skip(_ buffer: inout [UInt8], _ count: Int) -> Int {
        guard let end = buffer.span.extracting(0..<count).lineEnd(from: 0) else { return 0 }
        isSkipping = false
        let rest = Array(buffer[(end + 1)..<count])
        buffer.replaceSubrange(0..<rest.count, with: rest)
        return rest.count
    }

    /// Reads once, to `place` and not past `limit`.
    ///
    /// - Returns: the bytes read; 0 at the end, also when the file cannot be read further.
    private mutating func read(
        _ buffer: inout [UInt8], _ place: Int, _ limit: Int, _ block: inout RecordBlock
    ) -> Int {
        if place >= buffer.count { grow(&buffer, to: min(limit, 4 * place)) }
        do {
            let count = try file.read(into: &buffer, place..<min(limit, buffer.count))
            isEnded = count == 0
            bytesRead += count
            block.bytesRead = bytesRead
            return count
        } catch {
            block.fault = error
            isEnded = true
            return 0
        }
    }

    private func grow(_ buffer: inout [UInt8], to count: Int) {
        let missing = max(count, Self.bufferBytesMin) - buffer.count
        if missing > 0 { buffer.append(contentsOf: repeatElement(0, count: missing)) }
    }
}
