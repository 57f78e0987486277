/// One thing that is wrong with a configuration: what, where, and what to do about it.
public struct ConfigFault: Error, Equatable, Sendable {
    public enum Code: String, CaseIterable, Sendable {
        /// The file is missing or cannot be read.
        case unreadable
        /// Not UTF-8, or not text at all.
        case encoding
        /// Not YAML, or YAML that a configuration has no use for.
        case syntax
        /// Too large, too deep, too many values.
        case limit
        case duplicateKey
        /// An alias without its anchor, or inside its own anchor.
        case alias
        /// A variable or credential that is not there, or written wrongly.
        case variable
        case unknownKey
        /// A value of another type.
        case type
        case range
        /// Text outside the list of choices.
        case choice
        /// A rule between keys.
        case rule
    }

    public let code: Code
    public var place: SourcePlace
    /// What is wrong, a sentence without its end.
    public var message: String
    /// The value as it was written, before variables were expanded; nil when that adds nothing
    /// or must not be shown.
    public var found: String?
    /// What to do; empty when the message says it.
    public var remedy: String

    public init(
        _ code: Code, at place: SourcePlace, _ message: String, found: String? = nil,
        remedy: String = ""
    ) {
        self.code = code
        self.place = place
        self.message = message
        self.found = found
        self.remedy = remedy
    }
}

extension ConfigFault: CustomStringConvertible {
    /// `kafka.yaml:3:12: group_id must be text, found a list; write it in one line`
    public var description: String {
        var text = "\(place): \(message)"
        if let found { text += ", found \(found)" }
        if !remedy.isEmpty { text += "; \(remedy)" }
        return text
    }
}
