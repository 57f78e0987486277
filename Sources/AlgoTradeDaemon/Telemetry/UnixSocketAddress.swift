import Glibc

/// The address of a local socket: a path, or an abstract name when it starts with `@`.
struct UnixSocketAddress: Sendable {
    /// As the kernel wants it: a leading zero byte for an abstract name, a closing one for a path.
    private let name: [UInt8]

    /// Nil when it is empty, does not fit, or is neither a path from the root nor abstract.
    init?(_ text: String) {
        var name = Array(text.utf8)
        switch name.first {
        case UInt8(ascii: "@"): name[0] = 0
        case UInt8(ascii: "/"): name.append(0)
        default: return nil
        }
        let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        guard name.count > 1, name.count <= room else { return nil }
        self.name = name
    }

    func withSocketAddress<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { path in
            for (index, byte) in name.enumerated() { unsafe path[index] = byte }
        }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, length)
            }
        }
    }
}
