import Glibc

/// A file, or standard input, read in chunks.
struct InputFile: ~Copyable {
    static let chunkBytes = 1 << 20
    /// What stands for standard input among the arguments.
    static let standardInput = "-"

    /// The name in messages.
    let name: String
    /// Bytes of a regular file, nil for pipes and terminals.
    let size: Int?
    private let descriptor: Int32
    private var chunk: [UInt8]

    /// - Throws: ``CommandFault`` when it cannot be opened.
    init(_ path: String, chunkBytes: Int = InputFile.chunkBytes) throws(CommandFault) {
        let isStandard = path == Self.standardInput
        name = isStandard ? "<stdin>" : path
        descriptor = isStandard ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unreadable(name) }
        var facts = stat()
        let isFile =
            unsafe fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
        size = isFile ? facts.st_size : nil
        chunk = [UInt8](repeating: 0, count: chunkBytes)
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Hands over the next chunk; false at the end. What a pipe brings comes at once.
    ///
    /// - Throws: ``CommandFault`` when it cannot be read.
    mutating func next(_ take: (Span<UInt8>) -> Void) throws(CommandFault) -> Bool {
        while true {
            let count = unsafe read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.unreadable(name) }
            if count > 0 { take(chunk.span.extracting(0..<count)) }
            return count > 0
        }
    }

    private static func unreadable(_ name: String) -> CommandFault {
        CommandFault(
            "\(name): cannot be read: \(errnoText())", remedy: "check the path and its rights")
    }
}
