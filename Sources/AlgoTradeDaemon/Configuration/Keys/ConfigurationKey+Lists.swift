import Contracts
import YAMLConfig

/// Something that is chosen by its name.
typealias Choice = CaseIterable & RawRepresentable<String> & Sendable & Equatable

extension ConfigurationKey {
    static func choice<Value: Choice>(
        _ path: String, _ field: any ConfigurationField<Value>, _ meaning: String
    ) -> ConfigurationKey {
        let names = Value.allCases.map(\.rawValue)
        return key(
            path, field, kind: "choice", allowed: names.joined(separator: ", "), meaning
        ) { (node) throws(ConfigFault) in
            try value(of: node)
        } show: {
            .text($0.rawValue)
        }
    }

    /// Choices, none twice; one or more of them unless the list may be empty.
    static func choices<Value: Choice>(
        _ path: String, _ field: any ConfigurationField<[Value]>, mayBeEmpty: Bool = false,
        _ meaning: String
    ) -> ConfigurationKey {
        let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return key(path, field, kind: "list of choices", allowed: names, meaning) {
            (node) throws(ConfigFault) in
            var values: [Value] = []
            for item in try node.list() {
                let value: Value = try value(of: item)
                guard !values.contains(value) else { throw twice(item) }
                values.append(value)
            }
            guard mayBeEmpty || !values.isEmpty else {
                throw ConfigFault(
                    .range, at: node.place, "must not be empty",
                    remedy: "write one or more of \(names)")
            }
            return values
        } show: {
            .list($0.map(\.rawValue))
        }
    }

    static func symbols(
        _ path: String, _ field: any ConfigurationField<[Symbol]>, _ meaning: String
    ) -> ConfigurationKey {
        key(path, field, kind: "list of symbols", allowed: "", meaning) {
            (node) throws(ConfigFault) in
            if node.isNull { return [] }
            var symbols: [Symbol] = []
            var seen: Set<Symbol> = []
            for item in try node.list() {
                let symbol = try symbol(item)
                guard seen.insert(symbol).inserted else { throw twice(item) }
                symbols.append(symbol)
            }
            return symbols
        } show: {
            .list($0.map(\.description))
        }
    }

    private static func value<Value: Choice>(of node: YAMLNode) throws(ConfigFault) -> Value {
        let name = try node.choice(of: Value.allCases.map(\.rawValue))
        return Value(rawValue: name)!
    }

    private static func twice(_ item: YAMLNode) -> ConfigFault {
        ConfigFault(
            .range, at: item.place, "must not hold a value twice", found: item.shown,
            remedy: "remove one of them")
    }

    /// `[A-Z0-9]`, inside also `.`, `-` and `_`.
    private static func symbol(_ item: YAMLNode) throws(ConfigFault) -> Symbol {
        let text = try item.text()
        let bytes = Array(text.utf8)
        let isLegal = bytes.indices.allSatisfy { index in
            let byte = bytes[index]
            let isInside = index > 0 && index + 1 < bytes.count
            return byte.isDigit || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
                || (isInside && ".-_".utf8.contains(byte))
        }
        guard isLegal, let symbol = Symbol(text) else {
            throw ConfigFault(
                .range, at: item.place,
                "must hold symbols of 1 to 20 capital letters and digits, inside also . - _",
                found: item.shown)
        }
        return symbol
    }
}
