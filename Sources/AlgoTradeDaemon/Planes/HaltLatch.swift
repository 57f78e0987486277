import Glibc
import Synchronization

/// The account's kill switch: a file named `halt` in the state directory. It is on when the file
/// is there; it survives restarts and resets itself never.
final class HaltLatch: Sendable {
    let path: String
    private let latched = Mutex<String?>(nil)

    /// Looks whether trading was halted before.
    init(stateDirectory: String) {
        path = "\(stateDirectory)/halt"
        if let file = unsafe fopen(path, "r") {
            defer { unsafe fclose(file) }
            var line = [CChar](repeating: 0, count: 512)
            let text = unsafe fgets(&line, 512, file) == nil ? "" : Self.text(line)
            latched.withLock { $0 = text.isEmpty ? "the file \(path) is there" : text }
        }
    }

    /// Why trading is halted; nil when it is not.
    var reason: String? { latched.withLock { $0 } }

    /// Turns the switch on and writes it to disk. It holds also when the disk refuses; then the
    /// error number is returned.
    func halt(_ reason: String) -> Int32? {
        latched.withLock { $0 = $0 ?? reason }
        let descriptor = unsafe open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var bytes = Array("\(reason)\n".utf8)
        let isWritten = unsafe write(descriptor, &bytes, bytes.count) == bytes.count
        return isWritten && fsync(descriptor) == 0 ? nil : errno
    }

    private static func text(_ line: [CChar]) -> String {
        let bytes = line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
