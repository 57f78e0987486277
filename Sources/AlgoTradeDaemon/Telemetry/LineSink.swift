import Glibc

/// Lines of text or JSON on a descriptor, standard error as a rule. A pipe nobody reads or a
/// stopped terminal costs records, not time: see `WaitBudget`.
struct LineSink: LogSink {
    enum Style: Sendable {
        case text(colour: Bool)
        case json
    }

    /// What a pipe takes without blocking once it is writable (PIPE_BUF, pipe(7)).
    private static let chunkBytes = 4096

    private let style: Style
    private let descriptor: Int32
    private var budget = WaitBudget()
    private var bytes: [UInt8] = []
    /// A line was cut off in the middle: the next one starts with a line end.
    private var cut = false

    init(_ style: Style, descriptor: Int32 = STDERR_FILENO) {
        self.style = style
        self.descriptor = descriptor
    }

    mutating func write(_ record: LogRecord) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        if cut { bytes.append(UInt8(ascii: "\n")) }
        switch style {
        case .text(let colour): TextLine.append(record, colour: colour, to: &bytes)
        case .json: JSONLine.append(record, to: &bytes)
        }
        var written = 0
        while written < bytes.count {
            guard isWritable() else { break }
            let count = min(bytes.count - written, Self.chunkBytes)
            let result = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress! + written, count)
            }
            if result < 0, errno == EINTR { continue }
            guard result > 0 else { break }
            written += result
        }
        if written > 0 { cut = written < bytes.count }
        return written == bytes.count
    }

    private mutating func isWritable() -> Bool {
        if descriptor.isWritable(withinMs: 0) { return true }
        let start = MonotonicClock.nanoseconds()
        let wait = budget.remainingMs(at: start)
        guard wait > 0 else { return false }
        defer { budget.spend(MonotonicClock.nanoseconds() - start) }
        return descriptor.isWritable(withinMs: wait)
    }
}

extension Int32 {
    /// True when this descriptor takes bytes without blocking, now or within the time.
    func isWritable(withinMs wait: Int32) -> Bool {
        var entry = pollfd(fd: self, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&entry, 1, wait) == 1 && entry.revents & Int16(POLLOUT) != 0
    }
}
