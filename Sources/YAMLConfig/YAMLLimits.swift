/// Bounds of what is read; beyond them a file is refused, not shortened.
public struct YAMLLimits: Sendable {
    /// Bytes of the file; also of all text that variables expand to.
    public var bytes = 10_000_000
    /// Values, counted after aliases are expanded.
    public var nodes = 100_000
    /// Lists and maps inside each other, aliases expanded.
    public var depth = 64

    public init() {}
}
