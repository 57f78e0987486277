import YAMLConfig

/// Something that is legal but hardly meant.
struct ConfigurationWarning: Equatable, Sendable {
    var place: SourcePlace
    var message: String
}

extension ConfigurationWarning: CustomStringConvertible {
    /// `kafka.yaml:3:12: warning: …`
    var description: String { "\(place): warning: \(message)" }
}
