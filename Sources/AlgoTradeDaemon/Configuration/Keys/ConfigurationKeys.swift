/// Every key of the configuration, in the order of the file.
enum ConfigurationKeys {
    static let all: [ConfigurationKey] =
        kafka + security + topics + daemon + supervision + dataPlane + strategyPlane
        + orderPlane + risk

    /// What each section is for, in the order of the file.
    static let sections: [(path: String, meaning: String)] = [
        ("kafka", "The brokers, the groups, and how the client talks to them."),
        ("topics", "What the topics should be like; `topics apply` makes them so."),
        ("topics.market_raw", "Market data as the feeds deliver it."),
        ("topics.market_events", "Bars and ticks, normalised and checked."),
        ("topics.ofi_events", "Order flow imbalance."),
        ("topics.order_intents", "What the strategies want traded."),
        ("topics.exec_reports", "What became of the orders."),
        ("topics.dlq", "Every topic of dead letters."),
        ("daemon", "The process as a whole."),
        ("supervision", "How a failed plane is started again."),
        ("data_plane", "Market data: where it comes from and what becomes of it."),
        ("data_plane.feed", "A file of daily bars replayed into market_raw, day by day."),
        ("data_plane.replay", "How data_plane.feeds are replayed."),
        ("data_plane.ofi", "Order flow imbalance."),
        ("data_plane.gates", "Quality gates."),
        ("strategy_plane", "Signals, sizing and portfolio."),
        ("strategy_plane.horizons", "Lengths of the signals' windows."),
        ("order_plane", "Orders: where they go and what they may not exceed."),
        ("order_plane.paper", "The venue that fills orders from market data."),
        ("order_plane.risk", "Limits of the risk gate: yours to derive, these are examples."),
    ]

    private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
    private static let sectionPaths = Set(sections.map(\.path))

    static func key(at path: String) -> ConfigurationKey? { byPath[path] }

    static func isSection(_ path: String) -> Bool { sectionPaths.contains(path) }

    /// The keys directly in a section, in the order of the file.
    static func keys(in section: String) -> [ConfigurationKey] {
        all.filter { $0.section == section }
    }

    /// Names of the keys and sections directly below a section; "" is the file.
    static func names(below section: String) -> [String] {
        let prefix = section.isEmpty ? "" : section + "."
        let paths = all.map(\.path) + sections.map(\.path)
        return paths.compactMap { path in
            guard path.hasPrefix(prefix) else { return nil }
            let rest = path.dropFirst(prefix.count)
            return rest.contains(".") ? nil : String(rest)
        }
    }

    /// A path in its parts; what follows an open map is one name, dots and all.
    static func parts(of path: String) -> [String] {
        for key in all where key.isOpenMap && path.hasPrefix(key.path + ".") {
            let name = path.dropFirst(key.path.count + 1)
            return key.path.split(separator: ".").map(String.init) + [String(name)]
        }
        return path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
}
