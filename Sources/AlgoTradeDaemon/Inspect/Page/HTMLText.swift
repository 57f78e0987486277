/// Text of others in HTML.
enum HTMLText {
    /// With the characters that HTML gives a meaning written as references, for contents of
    /// elements and quoted attributes; control characters become blanks.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in TerminalText.shown(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
