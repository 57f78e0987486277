import Glibc

/// Environment variables, of the process or given ones.
struct ProcessEnvironment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    init(_ values: [String: String]) {
        lookUp = { values[$0] }
    }

    private init(lookUp: @escaping @Sendable (String) -> String?) {
        self.lookUp = lookUp
    }

    /// Those of this process.
    static let current = ProcessEnvironment { name in
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    subscript(name: String) -> String? { lookUp(name) }
}
