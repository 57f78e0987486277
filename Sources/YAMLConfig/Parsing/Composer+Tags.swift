extension Composer {
    private static let core = "tag:yaml.org,2002:"

    /// Whether a tag makes the scalar text or a plain value; nil without a tag.
    func isText(_ event: YAMLEvent) throws(ConfigFault) -> Bool? {
        switch event.tag {
        case nil: nil
        case "!", Self.core + "str": true
        case Self.core + "int", Self.core + "float", Self.core + "bool", Self.core + "null",
            Self.core + "merge":
            false
        case .some(let tag): throw unknown(tag, at: event.place)
        }
    }

    func checkTag(_ event: YAMLEvent, is kind: String) throws(ConfigFault) {
        guard let tag = event.tag, tag != "!", tag != Self.core + kind else { return }
        throw unknown(tag, at: event.place)
    }

    private func unknown(_ tag: String, at place: SourcePlace) -> ConfigFault {
        ConfigFault(
            .syntax, at: place, "the tag \(tag.cut(to: 64)) means nothing here",
            remedy: "remove the tag, or quote text that begins with !")
    }
}
