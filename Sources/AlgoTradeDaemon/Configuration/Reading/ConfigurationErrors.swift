import YAMLConfig

/// Everything that is wrong with a configuration, sorted by place; never empty.
struct ConfigurationErrors: Error, Equatable, Sendable {
    let faults: [ConfigFault]

    init(_ faults: [ConfigFault]) {
        precondition(!faults.isEmpty)
        self.faults = faults.enumerated()
            .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element)
    }
}

extension ConfigurationErrors: CustomStringConvertible {
    /// One line for each: `file:line:column: message; remedy`.
    var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}
