/// A key whose value differs between two configurations, values safe to print.
struct ConfigurationChange: Equatable, Sendable {
    var key: String
    var old: String
    var new: String
    /// False: the new value takes effect with the next start.
    var isApplied: Bool
}

extension Configuration {
    /// Takes over what may change while the daemon runs, and tells every difference.
    mutating func reload(from new: Configuration) -> [ConfigurationChange] {
        var changes: [ConfigurationChange] = []
        for key in ConfigurationKeys.all where key.show(self) != key.show(new) {
            changes.append(
                ConfigurationChange(
                    key: key.path, old: printable(key), new: new.printable(key),
                    isApplied: key.isReloadable))
            if key.isReloadable { key.copy(new, &self) }
        }
        return changes
    }
}
