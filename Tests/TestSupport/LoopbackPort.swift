import Glibc
import Synchronization

/// Ports of 127.0.0.1 for tests.
enum LoopbackPort {
    /// Below those that the system gives to clients: a client that tries an address again and
    /// again would in the end be given that port itself, and speak to nobody but itself.
    private static let range = 20_000..<32_000
    private static let next = Mutex(Int.random(in: range))

    /// A port that nobody listens on, and that no other caller of this process gets.
    static func free() throws -> Int {
        for _ in range {
            let port = next.withLock { next in
                defer { next = next + 1 == range.upperBound ? range.lowerBound : next + 1 }
                return next
            }
            guard let descriptor = bound(port) else { continue }
            close(descriptor)
            return port
        }
        throw NoPort()
    }

    /// A socket that has the port and takes no connections; nil when another has it.
    static func bound(_ port: Int) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = address(port)
        let failed = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if failed == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
        return address
    }

    struct NoPort: Error {}
}

/// A port that refuses every connection until it is given back.
public struct DeadPort: Sendable {
    public let address: String
    private let descriptor: Int32

    public init() throws {
        let port = try LoopbackPort.free()
        guard let descriptor = LoopbackPort.bound(port) else { throw LoopbackPort.NoPort() }
        self.descriptor = descriptor
        address = "127.0.0.1:\(port)"
    }

    public func giveBack() { close(descriptor) }
}
