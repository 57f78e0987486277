/// Text that is never printed: interpolation and reflection show `[redacted]`.
struct Secret: Equatable, Sendable {
    /// The text itself, for the client library alone.
    var text: String

    init(_ text: String = "") {
        self.text = text
    }

    var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomReflectable {
    var description: String { isEmpty ? "" : Redaction.mark }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
