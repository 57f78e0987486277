public import Foundation
import Glibc

/// Waiting for a child without Foundation's word: that is the closing of a descriptor which any
/// child started in the same moment may inherit, and then it comes only when that one ends too.
extension Process {
    /// Its exit code, or 128 and the number of the signal that ended it; nil while it runs.
    public var endStatus: Int32? {
        var news = unsafe siginfo_t()
        let options = WEXITED | WNOHANG | WNOWAIT
        guard unsafe waitid(P_PID, id_t(processIdentifier), &news, options) == 0 else {
            // Foundation has had the news and is about to tell.
            return isRunning ? nil : terminationStatus + (terminationReason == .exit ? 0 : 128)
        }
        let child = unsafe news._sifields._sigchld
        guard child.si_pid == processIdentifier else { return nil }
        return child.si_status + (unsafe news.si_code == CLD_EXITED ? 0 : 128)
    }

    /// Waits for its end, blocking the thread; see ``endStatus``.
    @discardableResult
    public func waitForEnd() -> Int32 {
        while true {
            if let status = endStatus { return status }
            usleep(5000)
        }
    }

    /// Waits for its end; see ``endStatus``.
    @discardableResult
    public func end() async -> Int32 {
        while true {
            if let status = endStatus { return status }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }
}
