import Glibc

/// The folder for what must be on this host's disk, locked against a second copy of the daemon.
final class StateDirectory: Sendable {
    let path: String
    private let lock: Int32

    /// - Parameter configured: empty: `$STATE_DIRECTORY`, else `./state`.
    /// - Throws: ``StartFault`` when it cannot be made or another daemon holds it.
    init(_ configured: String, environment: ProcessEnvironment = .current) throws(StartFault) {
        path = Self.path(configured, given: environment[Self.variable]) ?? Self.fallback
        if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
            throw StartFault(
                "the state directory \(path) cannot be made: \(errnoText())",
                remedy: "set daemon.state_directory to a folder that the daemon may write")
        }
        lock = unsafe open("\(path)/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else {
            throw StartFault(
                "the state directory \(path) cannot be written: \(errnoText())",
                remedy: "set daemon.state_directory to a folder that the daemon may write")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw StartFault(
                "another daemon is running with the state directory \(path)",
                remedy: "stop it, or give this one a daemon.state_directory and instance_id")
        }
    }

    deinit {
        close(lock)
    }

    static let variable = "STATE_DIRECTORY"
    static let fallback = "state"

    /// What is configured, else what systemd gives; nil: neither.
    static func path(_ configured: String, given: String?) -> String? {
        guard configured.isEmpty else { return configured }
        // systemd separates several state directories by colons; the first is ours.
        return given?.split(separator: ":").first.map(String.init)
    }
}

/// Why the daemon cannot start, and what helps.
struct StartFault: Error, CustomStringConvertible {
    let message: String
    let remedy: String

    init(_ message: String, remedy: String) {
        self.message = message
        self.remedy = remedy
    }

    var description: String { "\(message); \(remedy)" }
}

/// The C library's words for `errno`.
func errnoText() -> String { unsafe String(cString: strerror(errno)) }

/// The host's name, for `daemon.instance_id` and dead letters.
func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
