import YAMLConfig

/// Reads `kafka.bootstrap_servers`.
enum BrokerList {
    /// Text with commas, or a list; the brokers joined by commas, or `embedded`.
    static func read(_ node: YAMLNode) throws(ConfigFault) -> String {
        var brokers: [String] = []
        if case .sequence(let items) = node.content {
            for item in items { brokers.append(try broker(try item.text(), at: item)) }
        } else {
            let parts = try node.text().split(separator: ",", omittingEmptySubsequences: false)
            for part in parts {
                var name = part.drop { $0 == " " }
                while name.last == " " { name.removeLast() }
                brokers.append(try broker(String(name), at: node))
            }
        }
        guard !brokers.isEmpty else {
            throw ConfigFault(
                .range, at: node.place, "must name a broker", found: node.shown,
                remedy: "write embedded, or host:9092")
        }
        if brokers.contains(KafkaConfiguration.embedded), brokers.count > 1 {
            throw ConfigFault(
                .range, at: node.place, "must be embedded alone, or brokers alone",
                found: node.shown, remedy: "remove embedded from the list")
        }
        return brokers.joined(separator: ",")
    }

    private static func broker(_ text: String, at node: YAMLNode) throws(ConfigFault) -> String {
        func fault(_ remedy: String) -> ConfigFault {
            ConfigFault(
                .range, at: node.place, "must be embedded, or host:port separated by commas",
                found: node.shown, remedy: remedy)
        }
        if text.contains("://") {
            throw fault("leave the protocol out, kafka.security_protocol tells it")
        }
        let isLegal = text.utf8.allSatisfy { $0.isLetterOrDigit || ".-_:[]%".utf8.contains($0) }
        guard !text.isEmpty, isLegal else { throw fault("write a name, a colon and a port") }
        if text == KafkaConfiguration.embedded { return text }
        let colon = text.lastIndex(of: ":")
        let isBareAddress = text.hasSuffix("]")
        guard let colon, !isBareAddress else { return text }
        let host = text[..<colon]
        let port = text[text.index(after: colon)...]
        guard !host.contains(":") || (host.hasPrefix("[") && host.hasSuffix("]")) else {
            throw fault("put an IPv6 address into brackets: [::1]:9092")
        }
        guard !host.isEmpty, port.utf8.allSatisfy(\.isDigit), let number = Int(port),
            (1...65_535).contains(number)
        else { throw fault("write a name, a colon and a port from 1 to 65535") }
        return text
    }
}
