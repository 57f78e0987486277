/// Writes sections and keys as indented YAML.
struct YAMLOutline {
    private(set) var text = ""
    private var indent = ""

    /// Begins a section; those above it have been begun.
    mutating func open(_ path: String, remark: String = "") {
        let parts = path.split(separator: ".")
        indent = String(repeating: "  ", count: parts.count - 1)
        if !remark.isEmpty {
            if parts.count == 1 { text += "\n" }
            comment(remark)
        }
        text += "\(indent)\(parts.last ?? ""):\n"
        indent += "  "
    }

    mutating func add(_ key: ConfigurationKey, value: String) {
        text += "\(indent)\(key.name): \(value)\n"
    }

    /// A comment at the present indentation, wrapped at 100 columns.
    mutating func comment(_ remark: String) {
        var line = indent + "#"
        for word in remark.split(separator: " ") {
            if line.count + 1 + word.count > 100 {
                text += line + "\n"
                line = indent + "#"
            }
            line += " " + word
        }
        text += line + "\n"
    }
}
