/// What a configuration may ask of the process around it; tests put their own in its place.
public struct Surroundings: Sendable {
    /// Why a file could not be read.
    public enum FileFault: Error, Equatable, Sendable {
        case missing
        case refused
        case directory
        /// More bytes than asked for.
        case tooLarge
        /// Another errno.
        case failed(Int32)
    }

    /// The value of an environment variable; nil when it is not set.
    public var variable: @Sendable (_ name: String) -> String?
    /// A file's bytes, at most `limit` of them.
    public var contents: @Sendable (_ path: String, _ limit: Int) throws(FileFault) -> [UInt8]

    public init(
        variable: @escaping @Sendable (_ name: String) -> String?,
        contents:
            @escaping @Sendable (_ path: String, _ limit: Int) throws(FileFault) -> [UInt8]
    ) {
        self.variable = variable
        self.contents = contents
    }
}

extension Surroundings.FileFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "no such file"
        case .refused: "permission denied"
        case .directory: "it is a directory"
        case .tooLarge: "it is too large"
        case .failed(let code): "errno \(code)"
        }
    }
}
