import Glibc

/// The journal's native socket. A record too large for a datagram goes in a sealed memory file.
/// A journal that is full or missing costs records, not time: see `WaitBudget`; each record
/// tries the socket anew, so a restarted journal is found again.
struct JournalSink: LogSink {
    static let defaultPath = "/run/systemd/journal/socket"

    private let address: UnixSocketAddress
    private var socket: DatagramSocket?
    private var budget = WaitBudget()
    private var bytes: [UInt8] = []

    /// Nil when the path is too long for a socket.
    init?(path: String) {
        guard let address = UnixSocketAddress(path) else { return nil }
        self.address = address
        socket = DatagramSocket(connectedTo: address)
    }

    var isConnected: Bool { socket != nil }

    mutating func write(_ record: LogRecord) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        JournalDatagram.append(record, to: &bytes)
        switch attempt() {
        case 0: return true
        case EAGAIN: return retryInBudget()
        case ECONNREFUSED, ENOTCONN, ECONNRESET:
            socket = nil
            return attempt() == 0
        default: return false
        }
    }

    private mutating func attempt() -> Int32 {
        if socket == nil { socket = DatagramSocket(connectedTo: address) }
        guard let socket else { return ENOENT }
        let error = socket.send(bytes.span)
        return error == EMSGSIZE || error == ENOBUFS ? socket.sendInMemoryFile(bytes.span) : error
    }

    private mutating func retryInBudget() -> Bool {
        let start = MonotonicClock.nanoseconds()
        let wait = budget.remainingMs(at: start)
        guard wait > 0, let socket else { return false }
        defer { budget.spend(MonotonicClock.nanoseconds() - start) }
        return socket.isWritable(withinMs: wait) && attempt() == 0
    }
}
