/// Splits newline-delimited JSON, fed in chunks of any size, into its lines.
///
/// Lines end with LF or CR LF, the last one may have no end; lines of white space are skipped.
/// Of a line longer than a record may be no more is kept than tells that it is too long: what
/// is handed on then fails decoding with a fault of limit.
public struct LineSplitter: Sendable {
    /// Lines seen to their end.
    public private(set) var lines = 0
    private var rest: [UInt8] = []

    public init() {}

    /// Hands each line that ends in `chunk` to `record`, with its number, from 1.
    public mutating func feed<E: Error>(
        _ chunk: Span<UInt8>, _ record: (_ line: Int, _ bytes: Span<UInt8>) throws(E) -> Void
    ) throws(E) {
        var start = 0
        while let end = chunk.lineEnd(from: start) {
            lines += 1
            let line = start..<end
            start = end + 1
            guard !rest.isEmpty else {
                try Self.hand(chunk.extracting(line), lines, record)
                continue
            }
            keep(chunk.extracting(line))
            let whole = rest
            rest.removeAll(keepingCapacity: true)
            try Self.hand(whole.span, lines, record)
        }
        keep(chunk.extracting(start..<chunk.count))
    }

    /// Hands the last line to `record` if it has no end.
    public mutating func finish<E: Error>(
        _ record: (_ line: Int, _ bytes: Span<UInt8>) throws(E) -> Void
    ) throws(E) {
        guard !rest.isEmpty else { return }
        lines += 1
        let whole = rest
        rest.removeAll()
        try Self.hand(whole.span, lines, record)
    }

    private mutating func keep(_ part: Span<UInt8>) {
        let count = min(part.count, LineCursor.keptMax - rest.count)
        for i in 0..<count { rest.append(part[i]) }
    }

    private static func hand<E: Error>(
        _ line: Span<UInt8>, _ number: Int,
        _ record: (_ line: Int, _ bytes: Span<UInt8>) throws(E) -> Void
    ) throws(E) {
        guard let part = LineCursor.record(0..<line.count, line) else { return }
        try record(number, line.extracting(part))
    }
}
