import Glibc

extension Surroundings {
    /// The environment and the files of this process.
    public static let process = Surroundings(
        variable: { name in
            guard let value = unsafe getenv(name) else { return nil }
            return unsafe String(cString: value)
        },
        contents: readFile)

    /// Reads to the end, in pieces, so that pipes and growing files are bounded too.
    @Sendable
    private static func readFile(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe read(descriptor, &piece, piece.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw fault(errno)
            }
            if count == 0 { return bytes }
            bytes += piece.prefix(count)
            if bytes.count > limit { throw .tooLarge }
        }
    }

    private static func fault(_ code: Int32) -> FileFault {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EACCES, EPERM: .refused
        case EISDIR: .directory
        default: .failed(code)
        }
    }
}
