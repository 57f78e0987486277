import YAMLConfig

extension Configuration {
    /// The effective values as YAML, every key, secrets redacted.
    func effective() -> String {
        var document = YAMLOutline()
        for section in ConfigurationKeys.sections {
            document.open(section.path)
            for key in ConfigurationKeys.keys(in: section.path) {
                document.add(key, value: printable(key))
            }
        }
        return document.text
    }

    /// A key's value as YAML in one line, safe to print.
    func printable(_ key: ConfigurationKey) -> String {
        let value = key.show(self)
        let isHidden = key.isSecret || redaction.keys.contains(key.path)
        return value.yaml { isHidden || redaction.hides($0) }
    }
}

extension ShownValue {
    /// YAML in one line; texts that `hides` says so of are redacted, and with it the values of
    /// properties whose names tell that they are secret.
    func yaml(hides: (String) -> Bool = { _ in false }) -> String {
        func text(_ value: String, isSecret: Bool = false) -> String {
            let isHidden = !value.isEmpty && (isSecret || hides(value))
            return YAMLText.scalar(isHidden ? Redaction.mark : value)
        }
        func map(_ properties: [ShownProperty]) -> String {
            let pairs = properties.map { property in
                let isSecret = Redaction.hides(property: property.name)
                return YAMLText.scalar(property.name) + ": "
                    + text(property.value, isSecret: isSecret)
            }
            return "{" + pairs.joined(separator: ", ") + "}"
        }
        switch self {
        case .literal(let literal): return hides(literal) ? text(literal) : literal
        case .text(let value): return text(value)
        case .list(let values):
            return "[" + values.map { text($0) }.joined(separator: ", ") + "]"
        case .map(let properties): return map(properties)
        case .maps(let maps): return "[" + maps.map(map).joined(separator: ", ") + "]"
        }
    }
}
