import YAMLConfig

@testable import AlgoTradeDaemon

/// Loads `text` as `kafka.yaml`, with an environment and further files of its own.
func load(
    _ text: String, overrides: [String] = [], environment: [String: String] = [:],
    files: [String: String] = [:]
) throws(ConfigurationErrors) -> LoadedConfiguration {
    try load(
        bytes: Array(text.utf8), overrides: overrides, environment: environment, files: files)
}

func load(
    bytes: [UInt8], overrides: [String] = [], environment: [String: String] = [:],
    files: [String: String] = [:]
) throws(ConfigurationErrors) -> LoadedConfiguration {
    let surroundings = Surroundings(
        variable: { environment[$0] },
        contents: { (path, _) throws(Surroundings.FileFault) in
            if path == "kafka.yaml" { return bytes }
            guard let file = files[path] else { throw .missing }
            return Array(file.utf8)
        })
    return try ConfigurationFile.load(
        path: "kafka.yaml", overrides: overrides, surroundings: surroundings)
}

/// The lines that `check` prints for `text`; empty when it loads.
func errors(
    _ text: String, overrides: [String] = [], environment: [String: String] = [:],
    files: [String: String] = [:]
) -> [String] {
    do throws(ConfigurationErrors) {
        _ = try load(text, overrides: overrides, environment: environment, files: files)
        return []
    } catch {
        return error.description.split(separator: "\n").map(String.init)
    }
}
