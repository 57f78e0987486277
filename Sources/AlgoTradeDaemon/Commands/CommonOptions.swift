import ArgumentParser

/// What every verb that reads the configuration takes.
struct CommonOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: "The configuration. Default: ./kafka.yaml, then /etc/algotraded/kafka.yaml.",
        completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Overrides a key.", valueName: "key.path=value"))
    var overrides: [String] = []

    /// - Parameters:
    ///   - isOptional: whether the defaults hold where no file is named and none is found.
    ///   - warns: whether warnings go to standard error; else the caller tells them.
    /// - Throws: exit 78 with every error told.
    func load(isOptional: Bool = false, warns: Bool = true) throws -> LoadedConfiguration {
        do {
            let loaded = try ConfigurationFile.load(
                path: config, isOptional: isOptional, overrides: overrides)
            try loaded.verifyClient()
            if warns { loaded.tellWarnings() }
            return loaded
        } catch {
            Terminal.complain("\(error)")
            throw ExitCode(ExitStatus.configuration)
        }
    }
}

extension LoadedConfiguration {
    /// To standard error.
    func tellWarnings() {
        for warning in warnings { Terminal.complain("\(warning)") }
    }
}

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct FormatOption: ParsableArguments {
    @Option(help: "How results are written.")
    var format = OutputFormat.text
}

/// Exit codes as sysexits(3) has them.
enum ExitStatus {
    static let failure: Int32 = 1
    static let configuration: Int32 = 78
}
