import Glibc
import Synchronization

/// The account's kill switch: a file named `halt` in the state directory. It is on when the file
/// is there, or when that cannot be told; it survives restarts and resets itself never.
final class HaltLatch: Sendable {
    let path: String
    private let directory: String
    private let latched = Mutex<String?>(nil)

    /// Looks whether trading was halted before.
    init(stateDirectory: String) {
        directory = stateDirectory
        path = "\(stateDirectory)/halt"
        if let reason = Self.reason(in: path) { latched.withLock { $0 = reason } }
    }

    /// Why trading is halted; nil when it is not.
    var reason: String? { latched.withLock { $0 } }

    /// Turns the switch on and makes it outlast the process. It holds also when that fails; then
    /// the C library's words for it are returned.
    func halt(_ reason: String) -> String? {
        latched.withLock { $0 = $0 ?? reason }
        // The file's being there is the latch; what stands in it is for people.
        let descriptor = unsafe open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errnoText() }
        defer { close(descriptor) }
        var bytes = Array("\(reason)\n".utf8)
        _ = unsafe write(descriptor, &bytes, bytes.count)
        guard fsync(descriptor) == 0 else { return errnoText() }
        let folder = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return errnoText() }
        defer { close(folder) }
        return fsync(folder) == 0 ? nil : errnoText()
    }

    private static func reason(in path: String) -> String? {
        guard let file = unsafe fopen(path, "r") else {
            return errno == ENOENT ? nil : "\(path) cannot be read: \(errnoText())"
        }
        defer { unsafe fclose(file) }
        var line = [CChar](repeating: 0, count: 512)
        let bytes =
            unsafe fgets(&line, 512, file) == nil
            ? [] : line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
        return bytes.isEmpty ? "\(path) is there" : String(decoding: bytes, as: UTF8.self)
    }
}
