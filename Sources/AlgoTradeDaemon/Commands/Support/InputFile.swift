import Glibc

/// A file, or standard input, read from its beginning to its end.
struct InputFile: ~Copyable {
    /// Bytes that ``next(_:)`` hands over at most.
    private static let chunkBytes = 1 << 20
    /// What stands for standard input among the arguments.
    static let standardInput = "-"

    /// The name in messages.
    let name: String
    /// Bytes of a regular file, nil for pipes and terminals.
    let size: Int?
    private let descriptor: Int32
    private var chunk: [UInt8] = []

    /// - Throws: ``CommandFault`` when it cannot be opened.
    init(_ path: String) throws(CommandFault) {
        let isStandard = path == Self.standardInput
        name = isStandard ? "<stdin>" : path
        descriptor = isStandard ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unreadable(name) }
        var facts = stat()
        let isFile =
            unsafe fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
        size = isFile ? facts.st_size : nil
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Whether there is a file of this name.
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Hands over the next chunk; false at the end. What a pipe brings comes at once.
    ///
    /// - Throws: ``CommandFault`` when it cannot be read.
    mutating func next(_ take: (Span<UInt8>) -> Void) throws(CommandFault) -> Bool {
        if chunk.isEmpty { chunk = [UInt8](repeating: 0, count: Self.chunkBytes) }
        // Out of the file for as long as the file reads into it.
        var bytes: [UInt8] = []
        swap(&bytes, &chunk)
        defer { swap(&bytes, &chunk) }
        let count = try read(into: &bytes, 0..<bytes.count)
        if count > 0 { take(bytes.span.extracting(0..<count)) }
        return count > 0
    }

    /// Reads what there is, at most so much as fits into the buffer's `places`.
    ///
    /// - Returns: the bytes read; 0 at the end.
    /// - Throws: ``CommandFault`` when it cannot be read.
    func read(into buffer: inout [UInt8], _ places: Range<Int>) throws(CommandFault) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { raw in
                let part = unsafe UnsafeMutableRawBufferPointer(rebasing: raw[places])
                return unsafe Glibc.read(descriptor, part.baseAddress, part.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.unreadable(name) }
            return count
        }
    }

    /// Whether reading would not have to wait longer than that. Regular files never wait.
    func isReady(within milliseconds: Int32) -> Bool {
        guard size == nil else { return true }
        var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&question, 1, milliseconds) != 0
    }

    private static func unreadable(_ name: String) -> CommandFault {
        CommandFault(
            "\(name): cannot be read: \(errnoText())", remedy: "check the path and its rights")
    }
}
