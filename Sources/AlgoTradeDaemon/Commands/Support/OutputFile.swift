import Glibc

/// A new file that is written from its beginning; - is standard output.
struct OutputFile: ~Copyable {
    /// What stands for standard output.
    static let standardOutput = "-"

    let path: String
    private let descriptor: Int32

    /// - Throws: ``CommandFault`` when it is there already, or cannot be made.
    init(_ path: String) throws(CommandFault) {
        self.path = path
        guard path != Self.standardOutput else {
            descriptor = STDOUT_FILENO
            return
        }
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let isThere = errno == EEXIST
            throw CommandFault(
                "\(path): cannot be made: \(errnoText())",
                remedy: isThere
                    ? "nothing is overwritten: name another, or remove it"
                    : "check the folder and its rights")
        }
    }

    deinit {
        if descriptor != STDOUT_FILENO { close(descriptor) }
    }

    /// Writes all bytes, in one piece if the system takes them so.
    ///
    /// - Throws: ``CommandFault`` when that fails; the file then ends where it ended before.
    func write(_ bytes: [UInt8]) throws(CommandFault) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.write(descriptor, raw.baseAddress! + done, raw.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = errnoText()
                takeBack(done)
                throw CommandFault(
                    "\(path): cannot be written: \(reason)",
                    remedy: "make room there, or write elsewhere")
            }
            done += count
        }
    }

    /// Takes the last bytes away again: a full disk takes the beginning of a piece.
    private func takeBack(_ count: Int) {
        guard descriptor != STDOUT_FILENO, count > 0 else { return }
        let end = lseek(descriptor, 0, SEEK_CUR)
        if end >= count { ftruncate(descriptor, end - count) }
    }

    /// Has the system put on the disk what was written.
    func synchronise() { fdatasync(descriptor) }

    /// Makes a folder unless it is there.
    ///
    /// - Throws: ``CommandFault``
    static func makeFolder(_ path: String) throws(CommandFault) {
        if unsafe mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        throw CommandFault(
            "\(path): cannot be made: \(errnoText())", remedy: "check the folder above it")
    }

    static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }
}
