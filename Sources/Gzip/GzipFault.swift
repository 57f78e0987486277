/// Why gzip data cannot be read further.
public enum GzipFault: Error, Equatable, Sendable {
    /// It is not gzip, or was damaged; zlib's own words.
    case corrupt(String)
    /// There is no memory for zlib's window.
    case noMemory
}

extension GzipFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .corrupt(let text): "the gzip data are damaged: \(text)"
        case .noMemory: "there is no memory to decompress with"
        }
    }
}
