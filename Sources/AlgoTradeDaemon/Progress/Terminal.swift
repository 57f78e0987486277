import Glibc

/// Text for people and scripts, written at once and whole.
enum Terminal {
    /// To standard output.
    static func write(_ text: String) { write(Array(text.utf8)) }

    /// To standard output; false when nobody reads it any more.
    @discardableResult static func write(_ bytes: [UInt8]) -> Bool {
        write(bytes, to: STDOUT_FILENO)
    }

    /// To standard output.
    ///
    /// - Throws: ``OutputFault`` when not all of it could be written.
    static func deliver(_ bytes: [UInt8]) throws(OutputFault) {
        if write(bytes, to: STDOUT_FILENO) { return }
        throw errno == EPIPE ? .closed : .failed(errnoText())
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
    case failed(String)

    var description: String {
        switch self {
        case .closed: "standard output is closed"
        case .failed(let reason):
            "standard output: cannot be written: \(reason); make room there, or write elsewhere"
        }
    }
}
