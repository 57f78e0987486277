import Glibc

/// A file that is written whole: it appears under its name when all of it is there.
enum WholeFile {
    /// Replaces what the name stood for before.
    ///
    /// - Throws: ``CommandFault`` when it cannot be written; nothing is left behind.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFault) {
        let draft = "\(path).\(getpid()).part"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw unwritable(path) }
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                let part = unsafe UnsafeRawBufferPointer(rebasing: raw[done...])
                return unsafe Glibc.write(descriptor, part.baseAddress, part.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let fault = unwritable(path)
                close(descriptor)
                _ = unsafe unlink(draft)
                throw fault
            }
            done += count
        }
        close(descriptor)
        guard unsafe rename(draft, path) == 0 else {
            let fault = unwritable(path)
            _ = unsafe unlink(draft)
            throw fault
        }
    }

    private static func unwritable(_ path: String) -> CommandFault {
        CommandFault(
            "\(path): cannot be written: \(errnoText())",
            remedy: "check the folder, its rights and the room on its disk")
    }
}
