import YAMLConfig

/// One key of the configuration: what it is called, holds, and does.
///
/// Reading, the messages of `check`, the effective configuration, `etc/kafka.yaml` and
/// `docs/CONFIGURATION.md` all come from it. Its default is the initial value of its field.
struct ConfigurationKey: Sendable {
    /// `kafka.group_id`.
    let path: String
    /// What it holds: `whole number`, `duration`, `text`, …
    let kind: String
    /// Which values are allowed: a range, the choices, a form; empty when any is.
    let allowed: String
    /// One line.
    let meaning: String
    /// Never printed.
    var isSecret = false
    /// SIGHUP takes a new value over while the daemon runs.
    var isReloadable = false
    /// Holds a map with names of its own.
    var isOpenMap = false

    /// Puts the value of a node into the configuration. Faults do not name the key.
    let read: @Sendable (YAMLNode, inout Configuration) throws(ConfigFault) -> Void
    let show: @Sendable (Configuration) -> ShownValue
    /// Takes the value of the first into the second.
    let copy: @Sendable (Configuration, inout Configuration) -> Void

    /// The last part of the path.
    var name: Substring { path[path.index(after: path.lastIndex(of: ".")!)...] }

    /// The path without its last part.
    var section: Substring { path[..<path.lastIndex(of: ".")!] }

    func secret() -> ConfigurationKey {
        var key = self
        key.isSecret = true
        return key
    }

    func reloadable() -> ConfigurationKey {
        var key = self
        key.isReloadable = true
        return key
    }
}

/// A value about to be written as YAML.
enum ShownValue: Equatable, Sendable {
    /// A number, a duration, a boolean: written as it is.
    case literal(String)
    case text(String)
    case list([String])
    case map([ShownProperty])
    case maps([[ShownProperty]])
}

struct ShownProperty: Equatable, Sendable {
    var name: String
    var value: String
}
