/// Why a machine's saved state cannot be taken up again.
public struct StateFault: Error, Equatable, Sendable {
    public enum Code: String, CaseIterable, Sendable {
        /// Written in a form that this release does not read.
        case version = "unknown_version"
        /// Written under other settings: the figures would mean something else.
        case settings = "other_settings"
        /// The bytes end too early.
        case truncated
        /// Bytes that no writer makes.
        case malformed
    }

    public let code: Code
    /// How many bytes had been read.
    public let offset: Int
    /// What was expected and what was found.
    public let message: String

    public init(_ code: Code, at offset: Int, _ message: String) {
        self.code = code
        self.offset = offset
        self.message = message
    }
}

extension StateFault: CustomStringConvertible {
    /// `other_settings at byte 4: written with a window of 10000 ms, now 5000 ms`
    public var description: String { "\(code.rawValue) at byte \(offset): \(message)" }
}
