import Glibc
import Synchronization

/// Text for people and scripts, written at once and whole.
enum Terminal {
    /// Whether a result was lost, so that the verb cannot end well.
    private static let hasLost = Mutex(false)

    /// A result, to standard output.
    static func write(_ text: String) { write(Array(text.utf8)) }

    /// A result, to standard output; false when it could not be written. The first that is lost is
    /// told on standard error, unless whoever read them has gone.
    @discardableResult static func write(_ bytes: [UInt8]) -> Bool {
        do {
            try deliver(bytes)
            return true
        } catch {
            if error != .closed, !hasLost.withLock({ $0.exchange(true) }) { complain("\(error)") }
            return false
        }
    }

    /// What may be lost, to standard output.
    static func draw(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

    /// Whether all results were written, or given up by whoever read them.
    static var isComplete: Bool { !hasLost.withLock { $0 } }

    /// Keeps what the process opens from taking the place of a standard stream that is closed.
    /// Writing there still fails.
    static func guardStreams() {
        for descriptor in STDIN_FILENO...STDERR_FILENO
        where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            // The lowest number that is free is this one. Opened the wrong way round, so that
            // reading and writing fail as they would without it.
            _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// To standard output.
    ///
    /// - Throws: ``OutputFault`` when not all of it could be written.
    static func deliver(_ bytes: [UInt8]) throws(OutputFault) {
        if write(bytes, to: STDOUT_FILENO) { return }
        switch errno {
        case EPIPE: throw .closed
        case EBADF: throw .missing
        default: throw .failed(errnoText())
        }
    }

    /// A line to standard error.
    static func complain(_ text: String) { write(Array("\(text)\n".utf8), to: STDERR_FILENO) }

    /// To standard error as it stands.
    static func show(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

    /// Whether somebody watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether what is written to standard output shows where standard error is watched.
    static var isShared: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether somebody is there to be asked.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isWatched }

    /// Asks on the terminal; only `y` and `yes` are yes.
    static func asks(_ question: String) -> Bool {
        show("\(question) [y/N] ")
        let answer = readLine() ?? ""
        return ["y", "yes"].contains(answer.lowercased())
    }

    /// Has writing to a closed pipe or socket fail instead of ending the process.
    static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    @discardableResult
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.write(descriptor, raw.baseAddress! + done, raw.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}

/// Why results could not be written.
enum OutputFault: Error, Equatable, CustomStringConvertible {
    /// Nobody reads them any more: no fault to be told.
    case closed
    /// Whoever started the process gave it no output, or one that is not open for writing.
    case missing
    case failed(String)

    var description: String {
        switch self {
        case .closed: "standard output: nobody reads it any more"
        case .missing:
            "standard output is not open for writing; give it somewhere to go, for example a file"
        case .failed(let reason):
            "standard output: cannot be written: \(reason); make room there, or write elsewhere"
        }
    }
}

extension Bool {
    /// Sets a new value; the old one.
    fileprivate mutating func exchange(_ new: Bool) -> Bool {
        defer { self = new }
        return self
    }
}
