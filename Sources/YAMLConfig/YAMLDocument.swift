/// Reads YAML 1.1 into nodes.
public enum YAMLDocument {
    /// The document in `bytes`, variables expanded; nil when it is empty or beyond repair.
    ///
    /// - Parameter faults: gets everything that is wrong, in no order. Nodes are usable all the
    ///   same when some are returned; broken scalars say so.
    public static func parse(
        _ bytes: [UInt8], file: String, surroundings: Surroundings = .process,
        limits: YAMLLimits = YAMLLimits(), faults: inout [ConfigFault]
    ) -> YAMLNode? {
        let text: [UInt8]
        do {
            text = try SourceText.checked(bytes, file: file, limits: limits)
        } catch {
            faults.append(error)
            return nil
        }
        var composer = Composer(
            parser: EventParser(bytes: text, file: file),
            expander: Expander(surroundings, budget: limits.bytes), limits: limits)
        var root: YAMLNode?
        do {
            root = try composer.document()
        } catch {
            composer.faults.append(error)
        }
        faults += composer.faults
        return root
    }

    /// The value of an argument: a flow collection or a quoted scalar when it begins like one,
    /// else a plain scalar of exactly this text. Its nodes stand at `place`.
    public static func parseArgument(
        _ text: String, at place: SourcePlace, surroundings: Surroundings = .process,
        limits: YAMLLimits = YAMLLimits(), faults: inout [ConfigFault]
    ) -> YAMLNode? {
        if let first = text.utf8.first, "[{\"'".utf8.contains(first) {
            var inside: [ConfigFault] = []
            let node = parse(
                Array(text.utf8), file: place.file, surroundings: surroundings, limits: limits,
                faults: &inside)
            for var fault in inside {
                fault.place = place
                faults.append(fault)
            }
            return node?.moved(to: place)
        }
        var expander = Expander(surroundings, budget: limits.bytes)
        do {
            let scalar = try expander.expand(text, isPlain: true)
            return YAMLNode(.scalar(scalar), at: place)
        } catch {
            faults.append(
                ConfigFault(.variable, at: place, error.message, remedy: error.remedy))
            return nil
        }
    }
}

extension YAMLNode {
    /// The same value with every place replaced.
    func moved(to place: SourcePlace) -> YAMLNode {
        switch content {
        case .scalar: YAMLNode(content, at: place)
        case .sequence(let items):
            YAMLNode(.sequence(items.map { $0.moved(to: place) }), at: place)
        case .mapping(let entries):
            YAMLNode(
                .mapping(
                    entries.map {
                        YAMLEntry(
                            key: $0.key, keyPlace: place, value: $0.value.moved(to: place))
                    }), at: place)
        }
    }

    /// The tree with `value` at `path`, whatever stood there; maps on the way are made.
    ///
    /// Nothing changes when a value on the way is no map: that is a fault of its own.
    public func replacing(_ path: ArraySlice<String>, with value: YAMLNode) -> YAMLNode {
        guard let key = path.first else { return value }
        var entries: [YAMLEntry] = []
        if case .mapping(let own) = content {
            entries = own
        } else if !isNull {
            return self
        }
        let index = entries.firstIndex { $0.key == key }
        let below = index.map { entries[$0].value } ?? YAMLNode(.mapping([]), at: value.place)
        let isLast = path.count == 1
        var entry = YAMLEntry(
            key: key, keyPlace: value.place,
            value: below.replacing(path.dropFirst(), with: value))
        if let index {
            if !isLast { entry.keyPlace = entries[index].keyPlace }
            entries[index] = entry
        } else {
            entries.append(entry)
        }
        return YAMLNode(.mapping(entries), at: place)
    }
}
