import YAMLConfig

/// Walks a document and fills a configuration, collecting everything that is wrong.
struct ConfigurationReader {
    /// After so many faults the rest is not read.
    private static let faultsMax = 200

    var configuration = Configuration()
    var faults: [ConfigFault] = []
    var warnings: [ConfigurationWarning] = []
    /// Where each key was given.
    private(set) var places: [String: SourcePlace] = [:]
    /// Keys that were given but could not be read: rules between keys pass over them.
    private(set) var failed: Set<String> = []
    /// Sections with unknown keys: a key that is not given there may have been meant by one.
    private var unclearSections: Set<String> = []

    /// Whether the value of a key is known to be what was meant.
    func isClear(_ key: String) -> Bool {
        if places[key] != nil { return !failed.contains(key) }
        let section = key.split(separator: ".").dropLast().joined(separator: ".")
        return !unclearSections.contains(section)
    }

    /// Reads a whole document; nil is an empty one.
    mutating func read(_ root: YAMLNode?) {
        if let root { readSection(root, path: "") }
        checkRules()
    }

    private mutating func readSection(_ node: YAMLNode, path: String) {
        if node.isNull || node.isBrokenScalar { return }
        let entries: [YAMLEntry]
        do {
            entries = try node.map()
        } catch {
            report(error, named: path.isEmpty ? "the file" : path)
            return
        }
        for entry in entries {
            guard faults.count < Self.faultsMax else {
                reportTooMany(at: entry.keyPlace)
                return
            }
            let entryPath = path.isEmpty ? entry.key : "\(path).\(entry.key)"
            if let key = ConfigurationKeys.key(at: entryPath) {
                readKey(key, entry.value)
            } else if ConfigurationKeys.isSection(entryPath) {
                readSection(entry.value, path: entryPath)
            } else {
                faults.append(UnknownKey.fault(entry.key, in: path, at: entry.keyPlace))
                unclearSections.insert(path)
            }
        }
    }

    private mutating func readKey(_ key: ConfigurationKey, _ node: YAMLNode) {
        places[key.path] = node.place
        if node.isSecret { configuration.redaction.hide(key: key.path) }
        hideSecrets(key, node)
        guard !node.isBroken else {
            failed.insert(key.path)
            return
        }
        // A list or a map is tried item by item first, so that each mistake in it is told.
        let parts = node.parts
        var isFine = true
        if parts.count > 1 {
            for part in parts where faults.count < Self.faultsMax {
                isFine = tryReading(key, part) && isFine
            }
        }
        if !isFine || !tryReading(key, node) { failed.insert(key.path) }
    }

    private mutating func reportTooMany(at place: SourcePlace) {
        guard faults.last?.code != .limit else { return }
        faults.append(
            ConfigFault(
                .limit, at: place, "there are more mistakes than \(Self.faultsMax)",
                remedy: "mend those above first: the rest has not been read"))
    }

    /// Reads a value, or reports why it cannot be read.
    private mutating func tryReading(_ key: ConfigurationKey, _ node: YAMLNode) -> Bool {
        do {
            try key.read(node, &configuration)
            return true
        } catch {
            var fault = error
            if key.isSecret || node.isSecret { fault.found = nil }
            if fault.remedy.isEmpty {
                fault.remedy = "the default is \(Configuration().printable(key))"
            }
            report(fault, named: key.path)
            return false
        }
    }

    private mutating func report(_ fault: ConfigFault, named name: String) {
        var fault = fault
        fault.message = "\(name) \(fault.message)"
        faults.append(fault)
    }

    /// Remembers the texts of secrets, also of those that cannot be read.
    private mutating func hideSecrets(_ key: ConfigurationKey, _ node: YAMLNode) {
        switch node.content {
        case .scalar(let scalar):
            guard key.isSecret || scalar.isSecret else { return }
            configuration.redaction.hide(text: scalar.text)
            warnIfVisible(key.path, scalar, at: node.place)
        case .sequence(let items):
            for item in items { hideSecrets(key, item) }
        case .mapping(let entries):
            for entry in entries {
                guard case .scalar(let scalar) = entry.value.content,
                    scalar.isSecret || Redaction.hides(property: entry.key)
                else { continue }
                configuration.redaction.hide(text: scalar.text)
                warnIfVisible("\(key.path).\(entry.key)", scalar, at: entry.value.place)
            }
        }
    }

    private mutating func warnIfVisible(
        _ path: String, _ scalar: YAMLScalar, at place: SourcePlace
    ) {
        guard place.isArgument, !scalar.isExpanded, !scalar.text.isEmpty else { return }
        warnings.append(
            ConfigurationWarning(
                place: place,
                message: "\(path) is a secret, and every process on this host can see the "
                    + "command line; use ${credential:NAME} in the file"))
    }
}

extension SourcePlace {
    /// A place on the command line.
    var isArgument: Bool { line == 0 && column > 0 }
}

extension YAMLNode {
    /// The same kind of value for each item or entry alone.
    fileprivate var parts: [YAMLNode] {
        switch content {
        case .scalar: []
        case .sequence(let items): items.map { YAMLNode(.sequence([$0]), at: place) }
        case .mapping(let entries): entries.map { YAMLNode(.mapping([$0]), at: place) }
        }
    }

    /// Whether this very scalar is broken.
    fileprivate var isBrokenScalar: Bool {
        if case .scalar(let scalar) = content { return scalar.isBroken }
        return false
    }
}
