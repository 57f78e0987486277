/// Text of others that is shown on a terminal.
enum TerminalText {
    /// In one line, without anything that a terminal obeys.
    static func shown(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
            shown.append(isControl ? " " : scalar)
        }
        return String(shown)
    }
}
