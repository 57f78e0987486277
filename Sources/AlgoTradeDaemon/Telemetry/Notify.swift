import Glibc

/// Tells the service manager how the daemon is (sd_notify(3), without libsystemd). Without
/// `$NOTIFY_SOCKET` nothing is sent.
struct Notify: Sendable {
    /// Longest wait for room in the service manager's queue, in milliseconds.
    private static let waitMs: Int32 = 1000

    private let address: UnixSocketAddress?

    init(environment: ProcessEnvironment = .current) {
        address = environment["NOTIFY_SOCKET"].flatMap { UnixSocketAddress($0) }
    }

    var isActive: Bool { address != nil }

    /// READY=1, after start-up and after a reload.
    @discardableResult
    func ready(_ status: String? = nil) -> Bool { send("READY=1", status) }

    @discardableResult
    func stopping(_ status: String? = nil) -> Bool { send("STOPPING=1", status) }

    /// RELOADING=1 with the time it began; `ready` ends it.
    @discardableResult
    func reloading() -> Bool {
        send("RELOADING=1\nMONOTONIC_USEC=\(MonotonicClock.nanoseconds() / 1000)", nil)
    }

    /// The line that `systemctl status` shows.
    @discardableResult
    func status(_ text: String) -> Bool { send(nil, text) }

    /// WATCHDOG=1: the daemon makes progress. See `Watchdog`.
    @discardableResult
    func watchdog() -> Bool { send("WATCHDOG=1", nil) }

    /// False when nobody listens or the message could not be delivered.
    private func send(_ state: String?, _ status: String?) -> Bool {
        guard let address, let socket = DatagramSocket(connectedTo: address) else { return false }
        var lines = state.map { [$0] } ?? []
        if let status {
            // One assignment a line: a line end in the text would start another one.
            lines.append("STATUS=" + status.split(separator: "\n").joined(separator: " "))
        }
        let bytes = Array(lines.joined(separator: "\n").utf8)
        return socket.send(bytes.span, withinMs: Self.waitMs) == 0
    }
}

/// What the service manager's watchdog asks for.
enum Watchdog {
    /// How often `Notify.watchdog` is due: half of `$WATCHDOG_USEC` (sd_watchdog_enabled(3)).
    /// Nil when no watchdog is on, or when it watches another process (`$WATCHDOG_PID`).
    static func interval(
        environment: ProcessEnvironment = .current, processID: Int32 = getpid()
    ) -> Duration? {
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text),
            microseconds > 0
        else { return nil }
        if let watched = environment["WATCHDOG_PID"], Int32(watched) != processID { return nil }
        return .microseconds(microseconds) / 2
    }
}
