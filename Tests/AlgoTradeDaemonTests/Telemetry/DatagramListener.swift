import Glibc
import Testing

@testable import AlgoTradeDaemon

/// A bound datagram socket, as the service manager or the journal has one.
final class DatagramListener: Sendable {
    enum Kind: CaseIterable {
        case path, abstract
    }

    struct Datagram {
        var bytes: [UInt8]
        /// Content and seals of the file whose descriptor came along.
        var file: (bytes: [UInt8], seals: Int32)?

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// `/path` or `@name`.
    let name: String
    private let descriptor: Int32

    init(_ kind: Kind = .path) throws {
        let unique = "algotraded-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let name = kind == .path ? "/tmp/\(unique)" : "@\(unique)"
        self.name = name
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let address = try #require(UnixSocketAddress(name))
        let bound = unsafe address.withSocketAddress { [descriptor] in
            unsafe bind(descriptor, $0, $1)
        }
        try #require(bound == 0)
    }

    deinit {
        close(descriptor)
        if name.hasPrefix("/") { unsafe unlink(name) }
    }

    /// The next datagram, nil when none waits.
    func receive() -> Datagram? {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var control = [UInt64](repeating: 0, count: 8)
        var passed: Int32 = -1
        let count = unsafe bytes.withUnsafeMutableBytes { bytes in
            unsafe control.withUnsafeMutableBytes { control in
                var part = unsafe iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
                return unsafe withUnsafeMutablePointer(to: &part) { part in
                    var message = unsafe msghdr()
                    unsafe message.msg_iov = part
                    unsafe message.msg_iovlen = 1
                    unsafe message.msg_control = control.baseAddress
                    unsafe message.msg_controllen = control.count
                    let count = unsafe recvmsg(descriptor, &message, Int32(MSG_DONTWAIT))
                    if unsafe count >= 0 && message.msg_controllen > 0 {
                        passed = unsafe control.load(
                            fromByteOffset: MemoryLayout<cmsghdr>.size, as: Int32.self)
                    }
                    return count
                }
            }
        }
        guard count >= 0 else { return nil }
        let datagram = Datagram(bytes: Array(bytes[..<count]))
        guard passed >= 0 else { return datagram }
        defer { close(passed) }
        return Datagram(
            bytes: datagram.bytes, file: (Self.content(of: passed), fcntl(passed, 1034)))
    }

    private static func content(of file: Int32) -> [UInt8] {
        var status = stat()
        unsafe fstat(file, &status)
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = unsafe pread(file, &bytes, bytes.count, 0)
        return Array(bytes[..<max(0, count)])
    }
}
