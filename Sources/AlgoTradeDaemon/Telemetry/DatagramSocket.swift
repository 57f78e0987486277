import Glibc

/// A local datagram socket connected to its one peer. Closed with its last reference.
final class DatagramSocket: Sendable {
    private let descriptor: Int32

    /// Nil when there is no such peer.
    init?(connectedTo address: UnixSocketAddress) {
        let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { return nil }
        let result = unsafe address.withSocketAddress { unsafe connect(descriptor, $0, $1) }
        guard result == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Sends one datagram, waiting for room at most `withinMs`. The error number, 0 for none.
    func send(_ bytes: Span<UInt8>, withinMs wait: Int32 = 0) -> Int32 {
        if wait > 0, !isWritable(withinMs: wait) { return EAGAIN }
        return unsafe bytes.withUnsafeBytes { buffer in
            let sent = unsafe Glibc.send(
                descriptor, buffer.baseAddress, buffer.count, Self.flags)
            return sent < 0 ? errno : 0
        }
    }

    func isWritable(withinMs wait: Int32) -> Bool {
        descriptor.isWritable(withinMs: wait)
    }

    /// Sends the bytes as a sealed memory file whose descriptor travels in an empty datagram.
    /// The error number, 0 for none.
    func sendInMemoryFile(_ bytes: Span<UInt8>) -> Int32 {
        let file = unsafe memoryFile("algotraded-log", Seals.closeOnExec | Seals.allowSealing)
        guard file >= 0 else { return errno }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(file, buffer.baseAddress! + written, buffer.count - written)
            }
            guard count > 0 else { return count < 0 ? errno : EIO }
            written += count
        }
        guard fcntl(file, Seals.add, Seals.all) == 0 else { return errno }
        return send(descriptor: file)
    }

    /// SCM_RIGHTS, unix(7): one control message that holds one descriptor.
    private func send(descriptor passed: Int32) -> Int32 {
        let headerBytes = MemoryLayout<cmsghdr>.size
        let alignment = MemoryLayout<size_t>.size
        let payload = (MemoryLayout<Int32>.size + alignment - 1) / alignment * alignment
        var control = [UInt64](
            repeating: 0, count: (headerBytes + payload) / MemoryLayout<UInt64>.size)
        return unsafe control.withUnsafeMutableBytes { buffer in
            var header = cmsghdr()
            header.cmsg_len = headerBytes + MemoryLayout<Int32>.size
            header.cmsg_level = SOL_SOCKET
            header.cmsg_type = Int32(SCM_RIGHTS)
            unsafe buffer.storeBytes(of: header, as: cmsghdr.self)
            unsafe buffer.storeBytes(of: passed, toByteOffset: headerBytes, as: Int32.self)
            var message = unsafe msghdr()
            unsafe message.msg_control = buffer.baseAddress
            unsafe message.msg_controllen = buffer.count
            return unsafe sendmsg(descriptor, &message, Self.flags) < 0 ? errno : 0
        }
    }

    private static let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
}

/// Numbers of linux/fcntl.h and linux/memfd.h that the Glibc module does not show.
private enum Seals {
    static let closeOnExec: UInt32 = 0x1
    static let allowSealing: UInt32 = 0x2
    static let add: Int32 = 1033
    /// F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW and F_SEAL_WRITE
    static let all: Int32 = 0xF
}

/// memfd_create(2), which the Glibc module does not show either.
@_silgen_name("memfd_create")
private func memoryFile(_ name: UnsafePointer<CChar>, _ flags: UInt32) -> Int32
