import Glibc

/// How the log is written (`daemon.log_format`).
enum LogFormat: String, CaseIterable, Sendable {
    /// The journal when standard error is connected to it, else text.
    case auto
    case journal, json, text

    /// Never `auto`. `JOURNAL_STREAM` holds `device:inode` of the stream that the service manager
    /// connected to the journal; it counts only while `descriptor` is still that stream
    /// (systemd.exec(5)).
    func resolved(
        environment: ProcessEnvironment = .current, descriptor: Int32 = STDERR_FILENO
    ) -> LogFormat {
        guard self == .auto else { return self }
        guard let stream = environment["JOURNAL_STREAM"] else { return .text }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return .text }
        return stream == "\(status.st_dev):\(status.st_ino)" ? .journal : .text
    }

    /// True when lines on the descriptor may be coloured: a terminal, and no NO_COLOR.
    static func coloured(
        environment: ProcessEnvironment = .current, descriptor: Int32 = STDERR_FILENO
    ) -> Bool {
        isatty(descriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
    }
}
