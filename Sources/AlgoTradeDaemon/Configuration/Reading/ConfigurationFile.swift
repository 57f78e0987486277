import YAMLConfig

/// A configuration and where it came from.
struct LoadedConfiguration: Sendable {
    var configuration: Configuration
    /// Sorted by place.
    var warnings: [ConfigurationWarning]
    /// The file that was read.
    var path: String
    /// Where each key was given.
    var places: [String: SourcePlace] = [:]
    /// The `--set` arguments, for reading it again.
    var overrides: [String]

    /// The values that hold as YAML, secrets redacted.
    func effectiveYAML() -> String { configuration.effective() }
}

/// Finds and reads the configuration.
enum ConfigurationFile {
    /// Where it is looked for when none is named, in this order.
    static let places = ["./kafka.yaml", "/etc/algotraded/kafka.yaml"]

    /// Reads the first file of ``places`` that exists.
    static func load(
        overrides: [String] = [], surroundings: Surroundings = .process
    ) throws(ConfigurationErrors) -> LoadedConfiguration {
        try load(path: nil, overrides: overrides, surroundings: surroundings)
    }

    /// Reads a file; without a path the first of ``places`` that exists.
    ///
    /// - Parameter isOptional: whether every key has its default where there is no such file.
    static func load(
        path: String?, isOptional: Bool = false, overrides: [String] = [],
        surroundings: Surroundings = .process
    ) throws(ConfigurationErrors) -> LoadedConfiguration {
        let (file, bytes) = try find(path, isOptional, surroundings)
        var faults: [ConfigFault] = []
        var root = YAMLDocument.parse(
            bytes ?? [], file: file, surroundings: surroundings, faults: &faults)
        if root == nil, !faults.isEmpty { throw ConfigurationErrors(faults) }
        let isEmpty = root?.isNull ?? true
        root = ConfigurationOverrides.apply(
            overrides, to: root, file: file, surroundings: surroundings, faults: &faults)
        var reader = ConfigurationReader()
        reader.read(root)
        faults += reader.faults
        var configuration = reader.configuration
        guard faults.isEmpty else {
            throw ConfigurationErrors(faults.map { redacted($0, configuration.redaction) })
        }
        if isEmpty, bytes != nil {
            reader.warnings.append(
                ConfigurationWarning(
                    place: .file(file), message: "the file is empty: every key has its default"))
        }
        configuration.dataPlane.resolve(besides: file)
        return LoadedConfiguration(
            configuration: configuration,
            warnings: reader.warnings.sorted { $0.place < $1.place }, path: file,
            places: reader.places, overrides: overrides)
    }

    /// Nil bytes: there is no file, nor need be one.
    private static func find(
        _ path: String?, _ isOptional: Bool, _ surroundings: Surroundings
    ) throws(ConfigurationErrors) -> (file: String, bytes: [UInt8]?) {
        let limit = YAMLLimits().bytes
        for place in path.map({ [$0] }) ?? places {
            do {
                return (place, try surroundings.contents(place, limit))
            } catch .missing where path == nil {
                continue
            } catch {
                throw ConfigurationErrors([unreadable(place, error, limit)])
            }
        }
        if isOptional { return (places[0], nil) }
        throw ConfigurationErrors([
            ConfigFault(
                .unreadable, at: .file("kafka.yaml"),
                "there is no configuration: neither \(places.joined(separator: " nor ")) exists",
                remedy: "name one with --config FILE")
        ])
    }

    private static func unreadable(
        _ path: String, _ fault: Surroundings.FileFault, _ limit: Int
    ) -> ConfigFault {
        if fault == .tooLarge {
            return ConfigFault(
                .limit, at: SourcePlace(file: path, line: 1, column: 1),
                "the file is larger than \(limit / 1_000_000) MB",
                remedy: "a configuration has some hundred lines: is this the right file?")
        }
        let remedy =
            fault == .missing ? "check --config FILE" : "check the file and its permissions"
        return ConfigFault(
            .unreadable, at: .file(path), "the configuration cannot be read: \(fault)",
            remedy: remedy)
    }

    /// A secret may stand in the wrong place too.
    private static func redacted(_ fault: ConfigFault, _ redaction: Redaction) -> ConfigFault {
        var fault = fault
        if let found = fault.found, redaction.hides(shown: found) { fault.found = Redaction.mark }
        return fault
    }
}

extension DataPlaneConfiguration {
    /// Makes relative paths relative to the folder of the configuration file.
    fileprivate mutating func resolve(besides configuration: String) {
        guard let slash = configuration.lastIndex(of: "/") else { return }
        let folder = configuration[...slash]
        func resolved(_ path: String) -> String {
            path.isEmpty || path.hasPrefix("/") ? path : folder + path
        }
        feed.file = resolved(feed.file)
        feed.extra = resolved(feed.extra)
        for index in feeds.indices { feeds[index].path = resolved(feeds[index].path) }
    }
}
