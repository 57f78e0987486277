import YAMLConfig

/// `--set key.path=value`, applied to the document before it is read.
enum ConfigurationOverrides {
    /// The document with the overrides in it, the later one counting.
    static func apply(
        _ overrides: [String], to root: YAMLNode?, file: String, surroundings: Surroundings,
        faults: inout [ConfigFault]
    ) -> YAMLNode? {
        var root = root
        for (index, text) in overrides.enumerated() {
            let path = String(text.prefix { $0 != "=" })
            let place = SourcePlace.argument(
                "--set \(YAMLText.cut(path, to: 100))", number: index + 1)
            guard path.utf8.count < text.utf8.count else {
                faults.append(
                    ConfigFault(
                        .syntax, at: place, "there is no value",
                        remedy: "write --set key.path=value"))
                continue
            }
            let parts = ConfigurationKeys.parts(of: path)
            guard parts.allSatisfy({ !$0.isEmpty }) else {
                faults.append(
                    ConfigFault(
                        .syntax, at: place, "this is not the path of a key",
                        remedy: "write --set key.path=value"))
                continue
            }
            let value = String(text.dropFirst(path.count + 1))
            let node =
                YAMLDocument.parseArgument(
                    value, at: place, surroundings: surroundings, faults: &faults)
                ?? YAMLNode(.broken, at: place)
            let top = root ?? YAMLNode(.mapping([]), at: .file(file))
            root = top.replacing(parts[...], with: node)
        }
        return root
    }
}

extension YAMLNode.Content {
    /// Stands for a value whose fault has been reported.
    fileprivate static let broken = YAMLNode.Content.scalar(
        YAMLScalar(text: "", written: "", isPlain: true, isBroken: true))
}
