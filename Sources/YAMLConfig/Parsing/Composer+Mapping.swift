extension Composer {
    /// A mapping: its own keys first, then what `<<` merges in, where the earlier one counts.
    mutating func mapping(at place: SourcePlace, depth: Int) throws(ConfigFault) -> Composed {
        try checkDepth(depth + 1, at: place)
        var entries: [YAMLEntry] = []
        var merged: [YAMLEntry] = []
        var places: [String: SourcePlace] = [:]
        var size = 1
        var height = 0
        while true {
            let event = try parser.next()
            if case .mappingEnd = event.kind { break }
            let (key, isMerge) = try self.key(event, depth: depth + 1)
            let value = try node(try parser.next(), depth: depth + 1)
            size += value.size + 1
            height = max(height, value.height)
            if let first = places[key] {
                faults.append(
                    ConfigFault(
                        .duplicateKey, at: event.place,
                        "the key \(key.cut(to: 64)) stands here for the second time",
                        remedy: "line \(first.line) has it already: remove one of them"))
                continue
            }
            places[key] = event.place
            if isMerge {
                merged = mergeable(value.node)
            } else {
                entries.append(YAMLEntry(key: key, keyPlace: event.place, value: value.node))
            }
        }
        for entry in merged where places.updateValue(entry.keyPlace, forKey: entry.key) == nil {
            entries.append(entry)
        }
        return Composed(
            node: YAMLNode(.mapping(entries), at: place), size: size, height: height + 1)
    }

    private mutating func key(
        _ event: YAMLEvent, depth: Int
    ) throws(ConfigFault) -> (String, isMerge: Bool) {
        guard case .scalar = event.kind,
            case .scalar(let scalar) = try node(event, depth: depth, isKey: true).node.content
        else {
            throw ConfigFault(
                .syntax, at: event.place, "a key must be text, not a list, a map or an alias",
                remedy: "write the key's name")
        }
        return (scalar.text, isMerge: scalar.isPlain && scalar.text == "<<")
    }

    /// The entries of a mapping, or of a list of mappings.
    private mutating func mergeable(_ node: YAMLNode) -> [YAMLEntry] {
        switch node.content {
        case .mapping(let entries): return entries
        case .sequence(let items):
            var entries: [YAMLEntry] = []
            for item in items {
                guard case .mapping(let more) = item.content else {
                    refuseMerge(item)
                    continue
                }
                entries += more
            }
            return entries
        case .scalar:
            refuseMerge(node)
            return []
        }
    }

    private mutating func refuseMerge(_ node: YAMLNode) {
        guard !node.isBroken else { return }
        faults.append(
            ConfigFault(
                .type, at: node.place, "<< merges maps, and this is none",
                remedy: "write << with an alias of a map, or a list of them"))
    }
}
