/// A value of a YAML document, with the place where it was written.
public struct YAMLNode: Sendable {
    public enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// In the order of the file; keys are unique, merged entries come last.
        case mapping([YAMLEntry])
    }

    public var content: Content
    public var place: SourcePlace

    public init(_ content: Content, at place: SourcePlace) {
        self.content = content
        self.place = place
    }
}

/// One key of a mapping and its value.
public struct YAMLEntry: Sendable {
    public var key: String
    public var keyPlace: SourcePlace
    public var value: YAMLNode

    public init(key: String, keyPlace: SourcePlace, value: YAMLNode) {
        self.key = key
        self.keyPlace = keyPlace
        self.value = value
    }
}

/// Text, a number, a boolean or nothing: YAML tells them apart by how they are read.
public struct YAMLScalar: Sendable {
    /// With variables expanded.
    public var text: String
    /// As it stands in the file, variables unexpanded: this may be shown.
    public var written: String
    /// Neither quoted nor a block: may stand for a number, a boolean or nothing.
    public var isPlain: Bool
    /// A variable or a credential took part.
    public var isExpanded: Bool
    /// A credential took part: the text must never be shown.
    public var isSecret: Bool
    /// Expansion failed, which has been reported; the text means nothing.
    public var isBroken: Bool

    public init(
        text: String, written: String, isPlain: Bool, isExpanded: Bool = false,
        isSecret: Bool = false, isBroken: Bool = false
    ) {
        self.text = text
        self.written = written
        self.isPlain = isPlain
        self.isExpanded = isExpanded
        self.isSecret = isSecret
        self.isBroken = isBroken
    }
}

extension YAMLNode {
    /// Nothing was written: an empty plain scalar, `~` or `null`.
    public var isNull: Bool {
        guard case .scalar(let scalar) = content, scalar.isPlain, !scalar.isExpanded else {
            return false
        }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
    }

    /// This or a value inside is ``YAMLScalar/isBroken``.
    public var isBroken: Bool {
        switch content {
        case .scalar(let scalar): scalar.isBroken
        case .sequence(let items): items.contains(where: \.isBroken)
        case .mapping(let entries): entries.contains { $0.value.isBroken }
        }
    }

    /// This or a value inside is ``YAMLScalar/isSecret``.
    public var isSecret: Bool {
        switch content {
        case .scalar(let scalar): scalar.isSecret
        case .sequence(let items): items.contains(where: \.isSecret)
        case .mapping(let entries): entries.contains { $0.value.isSecret }
        }
    }

    /// How a message names what stood here: `"8 h"`, `a list`, `nothing`.
    public var shown: String {
        switch content {
        case .sequence: return "a list"
        case .mapping: return "a map"
        case .scalar(let scalar):
            if isNull { return "nothing" }
            let text = scalar.written.cut(to: 64)
            return scalar.isPlain ? text : "\"\(text)\""
        }
    }
}

extension String {
    /// At most `count` characters in one line, control characters escaped.
    func cut(to count: Int) -> String {
        var line = ""
        for scalar in unicodeScalars.prefix(count) {
            let isControl = scalar.properties.generalCategory == .control
            line += isControl ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return unicodeScalars.count > count ? line + "…" : line
    }
}
