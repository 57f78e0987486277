import YAMLConfig

extension ConfigurationKey {
    static func boolean(
        _ path: String, _ field: any ConfigurationField<Bool>, _ meaning: String
    ) -> ConfigurationKey {
        key(path, field, kind: "boolean", allowed: "true, false", meaning) {
            (node) throws(ConfigFault) in
            try node.boolean()
        } show: {
            .literal("\($0)")
        }
    }

    /// Text of one line: a path, a user's name.
    static func text(
        _ path: String, _ field: any ConfigurationField<String>, _ meaning: String
    ) -> ConfigurationKey {
        key(path, field, kind: "text", allowed: "", meaning) { (node) throws(ConfigFault) in
            let text = try node.textOrEmpty()
            guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
            else {
                throw ConfigFault(
                    .range, at: node.place, "must be one line without control characters")
            }
            return text
        } show: {
            .text($0)
        }
    }

    /// A secret; any characters.
    static func secret(
        _ path: String, _ field: any ConfigurationField<Secret>, _ meaning: String
    ) -> ConfigurationKey {
        key(path, field, kind: "text", allowed: "", meaning) { (node) throws(ConfigFault) in
            Secret(try node.textOrEmpty())
        } show: {
            .text($0.text)
        }.secret()
    }

    /// Part of the names of topics and clients.
    static func name(
        _ path: String, _ field: any ConfigurationField<String>, lengths: ClosedRange<Int>,
        _ meaning: String
    ) -> ConfigurationKey {
        let allowed =
            "\(lengths.lowerBound) to \(lengths.upperBound) letters, digits, dots, "
            + "dashes and underscores"
        return key(path, field, kind: "text", allowed: allowed, meaning) {
            (node) throws(ConfigFault) in
            let text = lengths.contains(0) ? try node.textOrEmpty() : try node.text()
            let isName = text.utf8.allSatisfy { $0.isLetterOrDigit || "._-".utf8.contains($0) }
            guard isName, lengths.contains(text.utf8.count) else {
                throw ConfigFault(.range, at: node.place, "must be \(allowed)", found: node.shown)
            }
            return text
        } show: {
            .text($0)
        }
    }

    /// `embedded`, or brokers; a list of them is joined by commas.
    static func brokers(
        _ path: String, _ field: any ConfigurationField<String>, _ meaning: String
    ) -> ConfigurationKey {
        key(path, field, kind: "text or list", allowed: "embedded, or host:port,…", meaning) {
            (node) throws(ConfigFault) in
            try BrokerList.read(node)
        } show: {
            .text($0)
        }
    }
}

extension YAMLNode {
    /// Text; nothing is empty text.
    func textOrEmpty() throws(ConfigFault) -> String {
        isNull ? "" : try text()
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isLetterOrDigit: Bool {
        isDigit || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
    }
}
