import Contracts
import YAMLConfig

/// A field of the configuration.
typealias ConfigurationField<Value> = WritableKeyPath<Configuration, Value> & Sendable

extension ConfigurationKey {
    /// A key of any kind, from how its value is read and shown.
    static func key<Value>(
        _ path: String, _ field: any ConfigurationField<Value>, kind: String, allowed: String,
        _ meaning: String,
        parse: @escaping @Sendable (YAMLNode) throws(ConfigFault) -> Value,
        show: @escaping @Sendable (Value) -> ShownValue
    ) -> ConfigurationKey {
        ConfigurationKey(
            path: path, kind: kind, allowed: allowed, meaning: meaning,
            read: { (node, configuration) throws(ConfigFault) in
                configuration[keyPath: field] = try parse(node)
            },
            show: { show($0[keyPath: field]) },
            copy: { $1[keyPath: field] = $0[keyPath: field] })
    }
}
