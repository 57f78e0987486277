import YAMLConfig

extension ConfigurationKey {
    /// Properties of the client library by their own names.
    static func properties(
        _ path: String, _ field: any ConfigurationField<[(String, String)]>, _ meaning: String
    ) -> ConfigurationKey {
        var key = key(
            path, field, kind: "map of text", allowed: "", meaning,
            parse: { (node) throws(ConfigFault) in try properties(node) },
            show: { .map($0.map { ShownProperty(name: $0.0, value: $0.1) }) })
        key.isOpenMap = true
        return key
    }

    private static func properties(_ node: YAMLNode) throws(ConfigFault) -> [(String, String)] {
        if node.isNull { return [] }
        var properties: [(String, String)] = []
        for entry in try node.map() {
            if let remedy = OwnedProperties.remedy(for: entry.key) {
                throw ConfigFault(
                    .rule, at: entry.keyPlace,
                    "must not set \(entry.key), which the daemon sets itself", remedy: remedy)
            }
            do {
                properties.append((entry.key, try entry.value.text()))
            } catch {
                var fault = error
                fault.message = "needs text or a number for \(entry.key)"
                if Redaction.hides(property: entry.key) { fault.found = nil }
                throw fault
            }
        }
        return properties
    }
}
